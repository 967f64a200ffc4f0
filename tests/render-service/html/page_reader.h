#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_PAGE_READER_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_PAGE_READER_H_

#include <string>
#include <vector>

namespace communique::render::testing {

// Reads a page or feed back, as far as tests need to. It knows quoted attributes and the five named and
// numeric entities that our templates write.

// Every tag in order, as its name and the names of its attributes: "a href class", "/a".
std::vector<std::string> TagsOf(const std::string& markup);

// All text between tags, and all values of attributes, with entities resolved.
std::string TextOf(const std::string& markup);

// What stands between `begin` and `end`; empty where it does not.
std::string Between(const std::string& text, const std::string& begin, const std::string& end);

}  // namespace communique::render::testing

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_PAGE_READER_H_

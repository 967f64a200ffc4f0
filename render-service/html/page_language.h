#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_LANGUAGE_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_LANGUAGE_H_

#include <string>

#include "render-service/html/local_formats.h"
#include "render-service/html/words.h"

namespace communique::render {

// The language that a page speaks: its tag, which way it runs, its words, days and numbers.
struct PageLanguage {
  // `book` must outlive this.
  PageLanguage(const std::string& language, const WordBook& book);

  const std::string& word(const std::string& name) const { return words.at(name); }

  std::string tag;
  // "ltr" or "rtl".
  std::string direction;
  const Words& words;
  LocalFormats formats;
};

// "ltr" or "rtl", for the `dir` attribute.
std::string DirectionOf(const std::string& language);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_LANGUAGE_H_

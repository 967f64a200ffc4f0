#include "tests/render-service/html/page_reader.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace communique::render::testing {
namespace {

// The end of the tag that begins at `position`, quotes considered.
size_t EndOfTag(const std::string& markup, size_t position) {
  char quote = 0;
  for (; position < markup.size(); ++position) {
    const char c = markup[position];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return position;
    }
  }
  return markup.size();
}

// "a href="x" id="y"" -> "a href id".
std::string NamesIn(const std::string& tag) {
  std::string names;
  bool in_value = false;
  for (const char c : tag) {
    if (c == '"') {
      in_value = !in_value;
    } else if (!in_value && c != '=') {
      names.push_back(absl::ascii_isspace(c) ? ' ' : c);
    }
  }
  return names;
}

std::string Resolved(const std::string& text) {
  return absl::StrReplaceAll(
      text, {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}});
}

}  // namespace

std::vector<std::string> TagsOf(const std::string& markup) {
  std::vector<std::string> tags;
  for (size_t open = markup.find('<'); open != std::string::npos; open = markup.find('<', open)) {
    const size_t end = EndOfTag(markup, open);
    tags.push_back(NamesIn(markup.substr(open + 1, end - open - 1)));
    open = end;
    // Nothing but its own end tag ends a script.
    if (tags.back().rfind("script", 0) == 0) open = markup.find("</script", end);
  }
  return tags;
}

std::string TextOf(const std::string& markup) { return Resolved(markup); }

std::string Between(const std::string& text, const std::string& begin, const std::string& end) {
  const size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  const size_t to = text.find(end, from + begin.size());
  if (to == std::string::npos) return "";
  return text.substr(from + begin.size(), to - from - begin.size());
}

}  // namespace communique::render::testing

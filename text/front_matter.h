#ifndef COMMUNIQUE_TEXT_FRONT_MATTER_H_
#define COMMUNIQUE_TEXT_FRONT_MATTER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "text/import.h"

namespace communique::text {

// Takes what site generators have above a Markdown text: "title: …", "date: …" and the like between two lines
// of "---". All of it is kept in source_head and not shown, with a finding; it gives the title, which a
// heading at the beginning may still replace, and the day of publication. Returns the text with blank lines
// in its place, or as it is where it begins otherwise. `markdown` is clean (input.h).
std::string TakeFrontMatter(absl::string_view markdown, Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_FRONT_MATTER_H_

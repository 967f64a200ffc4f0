#ifndef COMMUNIQUE_TEXT_INLINES_H_
#define COMMUNIQUE_TEXT_INLINES_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "communique/content/v1/block.pb.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace communique::text {

using Inlines = google::protobuf::RepeatedPtrField<content::v1::Inline>;

// Labels of the footnotes that the text has.
using FootnoteLabels = std::set<std::string, std::less<>>;

// Appends text as runs: addresses written out (http, https, mailto) become links, "[1]" becomes a
// reference where `footnotes` has "1". A tab becomes a space. Nothing else is read into it.
void AppendInlines(absl::string_view text, const FootnoteLabels& footnotes, Inlines& inlines);

// The same for lines that the author broke, with line breaks between.
void AppendLines(const std::vector<std::string>& lines, const FootnoteLabels& footnotes, Inlines& inlines);

// Whether content rules take it as a link: absolute http, https or mailto, at most 2,048 bytes.
bool IsLinkable(absl::string_view address);

// The text of runs alone, references as "[1]", line breaks as "\n".
std::string PlainText(const Inlines& inlines);
std::string PlainText(const content::v1::Inline& run);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_INLINES_H_

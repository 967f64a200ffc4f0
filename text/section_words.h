#ifndef COMMUNIQUE_TEXT_SECTION_WORDS_H_
#define COMMUNIQUE_TEXT_SECTION_WORDS_H_

#include "absl/strings/string_view.h"

namespace communique::text {

// The words by which the sections of a statement are known, in the languages that statements come in. All
// questions ignore case, a colon at the end and white space around.

// "Attach file#1", "Attachment", "첨부파일".
bool IsAttachmentLabel(absl::string_view text);
// "Signed by", "Signatories", "서명".
bool IsSignatoriesHeading(absl::string_view text);
// "Seconds", "Amendment Sponsors": names stand below it, of those who brought a text in.
bool IsBackersHeading(absl::string_view text);
// "Done in Halden Quay this 16th day of May, 2024.": the sentence right above those who sign.
bool IsClosingFormula(absl::string_view text);
// "Notes to editors".
bool IsNotesHeading(absl::string_view text);
// "Contact information", "문의".
bool IsContactHeading(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_SECTION_WORDS_H_

#ifndef COMMUNIQUE_TEXT_VOCABULARY_H_
#define COMMUNIQUE_TEXT_VOCABULARY_H_

#include "absl/strings/string_view.h"

namespace communique::text {

// The words by which parts of a statement are known, in the languages that statements come in. All
// questions ignore case, a colon at the end and white space around.

// "Name", "Date", "Hit", "Delivered by", "작성일": what a page prints above a text as label and value.
bool IsHeadLabel(absl::string_view text);
// "Published", "Publié le": the day in its value is the day of publication.
bool IsPublishedLabel(absl::string_view text);
// "News & Events", "보도자료": a line of a site's navigation.
bool IsNavigation(absl::string_view text);
// "Joint Statement", "Press release", "공동성명": the kind of text, printed above its title.
bool IsKicker(absl::string_view text);
// "Attach file#1", "Attachment", "첨부파일".
bool IsAttachmentLabel(absl::string_view text);
// "Signed by", "Signatories", "서명".
bool IsSignatoriesHeading(absl::string_view text);
// "Notes to editors".
bool IsNotesHeading(absl::string_view text);
// "Contact information", "문의".
bool IsContactHeading(absl::string_view text);

// It ends with a word that calls for another: "The flood came in", "Wir trafen uns am".
bool EndsUnfinished(absl::string_view text);

// A word of it says that this is an organisation ("Alliance", "연합", "منظمة").
bool NamesOrganisation(absl::string_view text);
// It says what somebody is ("Director", "Secretary General").
bool NamesPost(absl::string_view text);
// It begins with a form of address ("Dr.", "The Rt. Hon.").
bool StartsWithPersonalTitle(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_VOCABULARY_H_

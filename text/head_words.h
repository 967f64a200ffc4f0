#ifndef COMMUNIQUE_TEXT_HEAD_WORDS_H_
#define COMMUNIQUE_TEXT_HEAD_WORDS_H_

#include "absl/strings/string_view.h"

namespace communique::text {

// The words by which the head of a page is known, in the languages that statements come in. All questions
// ignore case, a colon at the end and white space around.

// "Name", "Date", "Hit", "Delivered by", "작성일": what a page prints above a text as label and value.
bool IsHeadLabel(absl::string_view text);
// "Published", "Publié le": the day in its value is the day of publication.
bool IsPublishedLabel(absl::string_view text);
// "Date", "Tanggal", "작성일": so is this, where nothing is labelled as published.
bool IsDateLabel(absl::string_view text);
// "News & Events", "보도자료": a line of a site's navigation.
bool IsNavigation(absl::string_view text);
// "Joint Statement", "Press release", "공동성명": the kind of text, printed above its title.
bool IsKicker(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_HEAD_WORDS_H_

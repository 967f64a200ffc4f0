#ifndef COMMUNIQUE_TEXT_DATE_WORDS_H_
#define COMMUNIQUE_TEXT_DATE_WORDS_H_

#include "absl/strings/string_view.h"

namespace communique::text {

// Words of dates in the languages that statements come in. Words are in lower case.

// 1 to 12, or 0 for a word that names no month.
int MonthValue(absl::string_view word);
// Weekdays, "of", "de", "the", "UTC", "às" …: what may stand in a date and says nothing about the day.
bool IsDateFiller(absl::string_view word);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_DATE_WORDS_H_

#ifndef COMMUNIQUE_TEXT_NAME_WORDS_H_
#define COMMUNIQUE_TEXT_NAME_WORDS_H_

#include "absl/strings/string_view.h"

namespace communique::text {

// The words by which names of organisations and persons are known, in the languages that statements come in.
// All questions ignore case.

// A word of it says that this is an organisation ("Alliance", "연합", "منظمة").
bool NamesOrganisation(absl::string_view text);
// It says what somebody is ("Director", "Secretary General").
bool NamesPost(absl::string_view text);
// It begins with a form of address ("Dr.", "The Rt. Hon.").
bool StartsWithPersonalTitle(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_NAME_WORDS_H_

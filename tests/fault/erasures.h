#ifndef COMMUNIQUE_TESTS_FAULT_ERASURES_H_
#define COMMUNIQUE_TESTS_FAULT_ERASURES_H_

#include <string>

#include "communique/content/v1/change.pb.h"

namespace communique::testing {

// A text that was erased reads otherwise in the log since then, also where it was told before: what a client
// was told in time and what the log has now may differ there, and nowhere else.

// "statements/{id}" of anything below it.
std::string StatementOf(const std::string& name);

// Whether something in a change is marked as erased, or a language version has lost its title.
bool HasErased(const content::v1::Change& change);
// The same of an entry of Fold::State().
bool HasErased(const std::string& name, const std::string& bytes);

// Two of the same commit: they are alike but for what is erased in `logged`.
bool AreAlike(const content::v1::ChangeSet& told, const content::v1::ChangeSet& logged);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_ERASURES_H_

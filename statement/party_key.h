#ifndef COMMUNIQUE_STATEMENT_PARTY_KEY_H_
#define COMMUNIQUE_STATEMENT_PARTY_KEY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "communique/content/v1/signatory.pb.h"

namespace communique {

// The name of a signatory's party; empty where it has none.
const std::string& PartyName(const content::v1::Signatory& signatory);

// A name without what makes no other of it: case, width, spacing and accents ("ÉCOLE  Sud" is "ecolesud").
// Signs that make another letter or syllable stay, such as the vowels of Indic scripts and the marks of
// kana. To compare with, never to be shown or stored instead of the name. Pure.
std::string FoldedName(absl::string_view name);

// What two rows of one list have in common where they seem to be the same party: 16 bytes of a SHA-256 over
// the statement, the kind of party and its folded name. A key of an index, so that no name stands in one;
// whoever knows a name can still ask for it, so the entry goes where the name is erased. Pure.
std::string PartyKey(absl::string_view statement, const content::v1::Signatory& signatory);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_PARTY_KEY_H_

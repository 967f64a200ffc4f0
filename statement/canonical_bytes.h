#ifndef COMMUNIQUE_STATEMENT_CANONICAL_BYTES_H_
#define COMMUNIQUE_STATEMENT_CANONICAL_BYTES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace communique {

// The bytes that digests are over: the bencoding of a message's JSON form, as docs/digest.md
// specifies. They depend on the names and values of the set fields alone, never on protobuf's wire
// format, and a program that has the JSON form can make them without protobuf. Pure.

// "5:title".
std::string CanonicalString(absl::string_view text);

// An object with a member for every set field. Lists of blocks are left out: a block below another one
// is a part of its own.
std::string CanonicalMessage(const google::protobuf::Message& message);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_CANONICAL_BYTES_H_

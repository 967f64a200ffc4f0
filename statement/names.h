#ifndef COMMUNIQUE_STATEMENT_NAMES_H_
#define COMMUNIQUE_STATEMENT_NAMES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique {

// Resource names (AIP-122). Parsers return the id and fail with INVALID_ARGUMENT, saying what the
// form is. Pure.

bool IsStatementId(absl::string_view id);  // [a-z0-9][a-z0-9-]{0,62}
bool IsGroupId(absl::string_view id);      // the same form
bool IsSectionId(absl::string_view id);    // [a-z][a-z0-9-]{0,39}, none of the reserved names of paths.h
bool IsSha256Hex(absl::string_view text);  // 64 lower-case hex digits
bool IsRequestId(absl::string_view id);    // [A-Za-z0-9._-]{1,64}

std::string StatementName(absl::string_view id);                            // statements/{id}
std::string SectionName(absl::string_view id);                              // sections/{id}
std::string BlobName(absl::string_view sha256_hex);                         // blobs/{sha256}
std::string RevisionName(absl::string_view statement_id, int64_t number);   // statements/{id}/revisions/{n}
std::string EditionName(absl::string_view statement_id, int32_t number);    // statements/{id}/editions/{n}
std::string SignatoryName(absl::string_view statement_id, int64_t number);  // statements/{id}/signatories/{n}

// The id in a name of the form collection/{id} that was checked before: "press" of "sections/press". Empty
// for an empty name, such as that of no section.
absl::string_view IdOf(absl::string_view name);

absl::StatusOr<std::string> ParseStatementName(absl::string_view name);
absl::StatusOr<std::string> ParseSectionName(absl::string_view name);
absl::StatusOr<std::string> ParseBlobName(absl::string_view name);

struct SignatoryId {
  std::string statement;
  int64_t number = 0;
};
absl::StatusOr<SignatoryId> ParseSignatoryName(absl::string_view name);

struct RevisionId {
  std::string statement;
  int64_t number = 0;
};
absl::StatusOr<RevisionId> ParseRevisionName(absl::string_view name);

struct EditionId {
  std::string statement;
  int32_t number = 0;
};
absl::StatusOr<EditionId> ParseEditionName(absl::string_view name);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_NAMES_H_

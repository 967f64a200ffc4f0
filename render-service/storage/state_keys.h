#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_KEYS_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_KEYS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/domain/site.h"

namespace communique::render {

// Every key of the local state. Each kind of row has a column family of its own:
//
//   meta        "checkpoint"                                        -> CheckpointRow
//               "scrub"                                             -> nothing; what was removed is to leave
//                                                                      the disk
//   statements  name                                                -> Statement
//   editions    statement 00 number:4                               -> Edition
//   signatories statement 00 number:8                               -> Signatory
//   sections    name                                                -> Section
//   paths       path                                                -> PathChange
//   index       language 00 section 00 ~year:4 ~month:1 ~day:1 ~first_publish_time:8 statement
//                                                                   -> IndexRow
//   outputs     path                                                -> OutputRow
//   owned       owner 00 path                                       -> nothing; owner as an output key
//   claims      owner 00 path                                       -> nothing; a file that is about to be
//                                                                      written
//   of_statement  statement 00 path                                 -> nothing
//   failures    output key                                          -> FailureRow
//   pending     output key                                          -> PendingRow
//
// Numbers are big-endian; ~ marks one stored inverted, so that the newest comes first and equal ones
// are in the order of names, as IsListedBefore has it. An empty section is the whole language.

inline constexpr char kCheckpointKey[] = "checkpoint";
inline constexpr char kScrubKey[] = "scrub";

std::string EditionKey(absl::string_view statement, int32_t number);
std::string SignatoryKey(absl::string_view statement, uint64_t number);
// Of everything below a name ("statements/a" 00).
std::string PrefixOf(absl::string_view name);

std::string IndexPrefix(absl::string_view language, absl::string_view section);
std::string IndexYearPrefix(absl::string_view language, absl::string_view section, int32_t year);
std::string IndexKey(const IndexEntry& entry, absl::string_view section);

// What an index key says of its place. DATA_LOSS where it is not one.
struct IndexPlace {
  std::string language;
  std::string section;
  int32_t year = 0;
};
absl::StatusOr<IndexPlace> ParseIndexKey(absl::string_view key);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_KEYS_H_

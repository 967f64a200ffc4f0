#ifndef COMMUNIQUE_TESTS_FAULT_STORE_CONTENTS_H_
#define COMMUNIQUE_TESTS_FAULT_STORE_CONTENTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "content-service/storage/database.h"

namespace communique::testing {

// What was asked -> the answer, in bytes, or why there is none.
using StoreContents = std::map<std::string, absl::StatusOr<std::string>>;

// Everything that can be read of a store, in both views: its head, the log, snapshots, statements with lists,
// editions, revisions and commits, sections, and every file named in `blobs` (SHA-256 in hex), byte for byte.
StoreContents ReadContents(content::Database& database, int statements,
                           const std::vector<std::string>& blobs);

// Where a store that may be damaged answers something else than it did before, in words. An error that says
// DATA_LOSS is no wrong answer, but any other one is.
std::vector<std::string> WrongAnswers(const StoreContents& before, const StoreContents& now);
// It answers just as before.
bool AllIsThere(const StoreContents& now);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_STORE_CONTENTS_H_

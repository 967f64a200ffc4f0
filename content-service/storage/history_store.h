#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_HISTORY_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_HISTORY_STORE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/comparison.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/content/v1/statement_service.pb.h"
#include "content-service/storage/content_store.h"

namespace communique::content {

// Which page of what happened to a statement, newest first.
struct HistoryQuery {
  // Bare id.
  std::string statement;
  // Numbers below this one.
  int64_t before = INT64_MAX;
  // The most to return, at least 1.
  int limit = 50;
  // A page ends before the entry that would take it past this many bytes, but has at least one.
  size_t byte_limit = size_t{3} << 20;
};

// A text of a statement that can be compared with another.
struct VersionId {
  bool is_edition = false;
  int64_t number = 0;
};

// What a statement was before: revisions, editions and commits. Ids, views, errors and threads as in
// ContentStore. What is for editors alone is read at a sequence, without a view. NOT_FOUND: there is no such
// statement (in this view), reason NO_SUCH_STATEMENT, or it has no such number, reason NO_SUCH_REVISION or
// NO_SUCH_EDITION.
class HistoryStore {
 public:
  virtual ~HistoryStore() = default;

  virtual absl::StatusOr<v1::Revision> GetRevision(absl::string_view statement, int64_t number,
                                                   uint64_t sequence) const = 0;
  // Without blocks.
  virtual absl::StatusOr<Page<v1::Revision>> ListRevisions(const HistoryQuery& query,
                                                           uint64_t sequence) const = 0;

  virtual absl::StatusOr<v1::Edition> GetEdition(absl::string_view statement, int32_t number,
                                                 ReadAt at) const = 0;
  // Without blocks and digest parts.
  virtual absl::StatusOr<Page<v1::Edition>> ListEditions(const HistoryQuery& query, ReadAt at) const = 0;

  // By sequence.
  struct Commit {
    uint64_t sequence = 0;
    v1::StatementCommit message;
  };
  virtual absl::StatusOr<Page<Commit>> ListCommits(const HistoryQuery& query, uint64_t sequence) const = 0;

  // What is different from the older version to the newer, at most `byte_limit` bytes, at least 3 MiB.
  // Signatories are those of the commit that wrote or published a version; of the newest revision and edition
  // those of the state read. In PUBLIC editions alone are given.
  virtual absl::StatusOr<v1::Comparison> Compare(absl::string_view statement, const VersionId& from,
                                                 const VersionId& to, ReadAt at, size_t byte_limit) const = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_HISTORY_STORE_H_

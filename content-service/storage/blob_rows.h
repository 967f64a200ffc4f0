#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_ROWS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "communique/stored/v1/blob_rows.pb.h"
#include "content-service/storage/database.h"

namespace rocksdb {
class WriteBatch;
}

namespace communique::content {

// The rows of files that the committer looks after. SHA-256 in lower-case hex. All but the writes read the
// disk. Thread-safe.

absl::StatusOr<std::optional<stored::v1::BlobRow>> FindBlobRow(const Database& database,
                                                               absl::string_view sha256);
void PutBlobRow(const Database& database, absl::string_view sha256, const stored::v1::BlobRow& row,
                rocksdb::WriteBatch& batch);
// The row and all bytes. An upload of the same file that begins once this is written finds nothing of it.
void DeleteBlob(const Database& database, absl::string_view sha256, rocksdb::WriteBatch& batch);

// When the bytes of a file were last sent.
absl::Time LastSent(const stored::v1::BlobRow& row);

// How many stored revisions list the file.
absl::StatusOr<int64_t> CountBlobReferences(const Database& database, absl::string_view sha256);

// Files that no revision lists and that were last sent before `before`.
struct UnlistedBlobs {
  std::vector<std::string> sha256s;
  // Where to look on; nothing at the end.
  std::optional<std::string> next;
};
// At most `limit` of them, beginning where an earlier answer says, or at the first.
absl::StatusOr<UnlistedBlobs> FindUnlistedBlobs(const Database& database, const std::string& from,
                                                absl::Time before, size_t limit);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_ROWS_H_

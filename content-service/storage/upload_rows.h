#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_ROWS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_ROWS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "communique/stored/v1/blob_rows.pb.h"
#include "content-service/storage/blob_parts.h"

namespace communique::content {

// The rows of unfinished uploads, by the raw digest of the file. Reads and writes the disk. Thread-safe.
class UploadRows {
 public:
  explicit UploadRows(const BlobParts& parts) : parts_(parts) {}

  absl::StatusOr<std::optional<stored::v1::UploadRow>> Find(const std::string& digest) const;
  absl::Status Put(const std::string& digest, const stored::v1::UploadRow& row, bool sync) const;
  // Each row, in no order that matters; nothing for one that cannot be read.
  absl::Status ForEach(
      absl::FunctionRef<absl::Status(const std::string&, const std::optional<stored::v1::UploadRow>&)> visit)
      const;

 private:
  const BlobParts parts_;
};

// Its last bytes came longer ago than a broken upload is kept.
bool IsExpired(const stored::v1::UploadRow& row, absl::Time now);
// Some came now.
void Touch(stored::v1::UploadRow& row, absl::Time now);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_ROWS_H_

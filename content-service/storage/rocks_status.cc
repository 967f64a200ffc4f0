#include "content-service/storage/rocks_status.h"

#include "absl/strings/str_cat.h"
#include "content-service/domain/store_damaged.h"
#include "rocksdb/status.h"
#include "statement/errors.h"

namespace communique::content {

absl::Status FromRocksDb(const rocksdb::Status& status, absl::string_view doing) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsNoSpace()) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                           absl::StrCat("no space is left on the disk of the store while ", doing,
                                        "; nothing was stored, ask the operator to make room and try again"));
  }
  if (status.IsCorruption()) {
    return StoreDamaged(
        absl::StrCat("stored bytes are damaged, found while ", doing, ": ", status.ToString()));
  }
  if (status.IsNotFound()) return absl::NotFoundError(absl::StrCat("not found while ", doing));
  return ErrorWithReason(
      absl::StatusCode::kUnavailable, "STORE_FAILED",
      absl::StrCat("the store failed while ", doing, ": ", status.ToString(), "; try again later"));
}

}  // namespace communique::content

#include "content-service/storage/blob_limits.h"

#include "absl/strings/str_cat.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

absl::Status QuotaExceeded(absl::string_view message, absl::string_view quota, int64_t used, int64_t limit) {
  return ErrorWithReason(
      absl::StatusCode::kResourceExhausted, "QUOTA_EXCEEDED", message,
      {{"quota", std::string(quota)}, {"used", absl::StrCat(used)}, {"limit", absl::StrCat(limit)}});
}

}  // namespace

absl::Status CheckLimits(const BlobLimits& limits, const BlobUse& use, int64_t size_bytes) {
  if (size_bytes > limits.file_bytes) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "BLOB_TOO_LARGE",
                           absl::StrCat("the file has ", size_bytes, " bytes and at most ", limits.file_bytes,
                                        " are allowed; make it smaller"),
                           {{"limit", absl::StrCat(limits.file_bytes)}});
  }
  if (use.unfinished_uploads >= limits.unfinished_uploads) {
    return QuotaExceeded(
        absl::StrCat(use.unfinished_uploads, " uploads are unfinished and at most ",
                     limits.unfinished_uploads,
                     " may be; nothing was stored, finish those, or try again: one that broke is given up an "
                     "hour after its last bytes"),
        "unfinished_uploads", use.unfinished_uploads, limits.unfinished_uploads);
  }
  const int64_t used = use.bytes + use.unfinished_bytes;
  if (limits.stored_bytes > 0 && size_bytes > limits.stored_bytes - used) {
    return QuotaExceeded(
        absl::StrCat("the files here have ", used, " bytes (", use.unfinished_bytes,
                     " of them in unfinished uploads), this one has ", size_bytes, " and at most ",
                     limits.stored_bytes,
                     " are allowed; nothing was stored, send a smaller file, let those that nothing lists be "
                     "swept, or ask the operator for more"),
        "stored_bytes", used, limits.stored_bytes);
  }
  return absl::OkStatus();
}

}  // namespace communique::content

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "content-service/storage/blob_usage.h"
#include "content-service/storage/disk_room.h"
#include "content-service/storage/rocks_blob_store.h"
#include "content-service/storage/rocks_blob_upload.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

// How an upload begins, anew or where it broke.
namespace communique::content {
namespace {

absl::Status CheckHeader(const v1::UploadHeader& header) {
  FieldViolations violations;
  if (!IsSha256Hex(header.sha256())) {
    violations.Add("header.sha256", "must be the SHA-256 of the file, 64 lower-case hex digits");
  }
  if (header.size_bytes() < 1) {
    violations.Add("header.size_bytes", "must be the size of the whole file, at least 1 byte");
  }
  if (header.offset() < 0) violations.Add("header.offset", "must be 0, or what QueryUpload says");
  return violations.ToStatus();
}

// Where an upload may go on: where it is, or at the end of a chunk before, as an earlier answer has it.
bool GoesOnAt(int64_t offset, int64_t stored_size) {
  return offset == stored_size || (offset < stored_size && offset % kBlobChunkBytes == 0);
}

}  // namespace

absl::StatusOr<std::unique_ptr<BlobUpload>> RocksBlobStore::BeginUpload(
    const v1::UploadHeader& header, std::shared_ptr<UploadTicket> ticket) {
  RETURN_IF_ERROR(CheckHeader(header));
  const std::string digest = absl::HexStringToBytes(header.sha256());
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(ticket->Check());
  RETURN_IF_ERROR(SweepExpired());
  ASSIGN_OR_RETURN(auto stored, FindByDigest(digest));
  if (stored.has_value()) return std::make_unique<StoredBlobUpload>(*std::move(stored));
  ASSIGN_OR_RETURN(Claim claim, FindUpload(digest));
  if (claim.ticket != nullptr && claim.ticket->number() > ticket->number()) return TakenOver();
  if (claim.checking) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "UPLOAD_BEING_CHECKED",
                           "another upload of this file is being checked; try again in a moment");
  }
  if (header.offset() == 0) {
    RETURN_IF_ERROR(BeginAnew(digest, header.size_bytes(), claim));
  } else if (header.size_bytes() != claim.row.size_bytes() || !GoesOnAt(header.offset(), claim.stored_size)) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "UPLOAD_OFFSET",
        absl::StrCat("this upload cannot go on at ", header.offset(), " of ", header.size_bytes(),
                     " bytes: ", claim.stored_size, " of ", claim.row.size_bytes(),
                     " are stored; ask QueryUpload where to go on, or begin at 0"));
  }
  claim.ticket = ticket;
  claim.held = true;
  claim.stored_size = header.offset();
  Touch(claim.row, now_());
  claim.row.set_committed_size(std::min(claim.row.committed_size(), header.offset()));
  claims_[digest] = std::move(claim);
  return std::make_unique<RocksBlobUpload>(this, digest, std::move(ticket), header);
}

absl::Status RocksBlobStore::BeginAnew(const std::string& digest, int64_t size_bytes, Claim& claim) {
  BlobUse beside = parts_.usage->Get();
  if (claim.row.size_bytes() > 0) {
    beside.unfinished_uploads -= 1;
    beside.unfinished_bytes -= claim.row.size_bytes();
  }
  RETURN_IF_ERROR(CheckLimits(limits_, beside, size_bytes));
  RETURN_IF_ERROR(CheckRoom(*parts_.db, static_cast<uint64_t>(size_bytes)));
  if (claim.row.size_bytes() > 0) RETURN_IF_ERROR(Discard(digest));
  claim = Claim();
  claim.row.set_size_bytes(size_bytes);
  Touch(claim.row, now_());
  // Chunks beside the log must not be there without a row by which they are found again.
  RETURN_IF_ERROR(rows_.Put(digest, claim.row, SkipsLog(size_bytes)));
  parts_.usage->SetUnfinished(beside.unfinished_uploads + 1, beside.unfinished_bytes + size_bytes);
  return absl::OkStatus();
}

}  // namespace communique::content

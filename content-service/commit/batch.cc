#include "content-service/commit/batch.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide.h"
#include "content-service/domain/timestamps.h"
#include "content-service/storage/apply.h"
#include "content-service/storage/blob_rows.h"
#include "content-service/storage/disk_room.h"
#include "content-service/storage/durable_mark.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/request_rows.h"
#include "content-service/storage/rocks_status.h"
#include "content-service/storage/view_counts.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// What the answer to a write of one statement is made from.
std::shared_ptr<const FreshRows> FreshFor(const Touched& touched, uint64_t sequence, const RowChanges& rows,
                                          const SharedBodies& bodies) {
  const auto id = ParseStatementName(touched.resource);
  const auto row = id.ok() ? rows.statements.find(*id) : rows.statements.end();
  if (row == rows.statements.end()) return nullptr;
  auto fresh = std::make_shared<FreshRows>(FreshRows{sequence, {}, bodies});
  fresh->rows.statements.insert(*row);
  fresh->rows.new_groups = rows.new_groups;
  return fresh;
}

}  // namespace

Batch::Batch(Database& database, Options options)
    : database_(database),
      options_(std::move(options)),
      end_(database.head().Get()),
      first_(end_.sequence),
      stored_(database, first_),
      state_(stored_),
      writes_(std::make_unique<rocksdb::WriteBatch>()) {}
Batch::~Batch() = default;

absl::StatusOr<CommitOutcome> Batch::Decide(Command& command) {
  const Request request{command.actor, command.request_id, command.payload_hash};
  ASSIGN_OR_RETURN(const stored::v1::RequestRow* const earlier, FindRequest(request));
  if (earlier != nullptr) return Replay(request, *earlier);
  const Context context{NextTime(), end_.sequence + 1, options_.seed()};
  ASSIGN_OR_RETURN(Decision decision, content::Decide(command, state_, context));
  if (command.validate_only)
    return CommitOutcome{end_.sequence, end_.public_position, decision.touched, false};

  RETURN_IF_ERROR(FreeBlobs(decision.rows.erased_files));
  const SealedCommit commit = Seal(decision, end_);
  for (stored::v1::Takedown& takedown : TakedownsOf(decision.record, decision.rows)) {
    takedowns_.push_back(std::move(takedown));
  }
  Apply(database_, commit, decision.rows, *writes_);
  CommitOutcome outcome{commit.sequence, commit.public_position, std::move(decision.touched), false};
  KeepRequest(request, outcome, context.time);
  const auto bodies = std::make_shared<const std::vector<stored::v1::Body>>(std::move(decision.bodies));
  outcome.touched.fresh = FreshFor(outcome.touched, commit.sequence, decision.rows, bodies);
  state_.Add(commit.sequence, std::move(decision.rows), bodies);
  return outcome;
}

absl::StatusOr<CommitOutcome> Batch::Decide(const Upkeep& upkeep) {
  const Request request{upkeep.actor, upkeep.request_id, upkeep.payload_hash};
  ASSIGN_OR_RETURN(const stored::v1::RequestRow* const earlier, FindRequest(request));
  if (earlier != nullptr) return Replay(request, *earlier);
  CommitOutcome outcome{end_.sequence, end_.public_position, {}, false};
  RETURN_IF_ERROR(std::visit([&](const auto& task) { return Do(task, outcome); }, upkeep.task));
  KeepRequest(request, outcome, NextTime());
  return outcome;
}

absl::Status Batch::Do(const RecordViews& views, CommitOutcome&) {
  ASSIGN_OR_RETURN(const auto growth, DecideViews(views, state_));
  for (const auto& [statement, count] : growth) AddViews(database_, statement, count, *writes_);
  return absl::OkStatus();
}

absl::Status Batch::Do(const KeepBlob& keep, CommitOutcome&) {
  ASSIGN_OR_RETURN(const auto blob, state_.FindBlob(keep.sha256));
  ASSIGN_OR_RETURN(auto row, FindBlobRow(database_, keep.sha256));
  if (!blob.has_value() || !row.has_value()) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "BLOB_SWEPT",
                           "the bytes were here, but nothing listed them and they have just been deleted; "
                           "send them again");
  }
  *row->mutable_upload_time() = ToTimestamp(options_.now());
  PutBlobRow(database_, keep.sha256, *row, *writes_);
  kept_blobs_.insert(keep.sha256);
  return absl::OkStatus();
}

absl::Status Batch::Do(const SweepBlobs& sweep, CommitOutcome& outcome) {
  for (const std::string& sha256 : sweep.sha256s) {
    // Between the look for it and now it may have been listed or sent again.
    ASSIGN_OR_RETURN(const auto blob, state_.FindBlob(sha256));
    ASSIGN_OR_RETURN(const auto row, FindBlobRow(database_, sha256));
    ASSIGN_OR_RETURN(const bool listed, state_.IsBlobListed(sha256, {}));
    if (!blob.has_value() || !row.has_value() || listed || kept_blobs_.contains(sha256) ||
        LastSent(*row) >= sweep.before) {
      continue;
    }
    DeleteBlob(database_, sha256, *writes_);
    state_.ForgetBlob(sha256);
    freed_blobs_[sha256] = blob->size_bytes();
    ++outcome.swept.files;
    outcome.swept.bytes += blob->size_bytes();
  }
  return absl::OkStatus();
}

absl::Status Batch::FreeBlobs(const std::set<std::string>& sha256s) {
  for (const std::string& sha256 : sha256s) {
    ASSIGN_OR_RETURN(const auto row, FindBlobRow(database_, sha256));
    if (row.has_value()) freed_blobs_[sha256] = row->blob().size_bytes();
  }
  return absl::OkStatus();
}

absl::Status Batch::Do(const SweepRequests& sweep, CommitOutcome& outcome) {
  for (const std::string& key : sweep.keys) {
    // Known to this batch: it is not old, or was asked again just now.
    if (requests_.contains(key)) continue;
    ASSIGN_OR_RETURN(const auto row, FindRequestRow(database_, key));
    if (!row.has_value() || !IsExpired(*row)) continue;
    writes_->Delete(database_.family(Family::kRequests), key);
    ++outcome.swept.requests;
  }
  return absl::OkStatus();
}

absl::StatusOr<const stored::v1::RequestRow*> Batch::FindRequest(const Request& request) {
  if (request.id.empty()) return nullptr;
  const std::string key = RequestKey(request.actor, request.id);
  if (const auto known = requests_.find(key); known != requests_.end()) return &known->second;
  ASSIGN_OR_RETURN(auto row, FindRequestRow(database_, key));
  if (!row.has_value() || IsExpired(*row)) return nullptr;
  return &requests_.emplace(key, *std::move(row)).first->second;
}

bool Batch::IsExpired(const stored::v1::RequestRow& row) const {
  return FromTimestamp(row.time()) + options_.request_lifetime < options_.now();
}

absl::StatusOr<CommitOutcome> Batch::Replay(const Request& request, const stored::v1::RequestRow& row) const {
  if (row.payload_hash() != request.payload_hash) {
    return ErrorWithReason(
        absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
        absl::StrCat("request_id \"", request.id,
                     "\" was used for a call with other arguments; give each call its own"));
  }
  Touched touched{.resource = row.resource(),
                  .together = {row.together().begin(), row.together().end()},
                  .first_signatory = row.first_signatory(),
                  .signatory_count = row.signatory_count()};
  return CommitOutcome{row.sequence(), row.public_position(), std::move(touched), true};
}

void Batch::KeepRequest(const Request& request, const CommitOutcome& outcome, absl::Time time) {
  if (request.id.empty()) return;
  stored::v1::RequestRow row;
  row.set_payload_hash(request.payload_hash);
  *row.mutable_time() = ToTimestamp(time);
  row.set_sequence(outcome.sequence);
  row.set_public_position(outcome.public_position);
  row.set_resource(outcome.touched.resource);
  row.mutable_together()->Assign(outcome.touched.together.begin(), outcome.touched.together.end());
  row.set_first_signatory(outcome.touched.first_signatory);
  row.set_signatory_count(outcome.touched.signatory_count);
  ApplyRequest(database_, request.actor, request.id, row, *writes_);
  requests_[RequestKey(request.actor, request.id)] = std::move(row);
}

bool Batch::empty() const { return writes_->Count() == 0; }

size_t Batch::bytes() const { return writes_->GetDataSize(); }

// A clock that was set back must not make the history run backwards.
absl::Time Batch::NextTime() const { return std::max(options_.now(), end_.commit_time); }

absl::Status Batch::CheckRoom() const { return content::CheckRoom(*database_.db(), bytes()); }

absl::Status Batch::Write() {
  RETURN_IF_ERROR(FromRocksDb(writes_->PutLogData(EncodeClaim(database_.durable_log())), "writing a batch"));
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const bool log_was_whole = !database_.log_failed();
  const absl::Status background = database_.background_error();
  const rocksdb::Status written = database_.db()->Write(synced, writes_.get());
  if (written.ok()) {
    for (const auto& [sha256, bytes] : freed_blobs_) database_.blob_usage().Add(-1, -bytes);
    return absl::OkStatus();
  }
  const bool log_broke = log_was_whole && database_.log_failed();
  // RocksDB refused it before it wrote anything. (It is asked all the same, since it may have recovered.)
  if (!background.ok() && log_was_whole && !log_broke) return background;
  if (written.IsNoSpace() && !log_broke) return FromRocksDb(written, "writing a batch");
  // Also where the log had no space: a disk may find that out when all has been written.
  return ErrorWithReason(
      absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
      "the store failed while writing, so whether this was done is not known; the same call with the "
      "same request_id settles it");
}

}  // namespace communique::content

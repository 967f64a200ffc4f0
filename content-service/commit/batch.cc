#include "content-service/commit/batch.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide.h"
#include "content-service/domain/timestamps.h"
#include "content-service/storage/apply.h"
#include "content-service/storage/disk_room.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_status.h"
#include "content-service/storage/view_counts.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {

Batch::Batch(Database& database, Options options)
    : database_(database),
      options_(std::move(options)),
      end_(database.head().Get()),
      first_(end_.sequence),
      stored_(database, first_),
      state_(stored_),
      writes_(std::make_unique<rocksdb::WriteBatch>()) {}
Batch::~Batch() = default;

absl::StatusOr<CommitOutcome> Batch::Decide(const Command& command) {
  const Request request{command.actor, command.request_id, command.payload_hash};
  ASSIGN_OR_RETURN(const stored::v1::RequestRow* const earlier, FindRequest(request));
  if (earlier != nullptr) return Replay(request, *earlier);
  const Context context{NextTime(), end_.sequence + 1, options_.seed()};
  ASSIGN_OR_RETURN(Decision decision, content::Decide(command, state_, context));
  if (command.validate_only)
    return CommitOutcome{end_.sequence, end_.public_position, decision.touched, false};

  const SealedCommit commit = Seal(decision, end_);
  Apply(database_, commit, decision.rows, *writes_);
  CommitOutcome outcome{commit.sequence, commit.public_position, std::move(decision.touched), false};
  KeepRequest(request, outcome, context.time);
  state_.Add(commit.sequence, std::move(decision.rows), std::move(decision.bodies));
  return outcome;
}

absl::StatusOr<CommitOutcome> Batch::Decide(const Upkeep& upkeep) {
  const Request request{upkeep.actor, upkeep.request_id, upkeep.payload_hash};
  ASSIGN_OR_RETURN(const stored::v1::RequestRow* const earlier, FindRequest(request));
  if (earlier != nullptr) return Replay(request, *earlier);
  RETURN_IF_ERROR(std::visit([this](const auto& task) { return Do(task); }, upkeep.task));
  CommitOutcome outcome{end_.sequence, end_.public_position, {}, false};
  KeepRequest(request, outcome, NextTime());
  return outcome;
}

absl::Status Batch::Do(const RecordViews& views) {
  ASSIGN_OR_RETURN(const auto growth, DecideViews(views, state_));
  for (const auto& [statement, count] : growth) AddViews(database_, statement, count, *writes_);
  return absl::OkStatus();
}

absl::StatusOr<const stored::v1::RequestRow*> Batch::FindRequest(const Request& request) {
  if (request.id.empty()) return nullptr;
  const std::string key = RequestKey(request.actor, request.id);
  if (const auto known = requests_.find(key); known != requests_.end()) return &known->second;
  std::string bytes;
  const rocksdb::Status found =
      database_.db()->Get(rocksdb::ReadOptions(), database_.family(Family::kRequests), key, &bytes);
  if (found.IsNotFound()) return nullptr;
  if (!found.ok()) return FromRocksDb(found, "reading an earlier request");
  stored::v1::RequestRow row;
  if (!row.ParseFromString(bytes)) {
    return ErrorWithReason(absl::StatusCode::kDataLoss, "STORE_DAMAGED",
                           "the row of an earlier request cannot be read");
  }
  if (FromTimestamp(row.time()) + options_.request_lifetime < options_.now()) return nullptr;
  return &requests_.emplace(key, std::move(row)).first->second;
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

absl::Status Batch::Write() {
  RETURN_IF_ERROR(CheckRoom(*database_.db(), bytes()));
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const bool log_was_whole = !database_.log_failed();
  const rocksdb::Status written = database_.db()->Write(synced, writes_.get());
  if (written.ok()) return absl::OkStatus();
  const bool log_broke = log_was_whole && database_.log_failed();
  if (written.IsNoSpace() && !log_broke) return FromRocksDb(written, "writing a batch");
  // Also where the log had no space: a disk may find that out when all has been written.
  return ErrorWithReason(
      absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
      "the store failed while writing, so whether this was done is not known; the same call with the "
      "same request_id settles it");
}

}  // namespace communique::content

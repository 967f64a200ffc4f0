#include "content-service/storage/rocks_change_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/storage/content_store.h"
#include "content-service/storage/log_rows.h"
#include "content-service/storage/rocks_snapshot_reader.h"
#include "content-service/storage/snapshot_token.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

// How many commits one call looks at, however many of them are filtered out.
constexpr int kMostCommitsInOneRead = 4096;

bool IsEditorial(v1::View view) { return view == v1::VIEW_EDITORIAL; }

uint64_t NumberIn(v1::View view, const ChainEnd& end) {
  return IsEditorial(view) ? end.sequence : end.public_position;
}

absl::Status BeyondHead(uint64_t head) {
  return ErrorWithReason(
      absl::StatusCode::kOutOfRange, "BEYOND_HEAD",
      absl::StrCat("this position is beyond the newest commit, ", head, "; begin again without a position"),
      {{"head", absl::StrCat(head)}});
}

}  // namespace

LogHead RocksChangeLog::Head(v1::View view) const {
  const ChainEnd end = database_.head().Get();
  return {NumberIn(view, end), PositionFor(view, database_.epoch(), end.sequence, end.public_position),
          IsEditorial(view) ? end.record_hash : end.public_hash};
}

absl::StatusOr<RocksChangeLog::Commit> RocksChangeLog::ReadCommit(v1::View view, uint64_t number) const {
  Commit commit;
  if (IsEditorial(view)) {
    ASSIGN_OR_RETURN(commit.chained, ReadRecordBytes(database_, number));
    ASSIGN_OR_RETURN(commit.record, ParseRecord(commit.chained, number));
    return commit;
  }
  ASSIGN_OR_RETURN(stored::v1::PublicRow row, ReadPublicRow(database_, number));
  ASSIGN_OR_RETURN(commit.record, ReadRecord(database_, row.sequence()));
  commit.chained = std::move(*row.mutable_record());
  return commit;
}

v1::ChangeSet RocksChangeLog::MakeChangeSet(v1::View view, uint64_t number, Commit commit,
                                            ChangeSink& sink) const {
  v1::ChangeSet set;
  set.set_number(number);
  set.set_position(
      PositionFor(view, database_.epoch(), commit.record.sequence(), commit.record.public_position()));
  *set.mutable_commit_time() = commit.record.commit_time();
  if (IsEditorial(view)) {
    set.set_actor(commit.record.actor());
    set.set_traceparent(commit.record.traceparent());
  }
  for (v1::Change& change : sink.changes()) *set.add_changes() = std::move(change);
  if (sink.cut()) return set;
  set.set_last_fragment(true);
  v1::ChainLink& link = *set.mutable_link();
  if (IsEditorial(view)) {
    link.set_previous_hash(commit.record.previous_hash());
  } else if (v1::PublicRecord record; record.ParseFromString(commit.chained)) {
    link.set_previous_hash(record.previous_hash());
  }
  link.set_hash(Sha256(commit.chained));
  link.set_record(std::move(commit.chained));
  return set;
}

absl::StatusOr<LogRead> RocksChangeLog::ReadChangeSets(v1::View view, LogCursor after,
                                                       const v1::ChangeFilter& filter,
                                                       size_t byte_limit) const {
  const ChainEnd end = database_.head().Get();
  const uint64_t head = NumberIn(view, end);
  if (after.number > head) return BeyondHead(head);
  const ChangeSelector selector(view, filter);
  RocksStateView state(database_, end.sequence);
  ChangeTeller teller(selector, state);
  LogRead read{{}, after, false};
  size_t bytes = 0;
  for (int looked_at = 0; read.next.number < head; ++looked_at) {
    if (bytes >= byte_limit || looked_at == kMostCommitsInOneRead) {
      read.more = true;
      break;
    }
    const uint64_t number = read.next.number + 1;
    ASSIGN_OR_RETURN(Commit commit, ReadCommit(view, number));
    ChangeSink sink(read.next.told, byte_limit - bytes);
    RETURN_IF_ERROR(teller.TellCommit(commit.record, sink));
    if (sink.cut() && !read.change_sets.empty()) {
      // It may well fit whole into the next answer.
      read.more = true;
      break;
    }
    bytes += sink.bytes();
    const uint64_t told = sink.changes().size();
    if (told > 0 || read.next.told > 0) {
      read.change_sets.push_back(MakeChangeSet(view, number, std::move(commit), sink));
      bytes += read.change_sets.back().link().ByteSizeLong();
    }
    read.next = sink.cut() ? LogCursor{read.next.number, read.next.told + told} : LogCursor{number, 0};
    if (sink.cut()) {
      read.more = true;
      break;
    }
  }
  return read;
}

absl::StatusOr<std::unique_ptr<SnapshotReader>> RocksChangeLog::OpenSnapshot(
    v1::View view, const v1::ChangeFilter& filter) const {
  const ChainEnd end = database_.head().Get();
  SnapshotToken token;
  token.epoch = database_.epoch();
  token.number = NumberIn(view, end);
  // Of the same commit, not of a head that has moved on: whoever resumes there must miss nothing.
  std::string position = PositionFor(view, database_.epoch(), end.sequence, end.public_position);
  return std::make_unique<RocksSnapshotReader>(database_, ChangeSelector(view, filter), end.sequence,
                                               std::move(position), std::move(token));
}

absl::StatusOr<std::unique_ptr<SnapshotReader>> RocksChangeLog::ResumeSnapshot(
    v1::View view, const v1::ChangeFilter& filter, absl::string_view resume_token) const {
  ChangeSelector selector(view, filter);
  ASSIGN_OR_RETURN(SnapshotToken token, ParseSnapshotToken(resume_token, selector.Fingerprint()));
  RETURN_IF_ERROR(CheckEpoch({token.epoch, 0, 0}, database_.epoch()));
  ASSIGN_OR_RETURN(std::string position, PositionOf(view, token.number));
  uint64_t sequence = token.number;
  if (!IsEditorial(view) && token.number > 0) {
    ASSIGN_OR_RETURN(const stored::v1::PublicRow row, ReadPublicRow(database_, token.number));
    sequence = row.sequence();
  }
  return std::make_unique<RocksSnapshotReader>(database_, std::move(selector), sequence, std::move(position),
                                               std::move(token));
}

absl::StatusOr<uint64_t> RocksChangeLog::NumberOf(v1::View view, const Position& position) const {
  RETURN_IF_ERROR(CheckEpoch(position, database_.epoch()));
  const uint64_t head = NumberIn(view, database_.head().Get());
  uint64_t number = IsEditorial(view) ? position.sequence : position.public_position;
  if (IsEditorial(view) && number == 0 && position.public_position > 0) {
    if (position.public_position > database_.head().Get().public_position) return BeyondHead(head);
    ASSIGN_OR_RETURN(const stored::v1::PublicRow row, ReadPublicRow(database_, position.public_position));
    number = row.sequence();
  }
  if (number > head) return BeyondHead(head);
  return number;
}

absl::StatusOr<std::string> RocksChangeLog::PositionOf(v1::View view, uint64_t number) const {
  const uint64_t head = NumberIn(view, database_.head().Get());
  if (number > head) return BeyondHead(head);
  if (!IsEditorial(view) || number == 0) return PositionFor(view, database_.epoch(), 0, number);
  ASSIGN_OR_RETURN(const stored::v1::Record record, ReadRecord(database_, number));
  return PositionFor(view, database_.epoch(), number, record.public_position());
}

}  // namespace communique::content

#include "content-service/storage/rocks_snapshot_reader.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/storage/rocks_state_view.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

using Phase = SnapshotToken::Phase;
using SectionEntry = RocksStateView::Entry<stored::v1::SectionRow>;

// Parents before children: by depth, then id. There are few sections, so all of them are read.
absl::StatusOr<std::map<std::string, SectionEntry>> SectionsFromTheTop(const RocksStateView& state) {
  std::map<std::string, SectionEntry> sections;
  std::string id;
  while (true) {
    ASSIGN_OR_RETURN(auto next, state.NextSection(id));
    if (!next.has_value()) return sections;
    id = next->id;
    std::string place = absl::StrCat(next->row.depth(), "/", id);
    sections.emplace(std::move(place), *std::move(next));
  }
}

}  // namespace

RocksSnapshotReader::RocksSnapshotReader(const Database& database, ChangeSelector selector, uint64_t sequence,
                                         std::string position, SnapshotToken token)
    : database_(database),
      selector_(std::move(selector)),
      sequence_(sequence),
      position_(std::move(position)),
      place_(std::move(token)) {}

void RocksSnapshotReader::Enter(Phase phase) {
  place_.phase = phase;
  place_.id.clear();
  place_.told = 0;
}

absl::StatusOr<v1::SnapshotChunk> RocksSnapshotReader::Next(size_t byte_limit) {
  v1::SnapshotChunk chunk;
  bytes_ = 0;
  RocksStateView state(database_, sequence_);
  ChangeTeller teller(selector_, state);
  const SnapshotToken before = place_;
  absl::Status told;
  if (place_.phase == Phase::kSections) told = TellSections(state, teller, byte_limit, chunk);
  if (told.ok() && place_.phase == Phase::kStatements)
    told = TellStatements(state, teller, byte_limit, chunk);
  if (told.ok() && place_.phase == Phase::kPaths) told = TellPaths(state, teller, byte_limit, chunk);
  if (!told.ok()) {
    place_ = before;
    return told;
  }
  chunk.set_resume_token(EncodeSnapshotToken(place_, selector_.Fingerprint()));
  return chunk;
}

bool RocksSnapshotReader::Take(const std::string& id, ChangeSink& sink, size_t byte_limit,
                               v1::SnapshotChunk& chunk) {
  place_.told = (place_.id == id ? place_.told : 0) + sink.changes().size();
  place_.id = id;
  bytes_ += sink.bytes();
  for (v1::Change& change : sink.changes()) *chunk.add_changes() = std::move(change);
  return !sink.cut() && bytes_ < byte_limit;
}

absl::Status RocksSnapshotReader::TellSections(const RocksStateView& state, ChangeTeller& teller,
                                               size_t byte_limit, v1::SnapshotChunk& chunk) {
  ASSIGN_OR_RETURN(const auto sections, SectionsFromTheTop(state));
  for (auto entry = sections.upper_bound(place_.id); entry != sections.end(); ++entry) {
    ChangeSink sink(0, Room(byte_limit));
    RETURN_IF_ERROR(teller.TellSection(entry->second.id, entry->second.row, sink));
    if (!Take(entry->first, sink, byte_limit, chunk)) return absl::OkStatus();
  }
  Enter(Phase::kStatements);
  return absl::OkStatus();
}

absl::Status RocksSnapshotReader::TellStatements(const RocksStateView& state, ChangeTeller& teller,
                                                 size_t byte_limit, v1::SnapshotChunk& chunk) {
  // The one that a chunk ended in comes first; where it was told whole, nothing of it is left.
  if (!place_.id.empty()) {
    ASSIGN_OR_RETURN(const auto row, state.FindStatement(place_.id));
    ChangeSink sink(place_.told, Room(byte_limit));
    if (row.has_value()) {
      RETURN_IF_ERROR(teller.TellStatement(place_.id, *row, v1::CHANGE_REASON_SNAPSHOT, sink));
    }
    if (!Take(place_.id, sink, byte_limit, chunk)) return absl::OkStatus();
  }
  while (true) {
    ASSIGN_OR_RETURN(const auto next, state.NextStatement(place_.id));
    if (!next.has_value()) break;
    ChangeSink sink(0, Room(byte_limit));
    RETURN_IF_ERROR(teller.TellStatement(next->id, next->row, v1::CHANGE_REASON_SNAPSHOT, sink));
    if (!Take(next->id, sink, byte_limit, chunk)) return absl::OkStatus();
  }
  Enter(Phase::kPaths);
  return absl::OkStatus();
}

absl::Status RocksSnapshotReader::TellPaths(const RocksStateView& state, ChangeTeller& teller,
                                            size_t byte_limit, v1::SnapshotChunk& chunk) {
  while (true) {
    ASSIGN_OR_RETURN(const auto next, state.NextPath(place_.id));
    if (!next.has_value()) break;
    ChangeSink sink(0, Room(byte_limit));
    RETURN_IF_ERROR(teller.TellPath(next->row, sink));
    if (!Take(next->id, sink, byte_limit, chunk)) return absl::OkStatus();
  }
  Enter(Phase::kDone);
  return absl::OkStatus();
}

}  // namespace communique::content

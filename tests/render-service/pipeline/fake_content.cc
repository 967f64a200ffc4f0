#include "tests/render-service/pipeline/fake_content.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/erasure.h"
#include "statement/errors.h"
#include "statement/names.h"
#include "statement/position.h"

namespace communique::render::testing {

using content::v1::Change;
using content::v1::WatchResponse;

namespace {

void EraseFrom(content::v1::Edition& edition, const content::v1::Erasure& erasure) {
  if (edition.name() == erasure.resource()) return EraseEdition(edition);
  const bool is_of_it = absl::StartsWith(edition.name(), absl::StrCat(erasure.resource(), "/"));
  if (erasure.block_anchor().empty() || !is_of_it) return;
  EraseParts(EraseBlock(erasure.block_anchor(), *edition.mutable_content()), *edition.mutable_parts());
}

void EraseFrom(Change& told, const content::v1::Erasure& erasure) {
  if (told.has_statement())
    EraseFrom(*told.mutable_statement()->mutable_statement()->mutable_live(), erasure);
  if (told.has_signatory() && told.signatory().name() == erasure.resource()) {
    EraseSignatory(*told.mutable_signatory());
  }
}

}  // namespace

uint64_t FakeContent::Commit(std::vector<Change> changes) {
  absl::MutexLock lock(&mutex_);
  for (const Change& change : changes) {
    if (!change.has_erasure()) continue;
    for (std::vector<Change>& commit : commits_) {
      for (Change& told : commit) EraseFrom(told, change.erasure());
    }
  }
  commits_.push_back(std::move(changes));
  return commits_.size();
}

std::string FakeContent::AddBlob(const std::string& bytes) {
  absl::MutexLock lock(&mutex_);
  const std::string name = BlobName(Sha256Hex(bytes));
  blobs_[name] = bytes;
  return name;
}

void FakeContent::BreakAfter(std::vector<int> messages) {
  absl::MutexLock lock(&mutex_);
  breaks_ = std::move(messages);
}

void FakeContent::SetAway(bool away) {
  absl::MutexLock lock(&mutex_);
  away_ = away;
}

void FakeContent::SetUnreachable(bool unreachable) {
  absl::MutexLock lock(&mutex_);
  unreachable_ = unreachable;
}

int FakeContent::streams() const {
  absl::MutexLock lock(&mutex_);
  return streams_;
}

void FakeContent::StopOne(bool& stopped) {
  absl::MutexLock lock(&mutex_);
  stopped = true;
}

absl::StatusOr<std::string> FakeContent::Download(const std::string& blob) {
  absl::MutexLock lock(&mutex_);
  if (away_) return absl::UnavailableError("content-service is away");
  const auto found = blobs_.find(blob);
  if (found == blobs_.end()) return absl::NotFoundError("no such blob");
  return found->second;
}

std::string FakeContent::PositionOf(uint64_t number) const {
  return EncodePosition({.epoch = epoch_, .sequence = 0, .public_position = number});
}

// The order is that of the API: sections, then each statement with its earlier editions and
// signatories, then paths.
std::vector<Change> FakeContent::SnapshotAt(uint64_t number) const {
  struct Facts {
    Change statement;
    std::map<int32_t, Change> editions;
    std::map<std::string, Change> signatories;
  };
  std::map<std::string, Change> sections;
  std::map<std::string, Facts> statements;
  std::map<std::string, Change> paths;
  for (uint64_t i = 0; i < number; ++i) {
    for (const Change& change : commits_[i]) {
      if (change.has_section()) sections[change.section().name()] = change;
      if (change.has_section_removal()) sections.erase(change.section_removal().section());
      if (change.has_path()) paths[change.path().path()] = change;
      if (change.has_statement_removal()) statements.erase(change.statement_removal().statement());
      if (change.has_statement()) {
        Facts& facts = statements[change.statement().statement().name()];
        const content::v1::Edition& live = facts.statement.statement().statement().live();
        if (live.number() > 0 && live.number() < change.statement().statement().live().number()) {
          *facts.editions[live.number()].mutable_edition() = live;
        }
        facts.statement = change;
      }
      if (change.has_signatory()) {
        const std::vector<std::string> segments = absl::StrSplit(change.signatory().name(), '/');
        statements[absl::StrCat(segments[0], "/", segments[1])].signatories[change.signatory().name()] =
            change;
      }
    }
  }
  std::vector<Change> snapshot;
  snapshot.reserve(sections.size() + statements.size() + paths.size());
  for (const auto& [name, change] : sections) snapshot.push_back(change);
  for (const auto& [name, facts] : statements) {
    snapshot.push_back(facts.statement);
    for (const auto& [edition, change] : facts.editions) snapshot.push_back(change);
    for (const auto& [signatory, change] : facts.signatories) snapshot.push_back(change);
  }
  for (const auto& [path, change] : paths) snapshot.push_back(change);
  return snapshot;
}

WatchResponse FakeContent::CommitMessage(uint64_t number) const {
  WatchResponse message;
  content::v1::ChangeSet& change_set = *message.mutable_change_sets()->add_change_sets();
  change_set.set_number(number);
  change_set.set_position(PositionOf(number));
  const std::vector<Change>& changes = commits_[number - 1];
  *change_set.mutable_changes() = {changes.begin(), changes.end()};
  change_set.set_last_fragment(true);
  return message;
}

absl::Status FakeContent::WatchUntil(const content::v1::WatchRequest& request, const bool& stopped,
                                     const OnMessage& on_message) {
  int left = -1;
  uint64_t number = 0;
  std::vector<Change> snapshot;
  size_t next = 0;
  bool in_snapshot = request.cursor().empty();
  {
    absl::MutexLock lock(&mutex_);
    ++streams_;
    if (unreachable_) return absl::UnavailableError("nobody listens there");
    if (!breaks_.empty()) {
      left = breaks_.front();
      breaks_.erase(breaks_.begin());
    }
    number = commits_.size();
    if (!in_snapshot) {
      ASSIGN_OR_RETURN(const Position position, DecodePosition(request.cursor()));
      if (position.epoch != epoch_) {
        return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED", "another history");
      }
      number = position.public_position;
    } else if (!request.snapshot_resume_token().empty()) {
      // "{number}:{next}:{epoch}"
      const std::vector<std::string> token = absl::StrSplit(request.snapshot_resume_token(), ':');
      if (token.size() == 3 && token[2] != epoch_) {
        return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED", "another history");
      }
      uint64_t token_next = 0;
      if (!absl::SimpleAtoi(token[0], &number) || !absl::SimpleAtoi(token[1], &token_next)) {
        return absl::InvalidArgumentError("no token of ours");
      }
      next = token_next;
    }
    snapshot = SnapshotAt(in_snapshot ? number : 0);
  }
  while (true) {
    if (left-- == 0) return absl::UnavailableError("the stream broke");
    WatchResponse message;
    if (in_snapshot && next < snapshot.size()) {
      *message.mutable_snapshot()->add_changes() = snapshot[next++];
      message.mutable_snapshot()->set_resume_token(absl::StrCat(number, ":", next, ":", epoch_));
    } else if (in_snapshot) {
      message.mutable_snapshot_end()->set_position(PositionOf(number));
      message.mutable_snapshot_end()->set_number(number);
      in_snapshot = false;
    } else {
      const auto has_more = [&] {
        mutex_.AssertHeld();
        return stopped || commits_.size() > number;
      };
      absl::MutexLock lock(&mutex_, absl::Condition(&has_more));
      if (stopped) return absl::CancelledError("stopped");
      message = CommitMessage(++number);
    }
    if (!on_message(std::move(message))) return absl::OkStatus();
  }
}

}  // namespace communique::render::testing

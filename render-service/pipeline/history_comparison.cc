#include "render-service/pipeline/history_comparison.h"

#include <map>
#include <optional>
#include <set>
#include <string>

#include "render-service/domain/plan.h"
#include "render-service/pipeline/statement_comparison.h"
#include "serving/status_macros.h"
#include "statement/position.h"

namespace communique::render {
namespace {

using content::v1::PathChange;
using content::v1::Statement;

constexpr size_t kMostNames = 100;
constexpr size_t kStatementsAtOnce = 500;

// What was told may still wait to be applied.
absl::Status CheckHasCome(const LocalState& state, const Checkpoint& followed) {
  ASSIGN_OR_RETURN(const Checkpoint checkpoint, state.ReadCheckpoint());
  if (checkpoint.epoch == followed.epoch && checkpoint.number == followed.number &&
      checkpoint.snapshot_resume_token == followed.snapshot_resume_token) {
    return absl::OkStatus();
  }
  return absl::UnavailableError("what was told of the history before is not applied yet");
}

content::v1::Section WithoutPrivateFields(content::v1::Section section) {
  section.clear_etag();
  section.clear_create_time();
  return section;
}

class Comparison {
 public:
  explicit Comparison(const LocalState& state) : state_(state) {}

  // Each statement comes with what belongs to it right after it, and addresses come last.
  absl::Status Take(const content::v1::Change& change) {
    switch (change.kind_case()) {
      case content::v1::Change::kStatement:
        return TakeStatement(change.statement().statement());
      case content::v1::Change::kEdition:
        if (statement_.has_value()) statement_->Take(change.edition());
        return absl::OkStatus();
      case content::v1::Change::kSignatory:
        if (statement_.has_value()) statement_->Take(change.signatory());
        return absl::OkStatus();
      case content::v1::Change::kSection:
        sections_[change.section().name()] = BytesOf(WithoutPrivateFields(change.section()));
        return absl::OkStatus();
      case content::v1::Change::kPath:
        return TakePath(change.path());
      default:
        return absl::OkStatus();
    }
  }

  absl::StatusOr<v1::EpochChange> Finish(const std::string& epoch) {
    FinishStatement();
    RETURN_IF_ERROR(CompareSections());
    RETURN_IF_ERROR(FindRemoved());
    v1::EpochChange change;
    change.set_epoch(epoch);
    change.set_added_count(Tell(added_, *change.mutable_added()));
    change.set_removed_count(Tell(removed_, *change.mutable_removed()));
    change.set_resurrected_count(Tell(resurrected_, *change.mutable_resurrected()));
    change.set_different_count(Tell(different_, *change.mutable_different()));
    return change;
  }

 private:
  absl::Status TakeStatement(const Statement& statement) {
    FinishStatement();
    if (!IsShown(statement)) return absl::OkStatus();
    seen_.insert(statement.name());
    ASSIGN_OR_RETURN(const auto local, state_.ReadStatement(statement.name()));
    if (!local.has_value()) {
      added_.insert(statement.name());
      return absl::OkStatus();
    }
    statement_.emplace(*local);
    statement_->Take(statement);
    return absl::OkStatus();
  }

  void FinishStatement() {
    if (!statement_.has_value()) return;
    StatementComparison::Found found = statement_->Finish();
    resurrected_.merge(found.resurrected);
    different_.merge(found.different);
    statement_.reset();
  }

  absl::Status CompareSections() {
    ASSIGN_OR_RETURN(const SiteOutline outline, state_.ReadOutline());
    for (const auto& [name, section] : outline.sections()) {
      const auto other = sections_.find(name);
      if (other == sections_.end()) {
        removed_.insert(name);
        continue;
      }
      if (other->second != BytesOf(WithoutPrivateFields(section))) different_.insert(name);
      sections_.erase(other);
    }
    for (const auto& [name, bytes] : sections_) added_.insert(name);
    return absl::OkStatus();
  }

  absl::Status TakePath(const PathChange& path) {
    seen_paths_.insert(path.path());
    ASSIGN_OR_RETURN(const auto local, state_.ReadPath(path.path()));
    const bool came_back = path.has_statement() && local.has_value() && !local->has_statement();
    if (came_back && added_.erase(path.statement()) > 0) {
      resurrected_.insert(path.statement());
    } else if (!added_.contains(path.owner()) &&
               (!local.has_value() || local->SerializeAsString() != path.SerializeAsString())) {
      different_.insert(path.path());
    }
    return absl::OkStatus();
  }

  absl::Status FindRemoved() {
    std::string after;
    while (true) {
      ASSIGN_OR_RETURN(const auto names, state_.ListStatements(after, kStatementsAtOnce));
      if (names.empty()) break;
      for (const std::string& name : names) {
        if (!seen_.contains(name)) removed_.insert(name);
      }
      after = names.back();
    }
    ASSIGN_OR_RETURN(const auto paths, state_.ListPaths());
    for (const PathChange& path : paths) {
      if (!seen_paths_.contains(path.path()) && !removed_.contains(path.owner()))
        removed_.insert(path.path());
    }
    return absl::OkStatus();
  }

  static int64_t Tell(const std::set<std::string>& names,
                      google::protobuf::RepeatedPtrField<std::string>& told) {
    for (const std::string& name : names) {
      if (static_cast<size_t>(told.size()) == kMostNames) break;
      *told.Add() = name;
    }
    return static_cast<int64_t>(names.size());
  }

  const LocalState& state_;
  // The one that comes now, where the site has it too.
  std::optional<StatementComparison> statement_;
  std::map<std::string, std::string> sections_;
  std::set<std::string> seen_;
  std::set<std::string> seen_paths_;
  std::set<std::string> added_;
  std::set<std::string> removed_;
  std::set<std::string> resurrected_;
  std::set<std::string> different_;
};

}  // namespace

absl::StatusOr<ComparedHistory> CompareHistory(ContentClient& client, const LocalState& state,
                                               const Checkpoint& followed) {
  RETURN_IF_ERROR(CheckHasCome(state, followed));
  ComparedHistory history;
  Comparison comparison(state);
  content::v1::WatchRequest request;
  request.set_view(content::v1::VIEW_PUBLIC);
  std::string end;
  absl::Status error;
  const absl::Status ended = client.Watch(request, [&](const content::v1::WatchResponse& message) {
    for (const content::v1::Change& change : message.snapshot().changes()) {
      error = comparison.Take(change);
      if (!error.ok()) return false;
    }
    if (history.first.resume_token().empty()) history.first = message.snapshot();
    end = message.snapshot_end().position();
    return end.empty();
  });
  RETURN_IF_ERROR(error);
  if (end.empty()) {
    return ended.ok() ? absl::UnavailableError("content-service ended its snapshot early") : ended;
  }
  ASSIGN_OR_RETURN(const Position position, DecodePosition(end));
  ASSIGN_OR_RETURN(history.change, comparison.Finish(position.epoch));
  return history;
}

bool IsSame(const v1::EpochChange& change) {
  return change.added_count() + change.removed_count() + change.resurrected_count() +
             change.different_count() ==
         0;
}

}  // namespace communique::render

#include "render-service/pipeline/work_list.h"

#include <algorithm>
#include <optional>

#include "render-service/domain/plan.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr size_t kStatementsAtOnce = 1'000;

uint64_t OldestOf(uint64_t a, uint64_t b) { return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b); }

void AddWanted(const std::vector<OutputKey>& keys, const WantsType& wants, std::set<OutputKey>& to) {
  std::copy_if(keys.begin(), keys.end(), std::inserter(to, to.end()),
               [&](const OutputKey& key) { return wants(key.type); });
}

absl::Status AddStatement(const std::string& name, const WantsType& wants, const LocalState& state,
                          std::set<OutputKey>& to) {
  ASSIGN_OR_RETURN(const auto statement, state.ReadStatement(name));
  if (statement.has_value()) AddWanted(OutputsOfStatement(*statement), wants, to);
  return absl::OkStatus();
}

WantsType TypesOf(const google::protobuf::RepeatedField<int>& kinds) {
  if (kinds.empty()) return [](OutputType) { return true; };
  const std::set<int> wanted(kinds.begin(), kinds.end());
  return [wanted](OutputType type) {
    switch (KindOf(type)) {
      case v1::OUTPUT_KIND_PDF:
        return wanted.contains(v1::OUTPUT_KIND_PDF) || wanted.contains(v1::OUTPUT_KIND_PNG);
      case v1::OUTPUT_KIND_FILE:
        return wanted.contains(v1::OUTPUT_KIND_FILE) || wanted.contains(v1::OUTPUT_KIND_DERIVATIVE);
      default:
        return wanted.contains(v1::OUTPUT_KIND_PAGE);
    }
  };
}

}  // namespace

absl::Status AskFor(const std::set<OutputKey>& outputs, bool drop, Causes causes, const LocalState& state,
                    StateBatch& batch) {
  for (const OutputKey& key : outputs) {
    Pending pending{.key = key, .drop = drop, .first_cause = causes.first, .last_cause = causes.last};
    ASSIGN_OR_RETURN(const std::optional<Pending> asked, state.ReadPending(key));
    if (asked.has_value()) {
      pending.first_cause = OldestOf(asked->first_cause, pending.first_cause);
      pending.last_cause = std::max(asked->last_cause, pending.last_cause);
      pending.takedown = asked->takedown;
    }
    batch.pending.push_back(std::move(pending));
  }
  return absl::OkStatus();
}

void MarkTakedowns(const std::set<std::string>& statements, const std::set<std::string>& siblings,
                   StateBatch& batch) {
  const auto is_takedown = [&](const Pending& pending) {
    const std::string& statement = pending.key.statement;
    if (pending.key.type == OutputType::kAttachment) return pending.drop;
    if (statement.empty()) return !statements.empty();
    return statements.contains(statement) ||
           (siblings.contains(statement) && PhaseOf(pending.key.type) != Phase::kImages);
  };
  for (Pending& pending : batch.pending) pending.takedown = pending.takedown || is_takedown(pending);
}

absl::StatusOr<std::set<OutputKey>> AllOutputs(const WantsType& wants, const LocalState& state,
                                               const SiteOutline& outline) {
  std::set<OutputKey> outputs;
  AddWanted(OutputsOfSite(outline), wants, outputs);
  ASSIGN_OR_RETURN(const auto paths, state.ListPaths());
  for (const content::v1::PathChange& path : paths) {
    const std::optional<OutputKey> notice = OutputOfPath(path);
    if (notice.has_value()) AddWanted({*notice}, wants, outputs);
  }
  std::vector<std::string> names;
  do {
    ASSIGN_OR_RETURN(names, state.ListStatements(names.empty() ? "" : names.back(), kStatementsAtOnce));
    for (const std::string& name : names) RETURN_IF_ERROR(AddStatement(name, wants, state, outputs));
  } while (!names.empty());
  return outputs;
}

absl::StatusOr<std::set<OutputKey>> OutputsOfRequest(const v1::StartRenderRequest& request,
                                                     const LocalState& state, const SiteOutline& outline) {
  const WantsType wants = TypesOf(request.kinds());
  if (request.statements().empty()) return AllOutputs(wants, state, outline);
  std::set<OutputKey> outputs;
  for (const std::string& name : request.statements()) {
    RETURN_IF_ERROR(AddStatement(name, wants, state, outputs));
  }
  return outputs;
}

absl::StatusOr<FailedOutputs> ListFailed(const LocalState& state) {
  FailedOutputs failed;
  ASSIGN_OR_RETURN(const std::vector<Failure> failures, state.ListFailures());
  for (const Failure& failure : failures) {
    ASSIGN_OR_RETURN(const std::optional<Pending> asked, state.ReadPending(failure.key));
    if (!asked.has_value()) (failure.drop ? failed.drops : failed.renders).insert(failure.key);
  }
  return failed;
}

}  // namespace communique::render

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/decision_stages.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/transaction.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// The id and etag of each statement that an operation needs to have seen.
using Seen = std::pair<const std::string*, std::string*>;

std::vector<Seen> SeenBy(CreateStatement&) { return {}; }
std::vector<Seen> SeenBy(AddSignatories&) { return {}; }
std::vector<Seen> SeenBy(UpdateStatement& update) { return {{&update.id, &update.etag}}; }
std::vector<Seen> SeenBy(PublishStatement& publish) {
  std::vector<Seen> seen;
  for (SeenStatement& statement : publish.statements) seen.emplace_back(&statement.id, &statement.etag);
  return seen;
}
template <typename OfOneStatement>
std::vector<Seen> SeenBy(OfOneStatement& action) {
  return {{&action.statement.id, &action.statement.etag}};
}

// Nobody can have seen what this transaction makes of a statement: it is in its state by being there.
absl::Status FillEtags(const StateView& state, uint64_t sequence, const std::vector<Seen>& seen) {
  FieldViolations violations;
  for (const auto& [id, etag] : seen) {
    ASSIGN_OR_RETURN(const auto row, state.FindStatement(*id));
    if (!row.has_value() || row->sequence() != sequence) continue;
    if (!etag->empty()) {
      violations.Add("etag",
                     absl::StrCat("must be empty: an earlier operation changes ", StatementName(*id)));
    }
    *etag = MakeEtag(StatementName(*id), sequence);
  }
  return violations.ToStatus();
}

void AddNames(const Touched& touched, std::vector<std::string>& names) {
  const auto add = [&](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  add(touched.resource);
  for (const std::string& name : touched.together) add(name);
}

absl::Status DecideOperation(const StatementAction& operation, const StateView& state,
                             DecisionBuilder& decision) {
  return std::visit(
      [&](auto action) -> absl::Status {
        RETURN_IF_ERROR(FillEtags(state, decision.context().sequence, SeenBy(action)));
        return DecideAction(action, state, decision);
      },
      operation);
}

}  // namespace

absl::Status DecideAction(const Transact& transact, const StateView& state, DecisionBuilder& decision) {
  DecisionStages stages(state, decision);
  std::vector<std::string> names;
  for (size_t i = 0; i < transact.operations.size(); ++i) {
    const StatementAction& operation = transact.operations[i];
    decision.BeginOperation(i);
    RETURN_IF_ERROR(
        InOperation(OperationField(i, operation), DecideOperation(operation, stages.state(), decision)));
    AddNames(decision.touched(), names);
    stages.EndStage();
  }
  stages.EndAll();
  decision.MergeOperations();
  decision.Touch({.resource = names[0], .together = {names.begin() + 1, names.end()}});
  return absl::OkStatus();
}

}  // namespace communique::content

#include "content-service/domain/publish_paths.h"

#include <set>
#include <utility>

#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::StatusOr<stored::v1::PathRow> RowOf(const StateView& state, const std::string& path) {
  ASSIGN_OR_RETURN(auto row, state.FindPath(path));
  return std::move(row).value_or(stored::v1::PathRow());
}

// The addresses of all earlier editions, and which of them is the present one.
struct EarlierPaths {
  std::set<std::string> all;
  std::string live;
};

absl::StatusOr<EarlierPaths> ReadEarlierPaths(const StateView& state, const stored::v1::StatementRow& row) {
  EarlierPaths paths;
  for (const stored::v1::EditionRow& edition : row.editions()) {
    ASSIGN_OR_RETURN(const stored::v1::Body body, state.ReadBody(edition.edition()));
    paths.live = body.edition().path();
    paths.all.insert(paths.live);
  }
  return paths;
}

}  // namespace

absl::Status PublishPaths(const StateView& state, const std::string& id,
                          const stored::v1::StatementRow& before, const std::string& path,
                          DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(EarlierPaths earlier, ReadEarlierPaths(state, before));
  ASSIGN_OR_RETURN(stored::v1::PathRow row, RowOf(state, path));
  row.clear_draft_of();
  if (earlier.live == path) {
    decision.rows().paths[path] = std::move(row);
    return absl::OkStatus();
  }
  v1::PathChange page;
  page.set_path(path);
  page.set_statement(StatementName(id));
  row.set_public_of(id);
  *row.mutable_change() = decision.TellPath(id, std::move(page));
  decision.rows().paths[path] = std::move(row);

  earlier.all.erase(path);
  for (const std::string& old_path : earlier.all) {
    v1::PathChange redirect;
    redirect.set_path(old_path);
    redirect.set_redirect(path);
    ASSIGN_OR_RETURN(stored::v1::PathRow old_row, RowOf(state, old_path));
    old_row.set_public_of(id);
    *old_row.mutable_change() = decision.TellPath(id, std::move(redirect));
    decision.rows().paths[old_path] = std::move(old_row);
  }
  return absl::OkStatus();
}

}  // namespace communique::content

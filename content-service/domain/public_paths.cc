#include "content-service/domain/public_paths.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::StatusOr<std::string> PathOfEdition(const StateView& state, const stored::v1::EditionRow& edition) {
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(edition.edition()));
  return std::move(*body.mutable_edition()->mutable_path());
}

absl::StatusOr<std::set<std::string>> PathsOf(const StateView& state, const stored::v1::StatementRow& row) {
  std::set<std::string> paths;
  for (const stored::v1::EditionRow& edition : row.editions()) {
    ASSIGN_OR_RETURN(std::string path, PathOfEdition(state, edition));
    paths.insert(std::move(path));
  }
  return paths;
}

bool LeadsToTheSame(const v1::PathChange& a, const v1::PathChange& b) {
  return a.target_case() == b.target_case() && a.statement() == b.statement() &&
         a.redirect() == b.redirect() && a.gone() == b.gone();
}

absl::Status TakenOver(const std::string& path) {
  return ErrorWithReason(absl::StatusCode::kAlreadyExists, "PATH_TAKEN",
                         absl::StrCat("the address ", path, " has been taken over by another statement; ",
                                      "update this one with another slug and publish it instead"),
                         {{"path", path}});
}

// Makes one address of a statement lead to `target`, which has no path yet.
absl::Status SettlePath(const StateView& state, const std::string& id, const std::string& path,
                        v1::PathChange target, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(auto found, state.FindPath(path));
  stored::v1::PathRow row = std::move(found).value_or(stored::v1::PathRow());
  const bool page = target.has_statement();
  if (!row.public_of().empty() && row.public_of() != id) {
    return page ? TakenOver(path) : absl::OkStatus();
  }
  const bool was_reserved = page && row.draft_of() == id;
  if (was_reserved) row.clear_draft_of();
  if (!row.public_of().empty()) {
    ASSIGN_OR_RETURN(const stored::v1::Body present, state.ReadBody(row.change()));
    if (LeadsToTheSame(present.path(), target)) {
      if (was_reserved) decision.rows().paths[path] = std::move(row);
      return absl::OkStatus();
    }
  }
  target.set_path(path);
  target.set_owner(StatementName(id));
  row.set_public_of(id);
  *row.mutable_change() = decision.TellPath(id, std::move(target));
  decision.rows().paths[path] = std::move(row);
  return absl::OkStatus();
}

// Ids of the removed statements whose addresses lead to `row`, also over one another.
absl::Status CollectRedirected(const StateView& state, const stored::v1::StatementRow& row,
                               std::set<std::string>& ids) {
  for (const std::string& id : row.redirected_from()) {
    if (!ids.insert(id).second) continue;
    ASSIGN_OR_RETURN(const stored::v1::StatementRow removed, GetStatementRow(state, id));
    RETURN_IF_ERROR(CollectRedirected(state, removed, ids));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::PathChange> RedirectTarget(const StateView& state, absl::string_view id) {
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, GetStatementRow(state, id));
  v1::PathChange target;
  if (IsPublic(row)) {
    ASSIGN_OR_RETURN(*target.mutable_redirect(), PathOfEdition(state, *LiveEdition(row)));
    return target;
  }
  // A redirect is made to what is public, so there is no way round in a circle.
  if (!row.redirect_statement().empty()) return RedirectTarget(state, row.redirect_statement());
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(row.notice()));
  v1::StateNotice& notice = *body.mutable_notice();
  if (notice.redirect_uri().empty()) {
    target.set_gone(std::move(*notice.mutable_reason()));
  } else {
    target.set_redirect(std::move(*notice.mutable_redirect_uri()));
  }
  return target;
}

absl::Status SettlePaths(const StateView& state, const std::string& id,
                         const stored::v1::StatementRow& before, const PathAnswer& answer,
                         DecisionBuilder& decision) {
  v1::PathChange elsewhere = answer.elsewhere;
  if (!answer.page.empty()) {
    v1::PathChange page;
    page.set_statement(StatementName(id));
    RETURN_IF_ERROR(SettlePath(state, id, answer.page, std::move(page), decision));
    elsewhere.set_redirect(answer.page);
  }
  ASSIGN_OR_RETURN(std::set<std::string> paths, PathsOf(state, before));
  paths.erase(answer.page);
  for (const std::string& path : paths) RETURN_IF_ERROR(SettlePath(state, id, path, elsewhere, decision));

  std::set<std::string> redirected;
  RETURN_IF_ERROR(CollectRedirected(state, before, redirected));
  for (const std::string& other : redirected) {
    ASSIGN_OR_RETURN(const stored::v1::StatementRow row, GetStatementRow(state, other));
    ASSIGN_OR_RETURN(paths, PathsOf(state, row));
    for (const std::string& path : paths) {
      RETURN_IF_ERROR(SettlePath(state, other, path, elsewhere, decision));
    }
  }
  return absl::OkStatus();
}

}  // namespace communique::content

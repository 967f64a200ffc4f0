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

absl::Status PathTaken(const std::string& path, const std::string& by_whom_and_what_to_do) {
  return ErrorWithReason(absl::StatusCode::kAlreadyExists, "PATH_TAKEN",
                         absl::StrCat("the address ", path, " ", by_whom_and_what_to_do), {{"path", path}});
}

absl::Status TakenOver(const std::string& path) {
  return PathTaken(path,
                   "has been taken over by another statement; update this one with another slug and publish "
                   "it instead");
}

absl::Status ReservedBy(const std::string& path, const std::string& other) {
  return PathTaken(path, absl::StrCat("is to be taken over by the draft of ", StatementName(other),
                                      "; give that another slug or discard it first"));
}

// The row of an address as this decision leaves it so far.
absl::StatusOr<stored::v1::PathRow> PathRowOf(const StateView& state, const std::string& path,
                                              DecisionBuilder& decision) {
  const auto written = decision.rows().paths.find(path);
  if (written != decision.rows().paths.end()) return written->second;
  ASSIGN_OR_RETURN(auto found, state.FindPath(path));
  return std::move(found).value_or(stored::v1::PathRow());
}

// Makes one address of a statement lead to `target`, which has no path yet.
absl::Status SettlePath(const StateView& state, const std::string& id, const std::string& path,
                        v1::PathChange target, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(stored::v1::PathRow row, PathRowOf(state, path, decision));
  const bool page = target.has_statement();
  const bool was_reserved = page && row.draft_of() == id;
  const bool is_own = row.public_of().empty() || row.public_of() == id;
  if (page && !row.draft_of().empty() && !was_reserved && is_own) return ReservedBy(path, row.draft_of());
  // One of a removed statement that this one has reserved is meant to be taken over.
  if (!is_own && !was_reserved) return page ? TakenOver(path) : absl::OkStatus();
  if (was_reserved) row.clear_draft_of();
  if (row.public_of() == id) {
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

absl::StatusOr<std::set<std::string>> RedirectedTo(const StateView& state,
                                                   const stored::v1::StatementRow& row) {
  std::set<std::string> ids;
  RETURN_IF_ERROR(CollectRedirected(state, row, ids));
  return ids;
}

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

  ASSIGN_OR_RETURN(const std::set<std::string> redirected, RedirectedTo(state, before));
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

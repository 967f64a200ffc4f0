#include "cli/compared_versions.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_code.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

std::string VersionName(const std::string& statement, const std::string& version) {
  if (absl::StartsWith(version, "statements/")) return version;
  return absl::StrCat(statement, absl::StrContains(version, "/") ? "/" : "/editions/", version);
}

}  // namespace

absl::StatusOr<v1::CompareVersionsRequest> VersionsToCompare(const std::string& statement,
                                                             const std::string& from, const std::string& to,
                                                             v1::View view, Session& session) {
  v1::CompareVersionsRequest request;
  request.set_view(view);
  if (!from.empty()) request.set_from(VersionName(statement, from));
  if (!to.empty()) {
    request.set_to(VersionName(statement, to));
    return request;
  }
  v1::GetStatementRequest get;
  get.set_name(statement);
  get.set_view(view);
  ASSIGN_OR_RETURN(const v1::GetStatementResponse found, session.content().Call(get));
  const bool has_draft = found.statement().has_draft();
  const std::string id(IdOf(statement));
  int last = found.statement().live().number();
  if (has_draft) {
    request.set_to(RevisionName(id, found.statement().draft().revision()));
  } else if (last > 0) {
    request.set_to(EditionName(id, last--));
  }
  if (request.from().empty() && last > 0) request.set_from(EditionName(id, last));
  if (request.from().empty() || request.to().empty()) {
    return UsageError(absl::StrCat(statement,
                                   " has no edition before its newest text; name two versions, as in "
                                   "revisions/1 revisions/2"));
  }
  return request;
}

}  // namespace communique::cli

#include "serving/roles.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace communique::serving {
namespace {

constexpr Role kNamedRoles[] = {Role::kReader, Role::kAuthor, Role::kPublisher, Role::kRenderer,
                                Role::kAdmin};

}  // namespace

const std::vector<MethodRule>& MethodRules() {
  static const auto* rules = new std::vector<MethodRule>{
      {"/communique.content.v1.AdminService/CreateBackup", Role::kAdmin, {}},
      {"/communique.content.v1.AdminService/GetStatus", Role::kAdmin, {}},
      {"/communique.content.v1.AdminService/ListBackups", Role::kAdmin, {}},
      {"/communique.content.v1.AdminService/VerifyBackup", Role::kAdmin, {}},
      {"/communique.content.v1.BlobService/DownloadBlob", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.BlobService/GetBlob", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.BlobService/QueryUpload", Role::kAuthor, {}},
      {"/communique.content.v1.BlobService/UploadBlob", Role::kAuthor, {}},
      {"/communique.content.v1.ChangeService/GetHead", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.ChangeService/Watch", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.SectionService/CreateSection", Role::kPublisher, {}},
      {"/communique.content.v1.SectionService/DeleteSection", Role::kPublisher, {}},
      {"/communique.content.v1.SectionService/GetSection", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.SectionService/ListSections", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.SectionService/UpdateSection", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/AddSignatories", Role::kAuthor, {}},
      {"/communique.content.v1.StatementService/BatchGetStatements", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/CancelSchedule", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/CheckSignatories", Role::kReader, {}},
      {"/communique.content.v1.StatementService/CompareVersions", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/CorrectSignatory", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/CreateStatement", Role::kAuthor, {}},
      {"/communique.content.v1.StatementService/DiscardDraft", Role::kAuthor, {}},
      {"/communique.content.v1.StatementService/Erase", Role::kAdmin, {}},
      {"/communique.content.v1.StatementService/GetEdition", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/GetRevision", Role::kReader, {}},
      {"/communique.content.v1.StatementService/GetSignatory", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/GetStatement", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/ListCommits", Role::kReader, {}},
      {"/communique.content.v1.StatementService/ListEditions", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/ListRevisions", Role::kReader, {}},
      {"/communique.content.v1.StatementService/ListSignatories", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/ListStatements", Role::kAnyone, Role::kReader},
      {"/communique.content.v1.StatementService/PublishStatement", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/RecordViews", Role::kRenderer, {}},
      {"/communique.content.v1.StatementService/RemoveStatement", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/RestoreStatement", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/Transact", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/UpdateStatement", Role::kAuthor, {}},
      {"/communique.content.v1.StatementService/WithdrawSignatory", Role::kPublisher, {}},
      {"/communique.content.v1.StatementService/WithdrawStatement", Role::kPublisher, {}},
      {"/communique.render.v1.RenderService/AcceptEpoch", Role::kAdmin, {}},
      {"/communique.render.v1.RenderService/GetJob", Role::kRenderer, {}},
      {"/communique.render.v1.RenderService/GetStatus", Role::kAnyone, {}},
      {"/communique.render.v1.RenderService/ListOutputs", Role::kAnyone, {}},
      {"/communique.render.v1.RenderService/StartRender", Role::kRenderer, {}},
      {"/communique.render.v1.RenderService/WaitForPosition", Role::kAnyone, {}},
      {"/communique.render.v1.RenderService/WatchJob", Role::kRenderer, {}},
  };
  return *rules;
}

const MethodRule* FindRule(absl::string_view method) {
  const std::vector<MethodRule>& rules = MethodRules();
  const auto found =
      std::lower_bound(rules.begin(), rules.end(), method,
                       [](const MethodRule& rule, absl::string_view name) { return rule.method < name; });
  return found != rules.end() && found->method == method ? &*found : nullptr;
}

bool Includes(Role held, Role needed) {
  switch (held) {
    case Role::kAdmin:
      return true;
    case Role::kPublisher:
      return needed != Role::kAdmin;
    case Role::kAuthor:
      return needed == Role::kAnyone || needed == Role::kReader || needed == Role::kAuthor;
    case Role::kReader:
    case Role::kRenderer:
    case Role::kAnyone:
      return needed == Role::kAnyone || needed == held;
  }
  return false;
}

absl::string_view RoleName(Role role) {
  switch (role) {
    case Role::kAnyone:
      return "anyone";
    case Role::kRenderer:
      return "renderer";
    case Role::kReader:
      return "reader";
    case Role::kAuthor:
      return "author";
    case Role::kPublisher:
      return "publisher";
    case Role::kAdmin:
      return "admin";
  }
  return "anyone";
}

absl::StatusOr<Role> ParseRole(absl::string_view text) {
  for (Role role : kNamedRoles) {
    if (text == RoleName(role)) return role;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("'", text, "' is not a role; roles are reader, author, publisher, renderer and admin"));
}

}  // namespace communique::serving

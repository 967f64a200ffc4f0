#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "cli/resource_arguments.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;
using google::protobuf::util::TimeUtil;

constexpr int kLargestBackupPage = 500;

std::vector<std::string> RowOf(const v1::Backup& backup) {
  return {backup.name(), TimeUtil::ToString(backup.create_time()), absl::StrCat("commit ", backup.sequence()),
          absl::StrCat(backup.size_bytes(), " bytes")};
}

void PrintBackup(const google::protobuf::Message& response, const v1::Backup& backup, Session& session) {
  Terminal& terminal = session.terminal();
  terminal.out << (session.json() ? ToJson(response) : FormatTable({RowOf(backup)}, terminal.width));
}

absl::Status CreateBackup(const Arguments& arguments, Session& session) {
  v1::CreateBackupRequest request;
  ASSIGN_OR_RETURN(const int keep, NumberOf(arguments, "--keep", 0, 1));
  request.set_keep(keep);
  ASSIGN_OR_RETURN(const v1::CreateBackupResponse made, session.content().Call(request));
  if (!arguments.Has("--verify")) {
    PrintBackup(made, made.backup(), session);
    return absl::OkStatus();
  }
  v1::VerifyBackupRequest verify;
  verify.set_name(made.backup().name());
  ASSIGN_OR_RETURN(const v1::VerifyBackupResponse verified, session.content().Call(verify));
  PrintBackup(verified, verified.backup(), session);
  return absl::OkStatus();
}

absl::Status ListBackups(Session& session) {
  v1::ListBackupsRequest request;
  request.set_page_size(kLargestBackupPage);
  v1::ListBackupsResponse all;
  do {
    ASSIGN_OR_RETURN(v1::ListBackupsResponse page, session.content().Call(request));
    for (v1::Backup& backup : *page.mutable_backups()) *all.add_backups() = std::move(backup);
    *all.mutable_damaged() = page.damaged();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(all);
    return absl::OkStatus();
  }
  std::vector<std::vector<std::string>> rows;
  for (const v1::Backup& backup : all.backups()) rows.push_back(RowOf(backup));
  terminal.out << FormatTable(rows, terminal.width);
  for (const std::string& name : all.damaged()) terminal.err << "communique: " << name << " is damaged\n";
  if (rows.empty()) {
    terminal.err << "communique: there is no whole backup; 'communique admin backup create' makes one\n";
  }
  return absl::OkStatus();
}

// The newest one where none is named.
absl::StatusOr<std::string> BackupToVerify(const Arguments& arguments, Session& session) {
  if (arguments.Has("BACKUP")) return FullName("backups", arguments.Get("BACKUP"));
  v1::ListBackupsRequest request;
  request.set_page_size(1);
  ASSIGN_OR_RETURN(const v1::ListBackupsResponse newest, session.content().Call(request));
  if (!newest.backups().empty()) return newest.backups(0).name();
  return absl::NotFoundError("there is no whole backup; 'communique admin backup create' makes one");
}

absl::Status VerifyBackup(const Arguments& arguments, Session& session) {
  v1::VerifyBackupRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), BackupToVerify(arguments, session));
  ASSIGN_OR_RETURN(const v1::VerifyBackupResponse verified, session.content().Call(request));
  if (session.json()) {
    session.terminal().out << ToJson(verified);
  } else {
    session.terminal().out << absl::StrCat(verified.backup().name(),
                                           " is whole: ", verified.commits_checked(), " commits, ",
                                           verified.bytes_checked(), " bytes\n");
  }
  return absl::OkStatus();
}

absl::Status Backup(const Arguments& arguments, Session& session) {
  const std::string action = arguments.Get("ACTION");
  if (action != "create" && (arguments.Has("--keep") || arguments.Has("--verify"))) {
    return UsageError("--keep and --verify go with 'admin backup create'");
  }
  if (action != "verify" && arguments.Has("BACKUP")) {
    return UsageError("only 'admin backup verify' takes a backup");
  }
  if (action == "create") return CreateBackup(arguments, session);
  return action == "list" ? ListBackups(session) : VerifyBackup(arguments, session);
}

absl::Status AdminStatus(const Arguments&, Session& session) {
  ASSIGN_OR_RETURN(const v1::GetStatusResponse status, session.content().Call(v1::GetStatusRequest()));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(status);
    return absl::OkStatus();
  }
  std::vector<std::pair<std::string, std::string>> fields = {
      {"version", status.version()},
      {"running since", TimeUtil::ToString(status.start_time())},
      {"epoch", status.epoch()},
      {"commits", absl::StrCat(status.sequence(), ", ", status.public_position(), " of them public")},
      {"store", absl::StrCat(status.disk().store_bytes(), " bytes")},
      {"room on its disk", absl::StrCat(status.disk().free_bytes(), " bytes")},
      {"position", status.position()}};
  if (status.faults().empty()) fields.emplace_back("faults", "none");
  for (const v1::Fault& fault : status.faults()) {
    fields.emplace_back("fault", absl::StrCat(fault.reason(), ": ", fault.message()));
  }
  terminal.out << FormatFields(fields, terminal.width);
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> AdminCommands() {
  return {
      {.group = "admin",
       .name = "status",
       .summary = "Shows how the store of content-service is, and what is wrong with it",
       .examples = {{"admin status", "what it holds, how much room is left, faults"}},
       .words = {},
       .options = {},
       .run = AdminStatus},
      {.group = "admin",
       .name = "backup",
       .summary = "Makes a backup of content-service, lists those there are, or checks one",
       .examples = {{"admin backup create --keep 14 --verify --timeout 3600",
                     "the newest 14 stay, and the new one is read back"},
                    {"admin backup list", "newest first; damaged ones are named"},
                    {"admin backup verify", "the newest; 'verify 12' checks backups/12"}},
       .words = {{.name = "ACTION",
                  .value = "",
                  .help = "what to do",
                  .times = Times::kOnce,
                  .choices = {"create", "list", "verify"}},
                 {.name = "BACKUP", .value = "", .help = "backups/NUMBER, or the number alone"}},
       .options = {{.name = "--keep",
                    .value = "NUMBER",
                    .help = "delete all but so many of the newest, once this one is made"},
                   {.name = "--verify", .value = "", .help = "check the new one, too"}},
       .run = Backup},
  };
}

}  // namespace communique::cli

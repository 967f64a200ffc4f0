#include "content-service/service/admin_handler.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "content-service/domain/timestamps.h"
#include "content-service/service/list_pages.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

// Two backups, or checks of them, and still somebody who asks how things are.
constexpr size_t kAdminThreads = 3;
constexpr size_t kMostWaitingAdminCalls = 16;
constexpr int kMostKept = 10'000;

std::string BackupName(uint32_t number) { return absl::StrCat("backups/", number); }

absl::StatusOr<uint32_t> ParseBackupName(const std::string& name) {
  uint32_t number = 0;
  absl::string_view digits = name;
  // Printing it again refuses "007", so that each backup has one name.
  if (absl::ConsumePrefix(&digits, "backups/") && absl::SimpleAtoi(digits, &number) && number > 0 &&
      BackupName(number) == name) {
    return number;
  }
  FieldViolations violations;
  violations.Add("name",
                 absl::StrCat(QuoteForMessage(name), " is not the name of a backup: backups/{number}"));
  return violations.ToStatus();
}

v1::Backup BackupMessage(const Backup& backup) {
  v1::Backup message;
  message.set_name(BackupName(backup.number));
  *message.mutable_create_time() = ToTimestamp(backup.create_time);
  message.set_position(EncodePosition(backup.position));
  message.set_sequence(backup.position.sequence);
  message.set_size_bytes(backup.size_bytes);
  message.set_file_count(backup.file_count);
  return message;
}

}  // namespace

AdminHandler::AdminHandler(Parts parts, const serving::Authorization& authorization)
    : parts_(std::move(parts)),
      executor_(kAdminThreads, kMostWaitingAdminCalls),
      runner_(v1::AdminService::service_full_name(), authorization, executor_) {}

absl::StatusOr<BackupStore*> AdminHandler::Backups() const {
  if (parts_.backups != nullptr) return parts_.backups;
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "NO_BACKUP_DIRECTORY",
      "the service was started without a directory for backups; start it with --backup-dir");
}

grpc::ServerUnaryReactor* AdminHandler::CreateBackup(grpc::CallbackServerContext* context,
                                                     const v1::CreateBackupRequest* request,
                                                     v1::CreateBackupResponse* response) {
  return runner_.Run(
      context, "CreateBackup", v1::VIEW_UNSPECIFIED, [=, this](const serving::Caller&) -> absl::Status {
        if (request->keep() < 0 || request->keep() > kMostKept) {
          FieldViolations violations;
          violations.Add("keep", absl::StrCat("must be 1 to ", kMostKept, ", or 0 to delete none"));
          return violations.ToStatus();
        }
        ASSIGN_OR_RETURN(BackupStore* const backups, Backups());
        const absl::StatusOr<Backup> backup =
            backups->Create(request->keep(), [context] { return context->IsCancelled(); });
        parts_.on_backup(backup);
        RETURN_IF_ERROR(backup.status());
        *response->mutable_backup() = BackupMessage(*backup);
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* AdminHandler::ListBackups(grpc::CallbackServerContext* context,
                                                    const v1::ListBackupsRequest* request,
                                                    v1::ListBackupsResponse* response) {
  return runner_.Run(
      context, "ListBackups", v1::VIEW_UNSPECIFIED, [=, this](const serving::Caller&) -> absl::Status {
        ASSIGN_OR_RETURN(const PageAsked asked, ReadPage("ListBackups", *request, 50, 500));
        ASSIGN_OR_RETURN(BackupStore* const backups, Backups());
        ASSIGN_OR_RETURN(const BackupList list, backups->List());
        uint32_t below = UINT32_MAX;
        if (!asked.after.empty() && !absl::SimpleAtoi(asked.after, &below)) below = 0;
        for (const Backup& backup : list.backups) {
          if (backup.number >= below) continue;
          if (response->backups_size() == asked.size) {
            ASSIGN_OR_RETURN(const uint32_t last, ParseBackupName(response->backups().rbegin()->name()));
            response->set_next_page_token(asked.NextToken(absl::StrCat(last)));
            break;
          }
          *response->add_backups() = BackupMessage(backup);
        }
        for (const uint32_t number : list.damaged) response->add_damaged(BackupName(number));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* AdminHandler::VerifyBackup(grpc::CallbackServerContext* context,
                                                     const v1::VerifyBackupRequest* request,
                                                     v1::VerifyBackupResponse* response) {
  return runner_.Run(context, "VerifyBackup", v1::VIEW_UNSPECIFIED,
                     [=, this](const serving::Caller&) -> absl::Status {
                       ASSIGN_OR_RETURN(const uint32_t number, ParseBackupName(request->name()));
                       ASSIGN_OR_RETURN(BackupStore* const backups, Backups());
                       ASSIGN_OR_RETURN(const BackupCheck check, backups->Verify(number));
                       *response->mutable_backup() = BackupMessage(check.backup);
                       response->set_commits_checked(check.commits_checked);
                       response->set_bytes_checked(check.backup.size_bytes);
                       return absl::OkStatus();
                     });
}

grpc::ServerUnaryReactor* AdminHandler::GetStatus(grpc::CallbackServerContext* context,
                                                  const v1::GetStatusRequest* /*request*/,
                                                  v1::GetStatusResponse* response) {
  return runner_.Run(context, "GetStatus", v1::VIEW_UNSPECIFIED,
                     [=, this](const serving::Caller&) -> absl::Status {
                       *response = parts_.status();
                       return absl::OkStatus();
                     });
}

}  // namespace communique::content

#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_ADMIN_HANDLER_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_ADMIN_HANDLER_H_

#include <functional>

#include "communique/content/v1/admin_service.grpc.pb.h"
#include "content-service/storage/backup_store.h"
#include "serving/authorization.h"
#include "serving/call_runner.h"
#include "serving/executor.h"

namespace communique::content {

// AdminService. Its calls have threads of their own, so that a long backup stands before nothing else.
// Thread-safe; everything it is given outlives the server.
class AdminHandler final : public v1::AdminService::CallbackService {
 public:
  struct Parts {
    // Null where the service was started without a directory for backups.
    BackupStore* backups = nullptr;
    std::function<v1::GetStatusResponse()> status;
    // Told how each backup ended, on any thread.
    std::function<void(const absl::StatusOr<Backup>&)> on_backup;
  };

  AdminHandler(Parts parts, const serving::Authorization& authorization);

  grpc::ServerUnaryReactor* CreateBackup(grpc::CallbackServerContext* context,
                                         const v1::CreateBackupRequest* request,
                                         v1::CreateBackupResponse* response) override;
  grpc::ServerUnaryReactor* ListBackups(grpc::CallbackServerContext* context,
                                        const v1::ListBackupsRequest* request,
                                        v1::ListBackupsResponse* response) override;
  grpc::ServerUnaryReactor* VerifyBackup(grpc::CallbackServerContext* context,
                                         const v1::VerifyBackupRequest* request,
                                         v1::VerifyBackupResponse* response) override;
  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const v1::GetStatusRequest* request,
                                      v1::GetStatusResponse* response) override;

 private:
  absl::StatusOr<BackupStore*> Backups() const;

  const Parts parts_;
  serving::Executor executor_;
  const serving::CallRunner runner_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_ADMIN_HANDLER_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_PROGRESS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_PROGRESS_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "content-service/storage/database.h"
#include "content-service/storage/disk_room.h"

namespace communique::content {

// Looks after a backup while it is copied: commits go on from its first bytes, and it is given up where its
// caller went away or where it takes the room that the store needs to go on. Report may be called by any
// thread.
class BackupProgress {
 public:
  BackupProgress(Database& database, std::function<bool()> is_cancelled)
      : database_(database), is_cancelled_(std::move(is_cancelled)) {}

  // What gives it up. Before the first report.
  void SetStop(std::function<void()> stop) { stop_ = std::move(stop); }

  // Some more has been copied.
  void Report() {
    database_.gate().Open();
    if (!Check().ok()) stop_();
  }

  // Whether it may go on.
  absl::Status Check() const {
    if (is_cancelled_()) return absl::CancelledError("the call has ended, so its backup was given up");
    return CheckRoom(*database_.db(), 0);
  }

 private:
  Database& database_;
  const std::function<bool()> is_cancelled_;
  std::function<void()> stop_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_PROGRESS_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_CONTENT_SERVER_H_
#define COMMUNIQUE_CONTENT_SERVICE_CONTENT_SERVER_H_

#include <functional>
#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "content-service/backup_reports.h"
#include "content-service/blob_reports.h"
#include "content-service/commit/committer.h"
#include "content-service/commit/schedule_runner.h"
#include "content-service/commit/sweeper.h"
#include "content-service/options.h"
#include "content-service/schedule_reports.h"
#include "content-service/service/admin_handler.h"
#include "content-service/service/blob_handler.h"
#include "content-service/service/change_handler.h"
#include "content-service/service/commit_waker.h"
#include "content-service/service/position_gate.h"
#include "content-service/service/section_handler.h"
#include "content-service/service/statement_handler.h"
#include "content-service/storage/database.h"
#include "content-service/storage/rocks_backup_store.h"
#include "content-service/storage/rocks_blob_store.h"
#include "content-service/storage/rocks_change_log.h"
#include "content-service/storage/rocks_content_store.h"
#include "content-service/storage/rocks_history_store.h"
#include "content-service/storage/takedown_journal.h"
#include "content-service/storage/text_scrubber.h"
#include "content-service/sweep_reports.h"
#include "serving/executor.h"
#include "serving/logging.h"
#include "serving/service_host.h"

namespace communique::content {

// Puts content-service together: holds every part and computes nothing. Used by one thread.
class ContentServer {
 public:
  // `log` outlives it. Errors say what to change: UNAVAILABLE, reason ADDRESS_UNAVAILABLE; those of
  // Database::Open; INVALID_ARGUMENT for options. `on_store_failure` is called, by any thread and perhaps
  // more than once, when the store can no more be written: only a new start can mend that.
  static absl::StatusOr<std::unique_ptr<ContentServer>> Start(const Options& options, const serving::Log& log,
                                                              std::function<void()> on_store_failure = {});

  // Ends calls in bounded time, then closes the store.
  ~ContentServer();

  // Of gRPC.
  int port() const { return host_->port(); }

 private:
  ContentServer() = default;
  // In the order in which one needs another.
  absl::Status OpenStore(const Options& options, const serving::Log& log,
                         std::function<void()> on_store_failure);
  absl::Status OpenJournal(const Options& options);
  void StartCommitter();
  absl::Status OpenBackups(const Options& options, const serving::Log& log);
  void StartSchedules(const serving::Log& log);
  void StartSweeper(const Options& options, const serving::Log& log);
  void KeepBlob(const std::string& sha256, std::function<void(const absl::Status&)> then);
  // The first damage that a call met with since the start.
  std::optional<v1::Fault> DamageFound() const;
  absl::Status Serve();

  // In the order of their making: what uses another is destroyed before it.
  std::unique_ptr<serving::ServiceHost> host_;
  std::optional<BlobReports> blob_reports_;
  std::unique_ptr<Database> database_;
  std::optional<RocksContentStore> store_;
  std::optional<RocksHistoryStore> history_;
  std::optional<RocksChangeLog> change_log_;
  std::optional<RocksBlobStore> blobs_;
  std::optional<TextScrubber> scrubber_;
  std::unique_ptr<TakedownJournal> journal_;
  v1::Recovery recovery_;
  std::optional<Committer> committer_;
  std::optional<BackupReports> backup_reports_;
  std::unique_ptr<RocksBackupStore> backups_;
  serving::WakeList public_commits_;
  serving::WakeList editorial_commits_;
  serving::WakeList transfers_;
  std::optional<CommitWaker> public_waker_;
  std::optional<CommitWaker> editorial_waker_;
  std::optional<PositionGate> gate_;
  std::optional<serving::Executor> upload_executor_;
  std::optional<StatementHandler> statements_;
  std::optional<SectionHandler> sections_;
  std::optional<BlobHandler> blob_calls_;
  std::optional<ChangeHandler> changes_;
  std::optional<AdminHandler> admin_;
  std::optional<ScheduleReports> schedule_reports_;
  std::optional<ScheduleRunner> schedules_;
  std::optional<SweepReports> sweep_reports_;
  std::optional<Sweeper> sweeper_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_CONTENT_SERVER_H_

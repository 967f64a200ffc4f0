#include "content-service/content_server.h"

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "content-service/domain/timestamps.h"
#include "content-service/random_seed.h"
#include "content-service/recovery_report.h"
#include "content-service/store_report.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

// Each may wait for the disk meanwhile. Steps of more uploads than these take turns; each upload has one step
// at a time, so none is refused.
constexpr size_t kUploadThreads = 4;
// Of QueryUpload, which may wait for a flush; uploads themselves are bounded by their number.
constexpr size_t kMostWaitingQueries = 1'000;

}  // namespace

absl::StatusOr<std::unique_ptr<ContentServer>> ContentServer::Start(const Options& options,
                                                                    const serving::Log& log,
                                                                    std::function<void()> on_store_failure) {
  auto server = std::unique_ptr<ContentServer>(new ContentServer());
  // Probes answer while the store is opened, which takes its time after a crash.
  ASSIGN_OR_RETURN(server->host_, serving::ServiceHost::Start(options.serving, log));
  RETURN_IF_ERROR(server->OpenStore(options, log, std::move(on_store_failure)));
  RETURN_IF_ERROR(server->OpenJournal(options));
  server->StartCommitter();
  RETURN_IF_ERROR(server->OpenBackups(options, log));
  RETURN_IF_ERROR(server->Serve());
  server->StartSchedules(log);
  server->StartSweeper(options, log);
  return server;
}

absl::Status ContentServer::OpenStore(const Options& options, const serving::Log& log,
                                      std::function<void()> on_store_failure) {
  DatabaseOptions database_options;
  database_options.directory = options.data_directory;
  database_options.on_write_failure = [&log, tell = std::move(on_store_failure)](const absl::Status& error) {
    log.Error("the log of the store cannot be written", {{"reason", ReasonOf(error)}});
    if (tell) tell();
  };
  ASSIGN_OR_RETURN(database_, Database::Open(database_options, absl::Now()));
  store_.emplace(database_.get());
  history_.emplace(database_.get());
  change_log_.emplace(database_.get());
  blob_reports_.emplace(*host_->metrics().registry(), options.blob_limits);
  database_->blob_usage().Observe([this](const BlobUse& use) { blob_reports_->Record(use); });
  blobs_.emplace(database_->blob_parts(), options.blob_limits, &absl::Now);
  scrubber_.emplace(database_.get());
  ASSIGN_OR_RETURN(const int cut_short, scrubber_->CountPending());
  ASSIGN_OR_RETURN(recovery_, ReportRecovery(*database_, cut_short, absl::Now()));
  LogRecovery(recovery_, log);
  // What broke before this start, and how much is left of it. Where the disk is full it can wait.
  if (absl::Status swept = blobs_->SweepUploads(); !swept.ok()) {
    log.Error("broken uploads are still on the disk", {{"reason", ReasonOf(swept)}});
  }
  // An erasure that a crash cut short ends here. Where the disk is full it can wait, reads cannot.
  if (absl::Status scrubbed = scrubber_->ScrubAll(); !scrubbed.ok()) {
    log.Error("erased texts are still on the disk", {{"reason", ReasonOf(scrubbed)}});
  }
  return absl::OkStatus();
}

absl::Status ContentServer::OpenJournal(const Options& options) {
  const std::filesystem::path path = JournalOf(options.journal, options.backup_directory);
  if (path.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(journal_, TakedownJournal::Open(path, *database_));
  return absl::OkStatus();
}

void ContentServer::StartCommitter() {
  CommitterOptions options;
  options.now = &absl::Now;
  options.seed = &RandomSeed;
  options.executor = [host = host_.get()](std::function<void()> work) {
    host->executor().Post(std::move(work));
  };
  options.journal = journal_.get();
  committer_.emplace(database_.get(), std::move(options));
  public_waker_.emplace(v1::VIEW_PUBLIC, *change_log_, committer_->waiters(), public_commits_);
  editorial_waker_.emplace(v1::VIEW_EDITORIAL, *change_log_, committer_->waiters(), editorial_commits_);
}

absl::Status ContentServer::OpenBackups(const Options& options, const serving::Log& log) {
  backup_reports_.emplace(*host_->metrics().registry(), log);
  if (options.backup_directory.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(backups_, RocksBackupStore::Open(database_.get(), options.backup_directory));
  const absl::StatusOr<BackupList> list = backups_->List();
  // The service is more than its backups; the status and each call about them say what is wrong.
  if (!list.ok()) {
    backup_reports_->Record(list.status(), absl::Now());
  } else if (!list->backups.empty()) {
    backup_reports_->Found(list->backups.front());
  }
  return absl::OkStatus();
}

void ContentServer::StartSchedules(const serving::Log& log) {
  schedule_reports_.emplace(*host_->metrics().registry(), log);
  ScheduleRunnerOptions options;
  options.now = &absl::Now;
  options.on_outcome = [this](const ScheduleOutcome& outcome) { schedule_reports_->Record(outcome); };
  schedules_.emplace(database_.get(), &*committer_, std::move(options));
}

void ContentServer::StartSweeper(const Options& options, const serving::Log& log) {
  sweep_reports_.emplace(*host_->metrics().registry(), log);
  SweeperOptions sweeper;
  sweeper.now = &absl::Now;
  sweeper.blob_grace = options.blob_grace;
  sweeper.on_round = [this](const Swept& swept, absl::Status ended) {
    ended.Update(blobs_->SweepUploads());
    sweep_reports_->Record(swept, ended);
  };
  sweeper_.emplace(database_.get(), &*committer_, std::move(sweeper));
}

// A file that is sent again is kept as if it had come now; the committer knows whether it still can be.
void ContentServer::KeepBlob(const std::string& sha256, std::function<void(const absl::Status&)> then) {
  committer_->Submit(
      Upkeep{content::KeepBlob{sha256}, "", "", ""},
      [then = std::move(then)](const absl::StatusOr<CommitOutcome>& kept) { then(kept.status()); });
}

std::optional<v1::Fault> ContentServer::DamageFound() const {
  for (const char* reason : {"STORE_DAMAGED", "BLOB_DAMAGED"}) {
    const auto loss = host_->metrics().FirstDataLoss(reason);
    if (!loss.has_value()) continue;
    v1::Fault fault;
    fault.set_reason("STORE_DAMAGED");
    fault.set_message(loss->message);
    *fault.mutable_since() = ToTimestamp(loss->time);
    return fault;
  }
  return std::nullopt;
}

absl::Status ContentServer::Serve() {
  for (serving::WakeList* list : {&public_commits_, &editorial_commits_, &transfers_}) {
    host_->CloseOnDrain(*list);
  }
  // Not readiness: what is there can be read and followed all the same.
  host_->AddHealthCheck("writes",
                        [this] { return committer_->health().ok() && database_->background_error().ok(); });
  host_->AddHealthCheck("integrity", [this] { return !DamageFound().has_value(); });
  const serving::Authorization& authorization = host_->authorization();
  gate_.emplace(*store_, host_->executor(), editorial_commits_);
  upload_executor_.emplace(kUploadThreads, kMostWaitingQueries);
  statements_.emplace(*store_, *history_, *committer_, *gate_, *scrubber_, authorization, host_->executor());
  sections_.emplace(*store_, *committer_, *gate_, authorization, host_->executor());
  blob_calls_.emplace(
      *blobs_, *store_, *gate_,
      [this](const std::string& sha256, auto then) { KeepBlob(sha256, std::move(then)); }, authorization,
      BlobHandler::Executors{host_->executor(), host_->stream_executor(), *upload_executor_}, transfers_);
  changes_.emplace(*change_log_, *store_, authorization, host_->executor(), host_->stream_executor(),
                   ChangeHandler::Commits{public_commits_, editorial_commits_});
  AdminHandler::Parts admin;
  admin.backups = backups_.get();
  admin.status = [this, start_time = absl::Now()] {
    v1::GetStatusResponse status = ReportOn(*database_, *committer_, start_time);
    *status.mutable_recovery() = recovery_;
    if (auto fault = DamageFound()) *status.add_faults() = *std::move(fault);
    if (auto fault = backup_reports_->fault()) *status.add_faults() = *std::move(fault);
    return status;
  };
  admin.on_backup = [this](const auto& backup) { backup_reports_->Record(backup, absl::Now()); };
  admin_.emplace(std::move(admin), authorization);
  return host_->Serve({&*statements_, &*sections_, &*blob_calls_, &*changes_, &*admin_},
                      {v1::StatementService::service_full_name(), v1::SectionService::service_full_name(),
                       v1::BlobService::service_full_name(), v1::ChangeService::service_full_name(),
                       v1::AdminService::service_full_name()});
}

ContentServer::~ContentServer() {
  if (host_ != nullptr) host_->Drain();
}

}  // namespace communique::content

#include "content-service/restore.h"

#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "content-service/commit/committer.h"
#include "content-service/commit/takedown_replay.h"
#include "content-service/random_seed.h"
#include "content-service/restore_takedowns.h"
#include "content-service/storage/backup_restore.h"
#include "content-service/storage/database.h"
#include "content-service/storage/journal_file.h"
#include "content-service/storage/restore_target.h"
#include "content-service/storage/text_scrubber.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

absl::StatusOr<std::unique_ptr<JournalFile>> OpenJournalToReplay(const std::filesystem::path& path) {
  if (std::error_code error; !std::filesystem::exists(path, error)) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "NO_JOURNAL",
        absl::StrCat(
            "there is no journal of takedowns at ", path.string(),
            "; without it, what was erased or taken down after the backup would be public again. Name "
            "it with --journal, or say --no-journal where there is none, and take down by hand"));
  }
  return JournalFile::Open(path);
}

void TellBackup(const BackupCheck& check, std::ostream& report) {
  report << "backup " << check.backup.number << " of "
         << absl::FormatTime(absl::RFC3339_sec, check.backup.create_time, absl::UTCTimeZone())
         << " is whole: " << check.commits_checked << " commits, " << check.backup.size_bytes << " bytes\n";
}

// Of the store in `workplace`, by commits of its own.
absl::StatusOr<TakedownReplay::Report> TakeDownAgain(const RestoreOptions& options,
                                                     const JournalFile* journal, const Position& position,
                                                     Database& database, std::ostream& report) {
  CommitterOptions committer_options;
  committer_options.now = &absl::Now;
  committer_options.seed = &RandomSeed;
  Committer committer(&database, std::move(committer_options));
  TakedownReplay replay(&database, &committer, options.actor, options.notice);
  if (journal == nullptr) return replay.EndSchedules();
  ASSIGN_OR_RETURN(const TakedownsToRedo takedowns, FindTakedownsToRedo(*journal, position, database));
  for (const std::string& line : takedowns.left_out) report << line << "\n";
  return replay.Run(takedowns.to_redo);
}

absl::Status MakeStore(const RestoreOptions& options, const std::filesystem::path& workplace,
                       JournalFile* journal, const Position& backup, std::ostream& report) {
  ASSIGN_OR_RETURN(const auto database, Database::Open({.directory = workplace}, absl::Now()));
  ASSIGN_OR_RETURN(const TakedownReplay::Report redone,
                   TakeDownAgain(options, journal, backup, *database, report));
  // What was erased again is in no file.
  RETURN_IF_ERROR(TextScrubber(database.get()).ScrubAll());
  for (const std::string& line : redone.done) report << line << "\n";
  report << redone.done.size() << " taken down again, " << redone.nothing_to_do
         << " that the backup does not have or has taken down\n";
  RETURN_IF_ERROR(database->BeginEpoch(absl::Now()));
  const uint64_t head = database->head().Get().sequence;
  report << "a new history begins at commit " << head << ": epoch " << database->epoch() << " follows "
         << backup.epoch << "\n";
  if (journal == nullptr) return absl::OkStatus();
  stored::v1::JournalLine line;
  line.set_epoch(database->epoch());
  line.set_head(head);
  line.set_restored_from(EncodePosition(backup));
  return journal->Append(line);
}

}  // namespace

absl::Status RestoreStore(const RestoreOptions& options, std::ostream& report) {
  std::unique_ptr<JournalFile> journal;
  if (!options.journal.empty()) {
    ASSIGN_OR_RETURN(journal, OpenJournalToReplay(options.journal));
  }
  ASSIGN_OR_RETURN(RestoreTarget target, RestoreTarget::Begin(options.data_directory));
  ASSIGN_OR_RETURN(const BackupCheck check,
                   RestoreBackup(options.backup_directory, options.backup, target.workplace()));
  TellBackup(check, report);
  RETURN_IF_ERROR(MakeStore(options, target.workplace(), journal.get(), check.backup.position, report));
  RETURN_IF_ERROR(target.Finish());
  report << "restored into " << options.data_directory.string() << "\n";
  if (journal == nullptr) {
    report
        << "without a journal: all schedules were cancelled, and what was taken down after the backup may be "
           "public again; take it down before you serve it\n";
  }
  return absl::OkStatus();
}

}  // namespace communique::content

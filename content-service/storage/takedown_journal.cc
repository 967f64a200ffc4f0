#include "content-service/storage/takedown_journal.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/storage/log_rows.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

using stored::v1::JournalLine;

JournalLine LineOf(const std::string& epoch, uint64_t head, const Takedowns& takedowns) {
  JournalLine line;
  line.set_epoch(epoch);
  line.set_head(head);
  line.mutable_takedowns()->Assign(takedowns.begin(), takedowns.end());
  return line;
}

// The commit up to which a line tells all.
uint64_t EndOf(const JournalLine& line) {
  return line.takedowns().empty() ? line.head()
                                  : std::max(line.head(), line.takedowns().rbegin()->sequence());
}

absl::Status OfAnotherStore(const JournalFile& file) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "JOURNAL_OF_ANOTHER_STORE",
      absl::StrCat("the journal of takedowns, ", file.path().string(),
                   ", goes on with another history than this store has; name the file of this store with "
                   "--journal, or a new one"));
}

absl::Status StoreBehind(const JournalFile& file, uint64_t head, uint64_t known) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "STORE_BEHIND_JOURNAL",
      absl::StrCat("the store ends at commit ", head, ", and the journal of takedowns, ",
                   file.path().string(), ", knows of commit ", known,
                   ": an old copy of the store was put back, in which texts may be "
                   "public again that were taken down. Use `communique-content restore` with a backup, or "
                   "name a new file with --journal where you know that nothing was taken down since"));
}

// The commit up to which the journal tells all of this store.
absl::StatusOr<uint64_t> KnownOf(const JournalFile& file, const Database& database) {
  const std::vector<JournalLine> lines = WithoutVoid(file.lines());
  const uint64_t head = database.head().Get().sequence;
  uint64_t known = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool is_last = i + 1 == lines.size();
    if (lines[i].epoch() != database.epoch()) {
      if (is_last) return OfAnotherStore(file);
      continue;
    }
    // A crash keeps the commits of the last line alone from being written.
    const uint64_t end = is_last && EndOf(lines[i]) > head ? lines[i].head() : EndOf(lines[i]);
    if (end > head) return StoreBehind(file, head, end);
    known = std::max(known, end);
  }
  return known;
}

// What commits after `known` took down, by their records.
absl::StatusOr<Takedowns> Missed(const Database& database, uint64_t known, uint64_t head) {
  Takedowns missed;
  for (uint64_t sequence = known + 1; sequence <= head; ++sequence) {
    ASSIGN_OR_RETURN(const stored::v1::Record record, ReadRecord(database, sequence));
    for (stored::v1::Takedown& takedown : TakedownsOf(record)) missed.push_back(std::move(takedown));
  }
  return missed;
}

}  // namespace

absl::StatusOr<std::unique_ptr<TakedownJournal>> TakedownJournal::Open(const std::filesystem::path& path,
                                                                       const Database& database) {
  ASSIGN_OR_RETURN(auto file, JournalFile::Open(path));
  ASSIGN_OR_RETURN(const uint64_t known, KnownOf(*file, database));
  const uint64_t head = database.head().Get().sequence;
  ASSIGN_OR_RETURN(const Takedowns missed, Missed(database, known, head));
  if (!missed.empty()) RETURN_IF_ERROR(file->Append(LineOf(database.epoch(), known, missed)));
  // Also so that what the last process could not write is void.
  RETURN_IF_ERROR(file->Append(LineOf(database.epoch(), head, {})));
  return std::unique_ptr<TakedownJournal>(new TakedownJournal(std::move(file), database.epoch()));
}

absl::Status TakedownJournal::Append(uint64_t head, const Takedowns& takedowns) {
  absl::MutexLock lock(&mutex_);
  return file_->Append(LineOf(epoch_, head, takedowns));
}

}  // namespace communique::content

#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_TAKEDOWN_JOURNAL_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_TAKEDOWN_JOURNAL_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "content-service/domain/takedowns.h"
#include "content-service/storage/database.h"
#include "content-service/storage/journal_file.h"

namespace communique::content {

// The journal of one store: what was erased or taken down, by ids, apart from the store and its backups, so
// that a restore brings nothing of it back. A line is on the disk before the commits that it tells of are
// written. So it may tell of commits that a crash kept from being written; the next line says where the store
// really was. Thread-safe.
class TakedownJournal {
 public:
  // Opens the journal of a store, makes it where it is missing, and adds what it lacks of the store's
  // history: files that were replaced while there was no journal are all that it cannot know. Errors of
  // JournalFile, and FAILED_PRECONDITION, reasons JOURNAL_OF_ANOTHER_STORE (its last history is another) and
  // STORE_BEHIND_JOURNAL (the store lacks commits that were acknowledged: an old copy of it was put back).
  static absl::StatusOr<std::unique_ptr<TakedownJournal>> Open(const std::filesystem::path& path,
                                                               const Database& database);

  // Before commits after `head` are written; without takedowns, before any others are where those of the last
  // line were not. UNAVAILABLE, reason JOURNAL_FAILED: they must not be.
  absl::Status Append(uint64_t head, const Takedowns& takedowns);

 private:
  TakedownJournal(std::unique_ptr<JournalFile> file, std::string epoch)
      : file_(std::move(file)), epoch_(std::move(epoch)) {}

  absl::Mutex mutex_;
  const std::unique_ptr<JournalFile> file_ ABSL_PT_GUARDED_BY(mutex_);
  const std::string epoch_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_TAKEDOWN_JOURNAL_H_

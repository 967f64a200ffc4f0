#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_TEXT_SCRUBBER_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_TEXT_SCRUBBER_H_

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "content-service/storage/database.h"

namespace communique::content {

// Takes erased bytes off the disk. An erasure that is committed can be read no more, but RocksDB keeps what
// was overwritten in its tables and its log until it happens to write them anew: this makes it do so now.
// Thread-safe; the database outlives it.
class TextScrubber {
 public:
  explicit TextScrubber(Database* database) : database_(*database) {}

  // Scrubs for every erasure that is durable and not scrubbed yet; done when it returns. Writes the texts of
  // the time in question anew, so it may take seconds; one at a time. UNAVAILABLE, reason ERASURE_PENDING:
  // the disk refuses; nobody can read the text, and the next call or the next start goes on.
  absl::Status ScrubAll();

  // The erasures that it would scrub for.
  absl::StatusOr<int> CountPending() const;

 private:
  Database& database_;
  absl::Mutex mutex_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_TEXT_SCRUBBER_H_

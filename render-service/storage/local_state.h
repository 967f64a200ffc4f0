#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_LOCAL_STATE_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_LOCAL_STATE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "communique/content/v1/change.pb.h"
#include "communique/render/v1/output.pb.h"
#include "render-service/domain/output_key.h"
#include "render-service/domain/site.h"
#include "render-service/domain/site_outline.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// The public state as render-service has applied it, and what of it is on disk. A cache of what
// content-service told: it can be thrown away, and nothing that is not public is ever in it.
//
// Reads are thread-safe. Commit is called by one thread, and a read after it sees all of it. Every
// method may fail with DATA_LOSS (a row cannot be read), RESOURCE_EXHAUSTED (no space) or INTERNAL.
class LocalState {
 public:
  virtual ~LocalState() = default;

  virtual absl::StatusOr<Checkpoint> ReadCheckpoint() const = 0;

  // The public state. Names as in the API; nothing where there is none.
  virtual absl::StatusOr<std::optional<PublicStatement>> ReadStatement(const std::string& name) const = 0;
  // By name, after `after`.
  virtual absl::StatusOr<std::vector<std::string>> ListStatements(const std::string& after,
                                                                  size_t limit) const = 0;
  virtual absl::StatusOr<std::optional<content::v1::PathChange>> ReadPath(const std::string& path) const = 0;
  virtual absl::StatusOr<std::vector<content::v1::PathChange>> ListPaths() const = 0;

  // Lines of an index, as IsListedBefore orders them; an empty section stands for the whole language.
  // At most `limit` of them.
  virtual absl::StatusOr<std::vector<IndexEntry>> Newest(const std::string& language,
                                                         const std::string& section, size_t limit) const = 0;
  virtual absl::StatusOr<std::vector<IndexEntry>> ListYear(const std::string& language,
                                                           const std::string& section,
                                                           int32_t year) const = 0;
  // Counted from the index: as slow as the site is large, so once at start.
  virtual absl::StatusOr<SiteOutline> ReadOutline() const = 0;

  // Files of the site, by path, after `after`.
  virtual absl::StatusOr<std::vector<v1::Output>> ListOutputs(const OutputFilter& filter,
                                                              const std::string& after,
                                                              size_t limit) const = 0;
  virtual absl::StatusOr<std::optional<StoredOutput>> ReadOutput(const std::string& path) const = 0;
  // Files that the output wrote last, and files that it has claimed: those may be there with its bytes,
  // with those of another output, or not at all. Each once.
  virtual absl::StatusOr<std::vector<std::string>> ListPathsOwnedBy(const OutputKey& owner) const = 0;

  virtual absl::StatusOr<std::vector<Failure>> ListFailures() const = 0;

  // Work that is not done, in the order of keys: renders of these phases, or drops.
  virtual absl::StatusOr<std::vector<Pending>> ListRenders(Phase first, Phase last, size_t limit) const = 0;
  virtual absl::StatusOr<std::vector<Pending>> ListDrops(size_t limit) const = 0;
  // Of both, what is taken down.
  virtual absl::StatusOr<std::vector<Pending>> ListTakedowns(size_t limit) const = 0;
  virtual absl::StatusOr<std::optional<Pending>> ReadPending(const OutputKey& key) const = 0;
  // The oldest position that waits for anything; 0 where none does.
  virtual absl::StatusOr<uint64_t> OldestWaiting() const = 0;

  virtual absl::StatusOr<StateCounts> Count() const = 0;

  // All of it or nothing. It may be lost with the machine's power, never out of order: then the same
  // work is done again. A batch with claims cannot be lost, nor what came before it.
  virtual absl::Status Commit(const StateBatch& batch) = 0;

  // Where a batch since the last time asked for it: no file of the state holds what was overwritten or
  // removed, when it returns. Writes the whole state anew. What is asked for outlives a crash.
  virtual absl::Status ScrubIfDue() = 0;

  // Forgets everything, for a snapshot from the start, and asks for that to leave the disk.
  virtual absl::Status Clear() = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_LOCAL_STATE_H_

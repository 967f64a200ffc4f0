#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_CHANGE_LOG_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_CHANGE_LOG_H_

#include <memory>
#include <string>

#include "content-service/storage/change_log.h"
#include "content-service/storage/change_teller.h"
#include "content-service/storage/database.h"

namespace communique::content {

// A ChangeLog over RocksDB. Thread-safe; the database outlives it and its snapshot readers.
class RocksChangeLog final : public ChangeLog {
 public:
  explicit RocksChangeLog(const Database* database) : database_(*database) {}

  LogHead Head(v1::View view) const override;
  absl::StatusOr<LogRead> ReadChangeSets(v1::View view, LogCursor after, const v1::ChangeFilter& filter,
                                         size_t byte_limit) const override;
  absl::StatusOr<std::unique_ptr<SnapshotReader>> OpenSnapshot(v1::View view,
                                                               const v1::ChangeFilter& filter) const override;
  absl::StatusOr<std::unique_ptr<SnapshotReader>> ResumeSnapshot(
      v1::View view, const v1::ChangeFilter& filter, absl::string_view resume_token) const override;
  absl::StatusOr<uint64_t> NumberOf(v1::View view, const Position& position) const override;
  absl::StatusOr<std::string> PositionOf(v1::View view, uint64_t number) const override;

 private:
  // A commit as a view numbers it, with the bytes that the view's chain is over.
  struct Commit {
    stored::v1::Record record;
    std::string chained;
  };
  absl::StatusOr<Commit> ReadCommit(v1::View view, uint64_t number) const;
  // Its head and its changes, as far as the sink took them.
  v1::ChangeSet MakeChangeSet(v1::View view, uint64_t number, Commit commit, ChangeSink& sink) const;

  const Database& database_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_CHANGE_LOG_H_

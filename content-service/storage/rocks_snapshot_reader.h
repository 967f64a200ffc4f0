#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_SNAPSHOT_READER_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_SNAPSHOT_READER_H_

#include <cstdint>
#include <string>

#include "content-service/domain/change_selector.h"
#include "content-service/storage/change_log.h"
#include "content-service/storage/change_teller.h"
#include "content-service/storage/database.h"
#include "content-service/storage/snapshot_token.h"

namespace communique::content {

// A SnapshotReader over RocksDB. Where it is, is all that it keeps between two calls: the rows of a sequence
// stay readable for ever, so no snapshot of RocksDB has to be held.
class RocksSnapshotReader final : public SnapshotReader {
 public:
  // Tells the state at `sequence`, from where `token` says on.
  RocksSnapshotReader(const Database& database, ChangeSelector selector, uint64_t sequence,
                      std::string position, SnapshotToken token);

  uint64_t number() const override { return place_.number; }
  const std::string& position() const override { return position_; }
  bool done() const override { return place_.phase == SnapshotToken::Phase::kDone; }
  absl::StatusOr<v1::SnapshotChunk> Next(size_t byte_limit) override;

 private:
  // Each tells what is left of its phase, or as much as there is room for.
  absl::Status TellSections(const RocksStateView& state, ChangeTeller& teller, size_t byte_limit,
                            v1::SnapshotChunk& chunk);
  absl::Status TellStatements(const RocksStateView& state, ChangeTeller& teller, size_t byte_limit,
                              v1::SnapshotChunk& chunk);
  absl::Status TellPaths(const RocksStateView& state, ChangeTeller& teller, size_t byte_limit,
                         v1::SnapshotChunk& chunk);
  // Takes over what the sink got of `id`. False where there is no more room.
  bool Take(const std::string& id, ChangeSink& sink, size_t byte_limit, v1::SnapshotChunk& chunk);
  // What of the chunk's room is left.
  size_t Room(size_t byte_limit) const { return bytes_ < byte_limit ? byte_limit - bytes_ : 0; }
  void Enter(SnapshotToken::Phase phase);

  const Database& database_;
  const ChangeSelector selector_;
  const uint64_t sequence_;
  const std::string position_;
  SnapshotToken place_;
  // Of the chunk that is being made.
  size_t bytes_ = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_SNAPSHOT_READER_H_

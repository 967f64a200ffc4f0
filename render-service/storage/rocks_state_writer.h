#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_STATE_WRITER_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_STATE_WRITER_H_

#include <rocksdb/write_batch.h>

#include <set>
#include <string>

#include "absl/status/status.h"
#include "render-service/storage/rocks_tables.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// Turns one StateBatch into rows and writes them as one. Used once, by one thread.
class RocksStateWriter {
 public:
  explicit RocksStateWriter(RocksTables& tables) : tables_(tables) {}

  absl::Status Write(const StateBatch& batch);

  // How many more rows there are now.
  const StateCounts& added() const { return added_; }

 private:
  absl::Status RemoveStatement(const std::string& name);
  absl::Status PutStatement(const content::v1::Statement& statement);
  absl::Status RemoveIndexLines(const content::v1::Statement& statement);
  void PutIndexLines(const content::v1::Statement& statement);
  absl::Status PutParts(const StateBatch& batch);
  absl::Status HandOver(const OutputKey& from, const OutputKey& to);
  absl::Status RemoveOutput(const std::string& path);
  absl::Status PutOutput(const StoredOutput& output);
  absl::Status PutClaims(const StateBatch& batch);
  absl::Status PutWork(const StateBatch& batch);

  RocksTables& tables_;
  rocksdb::WriteBatch rows_;
  StateCounts added_;
  std::set<std::string> removed_statements_;
  std::set<std::string> removed_outputs_;
  std::set<std::string> removed_failures_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_STATE_WRITER_H_

#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_OPTIONS_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_OPTIONS_H_

#include <filesystem>
#include <functional>
#include <memory>

#include "absl/status/status.h"

namespace rocksdb {
class FileSystem;
}

namespace communique::render {

struct StateOptions {
  // Made where there is none.
  std::filesystem::path directory;
  // Called, by any thread and perhaps again, when the write-ahead log cannot be written. Nothing can be
  // written from then on, until the state is opened again by a new process; it can still be read.
  std::function<void(const absl::Status&)> on_write_failure;
  // Stands for the disk; the real one where empty. For tests of faults.
  std::shared_ptr<rocksdb::FileSystem> file_system;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_OPTIONS_H_

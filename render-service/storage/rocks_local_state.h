#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_LOCAL_STATE_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_LOCAL_STATE_H_

#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "render-service/storage/local_state.h"

namespace communique::render {

// The local state in RocksDB. Makes the directory where there is none. FAILED_PRECONDITION: another
// process has it open (reason STATE_IN_USE), or a newer program wrote it (reason NEWER_FORMAT).
absl::StatusOr<std::unique_ptr<LocalState>> OpenRocksLocalState(const std::filesystem::path& directory);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_LOCAL_STATE_H_

#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_LOCAL_STATE_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_LOCAL_STATE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "render-service/storage/local_state.h"
#include "render-service/storage/state_options.h"

namespace communique::render {

// The local state in RocksDB. FAILED_PRECONDITION: another process has it open (reason STATE_IN_USE), or a
// newer program wrote it (reason NEWER_FORMAT). Its Commit and Clear are refused with RESOURCE_EXHAUSTED,
// reason DISK_FULL, and nothing is written, while its disk has less left than RocksDB needs to go on.
absl::StatusOr<std::unique_ptr<LocalState>> OpenRocksLocalState(const StateOptions& options);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_LOCAL_STATE_H_

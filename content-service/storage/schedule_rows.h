#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_SCHEDULE_ROWS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_SCHEDULE_ROWS_H_

#include <optional>

#include "absl/status/statusor.h"
#include "content-service/storage/database.h"
#include "content-service/storage/keys.h"

namespace communique::content {

// The schedule whose time comes first; nothing where none stands. Reads the disk. Thread-safe.
absl::StatusOr<std::optional<ScheduleId>> FirstSchedule(const Database& database);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_SCHEDULE_ROWS_H_

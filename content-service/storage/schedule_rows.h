#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_SCHEDULE_ROWS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_SCHEDULE_ROWS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "content-service/storage/database.h"
#include "content-service/storage/keys.h"

namespace communique::content {

// The schedules whose time has come by `now`, by time. A key of no schedule stands before none. Reads the
// disk. Thread-safe.
absl::StatusOr<std::vector<ScheduleId>> DueSchedules(const Database& database, absl::Time now);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_SCHEDULE_ROWS_H_

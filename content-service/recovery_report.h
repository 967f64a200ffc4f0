#ifndef COMMUNIQUE_CONTENT_SERVICE_RECOVERY_REPORT_H_
#define COMMUNIQUE_CONTENT_SERVICE_RECOVERY_REPORT_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "communique/content/v1/admin_service.pb.h"
#include "content-service/storage/database.h"
#include "serving/logging.h"

namespace communique::content {

// What opening the store found, for AdminService, with what waits in it: to be asked before anything works
// through that. `resumed_erasures` as TextScrubber::CountPending had it. Reads the disk.
absl::StatusOr<v1::Recovery> ReportRecovery(const Database& database, int resumed_erasures, absl::Time now);

// One line of the log, a warning where something was left out.
void LogRecovery(const v1::Recovery& recovery, const serving::Log& log);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_RECOVERY_REPORT_H_

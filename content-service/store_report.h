#ifndef COMMUNIQUE_CONTENT_SERVICE_STORE_REPORT_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORE_REPORT_H_

#include "absl/time/time.h"
#include "communique/content/v1/admin_service.pb.h"
#include "content-service/commit/committer.h"
#include "content-service/storage/database.h"

namespace communique::content {

// How the store is now, for AdminService: what it holds, its disk, and what is wrong with it, but for
// backups. Thread-safe.
v1::GetStatusResponse ReportOn(const Database& database, const Committer& committer, absl::Time start_time);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORE_REPORT_H_

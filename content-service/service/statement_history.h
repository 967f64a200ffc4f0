#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_HISTORY_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_HISTORY_H_

#include "absl/status/status.h"
#include "communique/content/v1/statement_service.pb.h"
#include "content-service/storage/history_store.h"

namespace communique::content {

// The answers of StatementService about what a statement was before, at one state of the store and no larger
// than kLargestAnswer. Read the disk.

absl::Status ListPage(const HistoryStore& history, const v1::ListRevisionsRequest& request, ReadAt at,
                      v1::ListRevisionsResponse& response);

absl::Status ListPage(const HistoryStore& history, const v1::ListEditionsRequest& request, ReadAt at,
                      v1::ListEditionsResponse& response);

absl::Status ListPage(const HistoryStore& history, const v1::ListCommitsRequest& request, ReadAt at,
                      v1::ListCommitsResponse& response);

absl::Status Compare(const HistoryStore& history, const v1::CompareVersionsRequest& request, ReadAt at,
                     v1::CompareVersionsResponse& response);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_HISTORY_H_

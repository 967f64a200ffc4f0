#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_LISTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_LISTS_H_

#include "absl/status/status.h"
#include "communique/content/v1/statement_service.pb.h"
#include "content-service/storage/content_store.h"

namespace communique::content {

// The answers of StatementService that hold several things, at one state of the store and no larger than
// kLargestAnswer. Read the disk.

absl::Status BatchGet(const ContentStore& store, const v1::BatchGetStatementsRequest& request, ReadAt at,
                      v1::BatchGetStatementsResponse& response);

absl::Status ListPage(const ContentStore& store, const v1::ListStatementsRequest& request, ReadAt at,
                      v1::ListStatementsResponse& response);

absl::Status ListPage(const ContentStore& store, const v1::ListSignatoriesRequest& request, ReadAt at,
                      v1::ListSignatoriesResponse& response);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_LISTS_H_

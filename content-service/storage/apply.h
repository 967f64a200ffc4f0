#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_APPLY_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_APPLY_H_

#include "absl/strings/string_view.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/chain.h"
#include "content-service/domain/row_changes.h"
#include "content-service/storage/database.h"

namespace rocksdb {
class WriteBatch;
}

namespace communique::content {

// Turns a sealed commit and the rows it leaves into puts. Nothing is read, and nothing is written before
// the batch is.
void Apply(const Database& database, const SealedCommit& commit, const RowChanges& rows,
           rocksdb::WriteBatch& batch);

// How the request that a commit answers ended, kept in the same batch.
void ApplyRequest(const Database& database, absl::string_view actor, absl::string_view request_id,
                  const stored::v1::RequestRow& row, rocksdb::WriteBatch& batch);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_APPLY_H_

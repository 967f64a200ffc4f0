#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_ROWS_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_ROWS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/stored/render/v1/render_rows.pb.h"
#include "render-service/domain/site.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// Values to rows and back. Pure.

namespace rows = ::communique::stored::render::v1;

inline constexpr uint32_t kStateFormat = 1;

rows::CheckpointRow ToRow(const Checkpoint& checkpoint);
Checkpoint FromRow(const rows::CheckpointRow& row);

rows::IndexRow ToRow(const IndexEntry& entry);
IndexEntry FromRow(const rows::IndexRow& row);

rows::PendingRow ToRow(const Pending& pending);
absl::StatusOr<Pending> FromRow(absl::string_view key, const rows::PendingRow& row);

rows::FailureRow ToRow(const Failure& failure);
absl::StatusOr<Failure> FromRow(absl::string_view key, const rows::FailureRow& row);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_ROWS_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_ROWS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_ROWS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/storage/database.h"
#include "statement/position.h"

namespace communique::content {

// Single rows of the two chains. Thread-safe. DATA_LOSS: the row is missing or damaged.

// The stored bytes of a record.
absl::StatusOr<std::string> ReadRecordBytes(const Database& database, uint64_t sequence);
// What they say.
absl::StatusOr<stored::v1::Record> ParseRecord(const std::string& bytes, uint64_t sequence);
absl::StatusOr<stored::v1::Record> ReadRecord(const Database& database, uint64_t sequence);
absl::StatusOr<stored::v1::PublicRow> ReadPublicRow(const Database& database, uint64_t public_position);

// FAILED_PRECONDITION, reason EPOCH_CHANGED, where a position is of another history than `epoch`.
absl::Status CheckEpoch(const Position& position, absl::string_view epoch);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_ROWS_H_

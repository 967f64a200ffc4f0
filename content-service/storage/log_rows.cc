#include "content-service/storage/log_rows.h"

#include "absl/strings/str_cat.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

absl::Status Damaged(absl::string_view what, uint64_t number) {
  return StoreDamaged(absl::StrCat(what, " ", number, " is missing or cannot be read"));
}

absl::StatusOr<std::string> ReadNumbered(const Database& database, Family family, uint64_t number,
                                         absl::string_view what) {
  std::string bytes;
  const rocksdb::Status found =
      database.db()->Get(rocksdb::ReadOptions(), database.family(family), NumberKey(number), &bytes);
  if (found.IsNotFound()) return Damaged(what, number);
  if (!found.ok()) return FromRocksDb(found, absl::StrCat("reading ", what, " ", number));
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> ReadRecordBytes(const Database& database, uint64_t sequence) {
  return ReadNumbered(database, Family::kRecords, sequence, "record");
}

absl::StatusOr<stored::v1::Record> ParseRecord(const std::string& bytes, uint64_t sequence) {
  stored::v1::Record record;
  if (record.ParseFromString(bytes) && record.sequence() == sequence) return record;
  return Damaged("record", sequence);
}

absl::StatusOr<stored::v1::Record> ReadRecord(const Database& database, uint64_t sequence) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadRecordBytes(database, sequence));
  return ParseRecord(bytes, sequence);
}

absl::StatusOr<stored::v1::PublicRow> ReadPublicRow(const Database& database, uint64_t public_position) {
  ASSIGN_OR_RETURN(const std::string bytes,
                   ReadNumbered(database, Family::kPublicRecords, public_position, "public record"));
  stored::v1::PublicRow row;
  if (!row.ParseFromString(bytes)) return Damaged("public record", public_position);
  return row;
}

absl::Status CheckEpoch(const Position& position, absl::string_view epoch) {
  if (position.epoch == epoch) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED",
      "this position is of another history: the store was restored or replaced; begin again without a "
      "position",
      {{"epoch", std::string(epoch)}});
}

}  // namespace communique::content

#include "content-service/storage/upload_rows.h"

#include <memory>

#include "content-service/storage/blob_store.h"
#include "content-service/storage/rocks_status.h"
#include "google/protobuf/util/time_util.h"
#include "rocksdb/db.h"
#include "rocksdb/iterator.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

using ::google::protobuf::util::TimeUtil;

std::optional<stored::v1::UploadRow> Parse(const rocksdb::Slice& value) {
  stored::v1::UploadRow row;
  if (!row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return std::nullopt;
  return row;
}

}  // namespace

absl::StatusOr<std::optional<stored::v1::UploadRow>> UploadRows::Find(const std::string& digest) const {
  rocksdb::PinnableSlice value;
  const rocksdb::Status got = parts_.db->Get(rocksdb::ReadOptions(), parts_.uploads, digest, &value);
  if (got.IsNotFound()) return std::nullopt;
  RETURN_IF_ERROR(FromRocksDb(got, "reading what is known of an upload"));
  auto row = Parse(value);
  if (row.has_value()) return row;
  return FromRocksDb(rocksdb::Status::Corruption("row of an upload"), "reading what is known of an upload");
}

absl::Status UploadRows::Put(const std::string& digest, const stored::v1::UploadRow& row, bool sync) const {
  rocksdb::WriteOptions options;
  options.sync = sync;
  return FromRocksDb(parts_.db->Put(options, parts_.uploads, digest, row.SerializeAsString()),
                     "noting how far an upload is");
}

absl::Status UploadRows::ForEach(
    absl::FunctionRef<absl::Status(const std::string&, const std::optional<stored::v1::UploadRow>&)> visit)
    const {
  const std::unique_ptr<rocksdb::Iterator> row(
      parts_.db->NewIterator(rocksdb::ReadOptions(), parts_.uploads));
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    RETURN_IF_ERROR(visit(row->key().ToString(), Parse(row->value())));
  }
  return FromRocksDb(row->status(), "looking at unfinished uploads");
}

bool IsExpired(const stored::v1::UploadRow& row, absl::Time now) {
  return now - absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(row.update_time())) > kUploadLifetime;
}

void Touch(stored::v1::UploadRow& row, absl::Time now) {
  *row.mutable_update_time() = TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
}

}  // namespace communique::content

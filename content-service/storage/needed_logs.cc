#include "content-service/storage/needed_logs.h"

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/storage/family_options.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/wal_filter.h"

namespace communique::content {
namespace {

constexpr size_t kCacheBytes = size_t{1} << 20;

// Learns, while RocksDB reads the logs, from which one on each family has rows in no table; keeps all of them
// out.
class FirstLogs final : public rocksdb::WalFilter {
 public:
  const char* Name() const override { return "FirstLogs"; }
  void ColumnFamilyLogNumberMap(const std::map<uint32_t, uint64_t>& first_logs,
                                const std::map<std::string, uint32_t>& /*families*/) override {
    for (const auto& [family, log] : first_logs) oldest = std::min(oldest, log);
  }
  WalProcessingOption LogRecord(const rocksdb::WriteBatch& /*batch*/, rocksdb::WriteBatch* /*new_batch*/,
                                bool* /*batch_changed*/) const override {
    return WalProcessingOption::kIgnoreCurrentRecord;
  }

  uint64_t oldest = UINT64_MAX;
};

}  // namespace

absl::StatusOr<uint64_t> OldestNeeded(const rocksdb::DBOptions& options, const std::string& path) {
  FirstLogs first_logs;
  rocksdb::DBOptions only_reading = options;
  only_reading.listeners.clear();
  only_reading.wal_filter = &first_logs;
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::OpenForReadOnly(only_reading, path, StoreFamilies(kCacheBytes), &families, &opened);
  if (!status.ok()) return FromRocksDb(status, absl::StrCat("looking which logs are needed in ", path));
  const std::unique_ptr<rocksdb::DB> db(opened);
  // Families that are empty may be noted with an older log than they need.
  uint64_t to_keep = 0;
  db->GetIntProperty(rocksdb::DB::Properties::kMinLogNumberToKeep, &to_keep);
  for (rocksdb::ColumnFamilyHandle* family : families) db->DestroyColumnFamilyHandle(family);
  // Without any log it was not asked.
  return std::max(to_keep, first_logs.oldest == UINT64_MAX ? 0 : first_logs.oldest);
}

}  // namespace communique::content

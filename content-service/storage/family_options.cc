#include "content-service/storage/family_options.h"

#include <memory>

#include "content-service/storage/keys.h"
#include "content-service/storage/view_counts.h"
#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/slice_transform.h"
#include "rocksdb/table.h"

namespace communique::content {
namespace {

constexpr size_t kMiB = size_t{1} << 20;
constexpr double kBloomBitsPerKey = 10;

// Rows of text and numbers.
rocksdb::ColumnFamilyOptions RowOptions(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kLZ4Compression;
  options.write_buffer_size = 16 * kMiB;
  return options;
}

// Bytes of attached files: large, compressed already, and never to be copied by a compaction.
rocksdb::ColumnFamilyOptions ChunkOptions(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions options = RowOptions(cache);
  options.enable_blob_files = true;
  options.min_blob_size = 4096;
  options.blob_file_size = 256 * kMiB;
  options.enable_blob_garbage_collection = true;
  options.compression = rocksdb::kNoCompression;
  options.write_buffer_size = 32 * kMiB;
  return options;
}

rocksdb::ColumnFamilyOptions OptionsOf(Family family, const std::shared_ptr<rocksdb::Cache>& cache) {
  if (family == Family::kBlobChunks) return ChunkOptions(cache);
  rocksdb::ColumnFamilyOptions options = RowOptions(cache);
  if (family == Family::kViews) options.merge_operator = MakeViewCounter();
  if (family == Family::kListIndex) {
    // Of each view and kind of key the place of the last entry is kept: those by time always come behind it.
    options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(2));
  }
  return options;
}

}  // namespace

rocksdb::DBOptions StoreOptions() {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.max_background_jobs = 2;
  // A table or a file of BlobDB goes to the disk as it is written: its sync at the end is short, and those of
  // commits meanwhile do not wait for all of it.
  options.bytes_per_sync = kMiB;
  // A torn end of the log is left out; what else may be wrong with it is found before RocksDB reads it
  // (log_check.h), since RocksDB would leave out all that stands behind any damage.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.recycle_log_file_num = 0;
  options.paranoid_checks = true;
  // Bounds the memory of all write buffers, and how much log a start has to read.
  options.db_write_buffer_size = 128 * kMiB;
  options.max_total_wal_size = 64 * kMiB;
  // RocksDB's own text log; ours says what matters.
  options.keep_log_file_num = 3;
  options.max_log_file_size = 4 * kMiB;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> StoreFamilies(size_t block_cache_bytes) {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(block_cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (size_t i = 0; i < kFamilyCount; ++i) {
    families.emplace_back(kFamilyNames[i], OptionsOf(static_cast<Family>(i), cache));
  }
  families.emplace_back(rocksdb::kDefaultColumnFamilyName, RowOptions(cache));
  return families;
}

}  // namespace communique::content

#ifndef COMMUNIQUE_ROCKS_LEAVE_THE_DISK_H_
#define COMMUNIQUE_ROCKS_LEAVE_THE_DISK_H_

#include <rocksdb/db.h>
#include <rocksdb/transaction_log.h>

#include <vector>

namespace communique::rocks {

// How bytes that were deleted or overwritten leave the disk. RocksDB keeps them in its log and its tables
// until it happens to write those anew: empty the memory, write the tables anew, delete the files.

// Empties the memory of these families, so that no log is needed any more that was begun before. Given all
// families of a database, its old logs are obsolete then.
inline rocksdb::Status FlushAll(rocksdb::DB& database,
                                const std::vector<rocksdb::ColumnFamilyHandle*>& families) {
  return database.Flush(rocksdb::FlushOptions(), families);
}

// Writes all tables of a range anew, down to the last level; a null end is open.
inline rocksdb::Status Rewrite(rocksdb::DB& database, rocksdb::ColumnFamilyHandle* family,
                               const rocksdb::Slice* begin, const rocksdb::Slice* end) {
  rocksdb::CompactRangeOptions options;
  options.exclusive_manual_compaction = false;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  options.blob_garbage_collection_policy = rocksdb::BlobGarbageCollectionPolicy::kForce;
  options.blob_garbage_collection_age_cutoff = 1.0;
  return database.CompactRange(options, family, begin, end);
}

// Returns once the files that nothing needs any more are gone.
inline rocksdb::Status DeleteObsoleteFiles(rocksdb::DB& database) {
  if (rocksdb::Status status = database.DisableFileDeletions(); !status.ok()) return status;
  // Looks for all of them, on this thread. A backup that holds files back keeps them until it ends.
  if (rocksdb::Status status = database.EnableFileDeletions(false); !status.ok()) return status;
  // Waits for deletions that another thread has begun.
  rocksdb::VectorLogPtr logs;
  return database.GetSortedWalFiles(logs);
}

}  // namespace communique::rocks

#endif  // COMMUNIQUE_ROCKS_LEAVE_THE_DISK_H_

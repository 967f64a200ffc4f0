#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_FAMILY_OPTIONS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_FAMILY_OPTIONS_H_

#include <cstddef>
#include <vector>

#include "rocksdb/db.h"
#include "rocksdb/options.h"

namespace communique::content {

// How RocksDB is set up for the store, in one place.
rocksdb::DBOptions StoreOptions();

// All column families, in the order of Family, and then RocksDB's own default one, which stays empty.
// They share one block cache.
std::vector<rocksdb::ColumnFamilyDescriptor> StoreFamilies(size_t block_cache_bytes);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_FAMILY_OPTIONS_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_STORE_FILES_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_STORE_FILES_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::content {

// Which of RocksDB's files a name is, as far as we care.
struct StoreFile {
  enum class Kind { kLog, kManifest, kOther };
  Kind kind = Kind::kOther;
  uint64_t number = 0;
};

// `path` is "{directory}/000012.log" or "{directory}/MANIFEST-000004"; anything else is another one.
StoreFile StoreFileOf(absl::string_view directory, absl::string_view path);

std::string LogPath(absl::string_view directory, uint64_t number);
std::string ManifestPath(absl::string_view directory, uint64_t number);
// Of a file that RocksDB deletes when it opens the store.
std::string TemporaryPath(absl::string_view directory, uint64_t number);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_STORE_FILES_H_

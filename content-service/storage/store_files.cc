#include "content-service/storage/store_files.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace communique::content {

StoreFile StoreFileOf(absl::string_view directory, absl::string_view path) {
  StoreFile file;
  if (!absl::ConsumePrefix(&path, directory)) return file;
  while (absl::ConsumePrefix(&path, "/")) continue;
  if (absl::ConsumeSuffix(&path, ".log")) {
    if (absl::SimpleAtoi(path, &file.number)) file.kind = StoreFile::Kind::kLog;
  } else if (absl::ConsumePrefix(&path, "MANIFEST-")) {
    if (absl::SimpleAtoi(path, &file.number)) file.kind = StoreFile::Kind::kManifest;
  }
  return file;
}

std::string LogPath(absl::string_view directory, uint64_t number) {
  return absl::StrFormat("%s/%06d.log", directory, number);
}

std::string ManifestPath(absl::string_view directory, uint64_t number) {
  return absl::StrFormat("%s/MANIFEST-%06d", directory, number);
}

std::string TemporaryPath(absl::string_view directory, uint64_t number) {
  return absl::StrFormat("%s/%06d.dbtmp", directory, number);
}

}  // namespace communique::content

#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_ZIP_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_ZIP_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace communique::content {

// Names of the files in a ZIP archive, as its central directory gives them; empty when the bytes are
// no archive that can be read without guessing (ZIP64 and archives in several parts are not). The
// names point into `bytes`. Nothing is decompressed. Pure.
std::vector<absl::string_view> ZipEntryNames(absl::string_view bytes);

// The content of the archive's first file when that is called `name` and stored without compression;
// else empty. Points into `bytes`.
absl::string_view FirstStoredZipEntry(absl::string_view bytes, absl::string_view name);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_ZIP_H_

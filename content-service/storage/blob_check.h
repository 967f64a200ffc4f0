#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_CHECK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_CHECK_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "communique/content/v1/attachment.pb.h"
#include "content-service/storage/rocks_blob_chunks.h"
#include "content-service/storage/upload_ticket.h"

namespace communique::content {

// Reads a whole file back as it is stored, and tells what it is: its SHA-256, its type by its bytes, what its
// headers say. The digest is raw. INVALID_ARGUMENT, reasons DIGEST_MISMATCH (also where a chunk is missing,
// which is no damage in a file that never was whole), MEDIA_TYPE_NOT_ALLOWED, BROKEN_IMAGE; DATA_LOSS: a
// chunk fails its checksum; CANCELLED as soon as the ticket is. Holds the whole file in memory and a
// processor for up to a second.
absl::StatusOr<v1::Blob> CheckBlob(const RocksBlobChunks& chunks, const std::string& digest,
                                   int64_t size_bytes, absl::Time now, const UploadTicket& ticket);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_CHECK_H_

#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_MEMORY_FILE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_MEMORY_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/worker/file_descriptor.h"

namespace communique::render {

// Files without a name (memfd) that carry bytes between render-service and its workers. They are read
// with read calls and never mapped, so that the other side cannot make a reader crash by shortening one.

// Holds `bytes`; nobody can change it any more. RESOURCE_EXHAUSTED where the memory is not to be had.
absl::StatusOr<FileDescriptor> SealedMemoryFile(absl::string_view bytes);

// Empty, for the other side to fill.
absl::StatusOr<FileDescriptor> EmptyMemoryFile();

// Appends at the file's offset.
absl::Status WriteAll(int fd, absl::string_view bytes);

// All of a file's bytes. RESOURCE_EXHAUSTED where they are more than `limit`.
absl::StatusOr<std::string> ReadWholeFile(int fd, uint64_t limit);

// The file cut into pieces of these sizes. INTERNAL where the sizes do not add up to the file's.
absl::StatusOr<std::vector<std::string>> ReadPieces(int fd, const std::vector<uint64_t>& sizes);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_MEMORY_FILE_H_

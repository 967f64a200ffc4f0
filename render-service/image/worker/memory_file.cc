#include "render-service/image/worker/memory_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

absl::Status SystemError(absl::string_view what) {
  return absl::ResourceExhaustedError(absl::StrCat(what, ": ", ::strerror(errno)));
}

absl::StatusOr<uint64_t> SizeOf(int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) {
    return SystemError("no size of a memory file");
  }
  return static_cast<uint64_t>(status.st_size);
}

absl::StatusOr<std::string> ReadAt(int fd, uint64_t offset, uint64_t size) {
  std::string bytes(size, '\0');
  for (uint64_t done = 0; done < size;) {
    const ssize_t got = ::pread(fd, bytes.data() + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      return absl::InternalError("a memory file ended while it was read");
    }
    done += static_cast<uint64_t>(got);
  }
  return bytes;
}

}  // namespace

absl::StatusOr<FileDescriptor> EmptyMemoryFile() {
  FileDescriptor file(::memfd_create("communique-image", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (file.get() < 0) {
    return SystemError("no memory file for an image");
  }
  return file;
}

absl::StatusOr<FileDescriptor> SealedMemoryFile(absl::string_view bytes) {
  ASSIGN_OR_RETURN(FileDescriptor file, EmptyMemoryFile());
  RETURN_IF_ERROR(WriteAll(file.get(), bytes));
  if (::fcntl(file.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
    return SystemError("a memory file cannot be sealed");
  }
  return file;
}

absl::Status WriteAll(int fd, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return SystemError("a memory file takes no more");
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadWholeFile(int fd, uint64_t limit) {
  ASSIGN_OR_RETURN(const uint64_t size, SizeOf(fd));
  if (size > limit) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the file has ", size, " bytes, over the limit of ", limit, "; send a smaller one"));
  }
  return ReadAt(fd, 0, size);
}

absl::StatusOr<std::vector<std::string>> ReadPieces(int fd, const std::vector<uint64_t>& sizes) {
  ASSIGN_OR_RETURN(uint64_t left, SizeOf(fd));
  uint64_t offset = 0;
  std::vector<std::string> pieces;
  for (const uint64_t size : sizes) {
    if (size > left) {
      return absl::InternalError("an image worker announced more bytes than it wrote");
    }
    ASSIGN_OR_RETURN(std::string piece, ReadAt(fd, offset, size));
    pieces.push_back(std::move(piece));
    offset += size;
    left -= size;
  }
  if (left != 0) {
    return absl::InternalError("an image worker wrote more bytes than it announced");
  }
  return pieces;
}

}  // namespace communique::render

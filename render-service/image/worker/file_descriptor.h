#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_FILE_DESCRIPTOR_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_FILE_DESCRIPTOR_H_

#include <unistd.h>

#include <utility>

namespace communique::render {

// Owns one file descriptor, or none.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileDescriptor() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_FILE_DESCRIPTOR_H_

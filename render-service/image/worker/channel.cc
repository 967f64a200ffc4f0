#include "render-service/image/worker/channel.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace communique::render {
namespace {

// Room for the file descriptors of one message, aligned as the kernel wants it.
union FilesBuffer {
  cmsghdr align;
  char bytes[CMSG_SPACE(sizeof(int) * kMaxMessageFiles)];
};

absl::Status PeerGone() { return absl::UnavailableError("the other side of the channel is gone"); }

std::vector<FileDescriptor> FilesOf(msghdr& header) {
  std::vector<FileDescriptor> files;
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) {
      continue;
    }
    const size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; ++i) {
      int fd = -1;
      ::memcpy(&fd, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
      files.emplace_back(fd);
    }
  }
  return files;
}

}  // namespace

absl::StatusOr<ChannelPair> OpenChannel() {
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return absl::ResourceExhaustedError(absl::StrCat("no channel to an image worker: ", ::strerror(errno)));
  }
  return ChannelPair{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

absl::Status SendMessage(int channel, const google::protobuf::MessageLite& message,
                         const std::vector<int>& files) {
  std::string bytes = message.SerializeAsString();
  if (bytes.size() > kMaxMessageSize || files.size() > kMaxMessageFiles) {
    return absl::InvalidArgumentError("too many image targets for one job; ask for fewer");
  }
  iovec data = {bytes.data(), bytes.size()};
  FilesBuffer control = {};
  msghdr header = {};
  header.msg_iov = &data;
  header.msg_iovlen = 1;
  if (!files.empty()) {
    header.msg_control = control.bytes;
    header.msg_controllen = CMSG_SPACE(sizeof(int) * files.size());
    cmsghdr* part = CMSG_FIRSTHDR(&header);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int) * files.size());
    ::memcpy(CMSG_DATA(part), files.data(), sizeof(int) * files.size());
  }
  ssize_t sent = -1;
  do {
    sent = ::sendmsg(channel, &header, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent < 0 ? PeerGone() : absl::OkStatus();
}

absl::StatusOr<std::vector<FileDescriptor>> ReceiveMessage(int channel,
                                                           google::protobuf::MessageLite& message) {
  std::string bytes(kMaxMessageSize, '\0');
  iovec data = {bytes.data(), bytes.size()};
  FilesBuffer control = {};
  msghdr header = {};
  header.msg_iov = &data;
  header.msg_iovlen = 1;
  header.msg_control = control.bytes;
  header.msg_controllen = sizeof(control.bytes);
  ssize_t got = -1;
  do {
    got = ::recvmsg(channel, &header, MSG_CMSG_CLOEXEC);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) {  // no message of ours is empty
    return PeerGone();
  }
  std::vector<FileDescriptor> files = FilesOf(header);
  if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 ||
      !message.ParseFromArray(bytes.data(), static_cast<int>(got))) {
    return absl::InternalError("what came over the channel is no message");
  }
  return files;
}

}  // namespace communique::render

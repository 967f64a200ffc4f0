#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_CHANNEL_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_CHANNEL_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message_lite.h"
#include "render-service/image/worker/file_descriptor.h"

namespace communique::render {

// One message is one packet of a SOCK_SEQPACKET socket pair, with the files that belong to it. Both
// sides use this; neither trusts the other.

// Longest encoded message; bytes that may be longer travel in memory files.
inline constexpr size_t kMaxMessageSize = 64 * 1024;
inline constexpr size_t kMaxMessageFiles = 2;

struct ChannelPair {
  FileDescriptor ours;
  FileDescriptor theirs;
};
// Both ends are closed on exec.
absl::StatusOr<ChannelPair> OpenChannel();

// UNAVAILABLE: the other side is gone.
absl::Status SendMessage(int channel, const google::protobuf::MessageLite& message,
                         const std::vector<int>& files = {});

// Waits for one message, parses it into `message`, and returns the files that came with it. UNAVAILABLE:
// the other side is gone. INTERNAL: what came is no such message.
absl::StatusOr<std::vector<FileDescriptor>> ReceiveMessage(int channel,
                                                           google::protobuf::MessageLite& message);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_CHANNEL_H_

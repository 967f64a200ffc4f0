#include "benchmarks/load/grpc_message.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "benchmarks/load/failure.h"

namespace communique::benchmarks {
namespace {

constexpr size_t kHeadBytes = 5;

// Of a whole frame; only the head where the rest of that is missing too.
size_t FrameBytes(absl::string_view head) {
  if (head.size() < kHeadBytes) return kHeadBytes;
  if (head[0] != 0) Fail("the server sent a compressed message, which was not asked for");
  size_t length = 0;
  for (size_t i = 1; i < kHeadBytes; ++i) length = length << 8 | static_cast<uint8_t>(head[i]);
  return kHeadBytes + length;
}

}  // namespace

std::string Framed(absl::string_view message) {
  std::string frame(1, '\0');
  for (const int shift : {24, 16, 8, 0}) frame.push_back(static_cast<char>(message.size() >> shift & 0xff));
  frame.append(message.data(), message.size());
  return frame;
}

void MessageAssembler::Add(absl::string_view piece, absl::FunctionRef<void(absl::string_view)> on_message) {
  while (!waiting_.empty() && !piece.empty()) {
    const size_t missing = FrameBytes(waiting_) - waiting_.size();
    const size_t taken = std::min(missing, piece.size());
    waiting_.append(piece.data(), taken);
    piece.remove_prefix(taken);
    if (waiting_.size() < kHeadBytes || waiting_.size() < FrameBytes(waiting_)) continue;
    on_message(absl::string_view(waiting_).substr(kHeadBytes));
    waiting_.clear();
  }
  while (piece.size() >= kHeadBytes && piece.size() >= FrameBytes(piece)) {
    const size_t frame = FrameBytes(piece);
    on_message(piece.substr(kHeadBytes, frame - kHeadBytes));
    piece.remove_prefix(frame);
  }
  waiting_.append(piece.data(), piece.size());
}

}  // namespace communique::benchmarks

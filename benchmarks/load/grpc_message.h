#ifndef COMMUNIQUE_BENCHMARKS_LOAD_GRPC_MESSAGE_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_GRPC_MESSAGE_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace communique::benchmarks {

// A message as gRPC puts it into the body of a call: one byte "not compressed", four of length, the bytes.
std::string Framed(absl::string_view message);

// Puts the messages of a body together again from the pieces in which it comes.
class MessageAssembler {
 public:
  // Calls `on_message` for each message that `piece` completes; its bytes hold during that call.
  void Add(absl::string_view piece, absl::FunctionRef<void(absl::string_view)> on_message);

 private:
  std::string waiting_;
};

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_GRPC_MESSAGE_H_

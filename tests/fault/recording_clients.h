#ifndef COMMUNIQUE_TESTS_FAULT_RECORDING_CLIENTS_H_
#define COMMUNIQUE_TESTS_FAULT_RECORDING_CLIENTS_H_

#include <grpcpp/channel.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "communique/content/v1/statement_service.grpc.pb.h"
#include "tests/fault/call_history.h"

namespace communique::testing {

// Clients that write and read the same few statements at once, each over its own connection and as it has
// seen them last, and note down every call.
class RecordingClients {
 public:
  // sections/press must be there.
  RecordingClients(uint32_t seed, int statements) : seed_(seed), statements_(statements) {}

  // Each client makes `calls`; all that were recorded so far.
  std::vector<RecordedCall> Run(const std::vector<std::shared_ptr<grpc::Channel>>& channels, int calls);

 private:
  class Client;

  void Add(RecordedCall call);
  // The clients tell each other of the newest position that one has seen.
  void Tell(const std::string& position);
  std::string newest_told() const;

  const uint32_t seed_;
  const int statements_;
  std::atomic<uint64_t> clock_ = 0;
  mutable absl::Mutex mutex_;
  std::vector<RecordedCall> calls_ ABSL_GUARDED_BY(mutex_);
  std::string newest_told_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_RECORDING_CLIENTS_H_

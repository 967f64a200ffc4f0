#ifndef COMMUNIQUE_BENCHMARKS_LOAD_SERVER_PROCESS_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_SERVER_PROCESS_H_

#include <cstdint>

#include "absl/time/time.h"

namespace communique::benchmarks {

// What the system says of a process on this machine.
class ServerProcess {
 public:
  explicit ServerProcess(int pid) : pid_(pid) {}

  // Of all its threads, in user code and in the kernel, since it started.
  absl::Duration CpuTime() const;
  // In memory now, with the pages of files that it maps.
  uint64_t ResidentBytes() const;
  // Without those of files.
  uint64_t OwnBytes() const;

 private:
  uint64_t StatusKib(const char* field) const;

  const int pid_;
};

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_SERVER_PROCESS_H_

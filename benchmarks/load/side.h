#ifndef COMMUNIQUE_BENCHMARKS_LOAD_SIDE_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_SIDE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace communique::benchmarks {

// The bytes of text in each write, on both sides.
constexpr size_t kTextBytes = 2048;

// One of the two services that are compared: what is asked of it, and what its answers say. All that
// drives them is the same.
class Side {
 public:
  struct Request {
    std::string method;
    std::string message;
  };
  struct Head {
    // How many writes there have been; grows by one with each.
    uint64_t count = 0;
    // Where a watch goes on that is to be told of what comes after it.
    std::string position;
  };

  virtual ~Side() = default;

  // Once on an empty store, before any write. Its method is empty where nothing is needed.
  virtual Request Prepare() const = 0;
  // A durable write of kTextBytes under a key of its own, to which `number` belongs.
  virtual Request Write(uint64_t number) const = 0;
  // The same without a number, for a client that can only repeat itself.
  virtual Request RepeatableWrite() const = 0;
  virtual Request ReadHead() const = 0;
  virtual Head ParseHead(absl::string_view message) const = 0;
  // Everything that is written after `position`.
  virtual Request Watch(const std::string& position) const = 0;
  // Calls `told` with the number of each write that a message of a watch tells of.
  virtual void ForEachChange(absl::string_view message, absl::FunctionRef<void(uint64_t)> told) const = 0;
};

// "content" or "etcd".
std::unique_ptr<Side> MakeSide(absl::string_view name);

// Text that looks like a language, other for each number; at most 8 KiB.
std::string TextOf(uint64_t number, size_t bytes);

// The number after the first "bench-" of a message, in which its key stands.
uint64_t NumberIn(absl::string_view message);
std::string KeyOf(uint64_t number);

// The bytes of each field `number` of a message, in order.
void ForEachField(absl::string_view message, int number, absl::FunctionRef<void(absl::string_view)> each);

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_SIDE_H_

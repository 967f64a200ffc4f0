#include "content-service/commit/failpoint.h"

#include <signal.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace communique::content {
namespace {

struct Asked {
  std::string name;
  std::atomic<int> passes_left = 0;

  Asked() {
    const char* const value = std::getenv("COMMUNIQUE_FAILPOINT");
    if (value == nullptr) return;
    const std::vector<std::string> parts = absl::StrSplit(value, ':');
    int passes = 0;
    if (parts.size() != 2 || !absl::SimpleAtoi(parts[1], &passes)) return;
    name = parts[0];
    passes_left = passes;
  }
};

}  // namespace

void PassFailpoint(absl::string_view name) {
  static Asked asked;
  if (name == asked.name && --asked.passes_left == 0) ::raise(SIGKILL);
}

}  // namespace communique::content

#include "benchmarks/load/server_process.h"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "benchmarks/load/failure.h"

namespace communique::benchmarks {
namespace {

std::string ReadProc(int pid, const char* file) {
  std::ifstream stream(absl::StrCat("/proc/", pid, "/", file));
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (text.empty()) Fail(absl::StrCat("there is no process ", pid));
  return text;
}

}  // namespace

absl::Duration ServerProcess::CpuTime() const {
  // After the name, which is in brackets and may hold anything: state, then utime and stime as 12 and 13.
  const std::string stat = ReadProc(pid_, "stat");
  const std::vector<std::string> fields = absl::StrSplit(stat.substr(stat.rfind(')') + 2), ' ');
  int64_t user = 0;
  int64_t system = 0;
  if (fields.size() < 13 || !absl::SimpleAtoi(fields[11], &user) || !absl::SimpleAtoi(fields[12], &system)) {
    Fail("/proc/PID/stat has another form than expected");
  }
  return absl::Seconds(user + system) / sysconf(_SC_CLK_TCK);
}

uint64_t ServerProcess::StatusKib(const char* field) const {
  for (const absl::string_view line : absl::StrSplit(ReadProc(pid_, "status"), '\n')) {
    const std::vector<absl::string_view> words =
        absl::StrSplit(line, absl::ByAnyChar(": \t"), absl::SkipEmpty());
    uint64_t kib = 0;
    if (words.size() == 3 && words[0] == field && absl::SimpleAtoi(words[1], &kib)) return kib;
  }
  Fail(absl::StrCat("/proc/PID/status has no ", field));
}

uint64_t ServerProcess::ResidentBytes() const { return StatusKib("VmRSS") << 10; }
uint64_t ServerProcess::OwnBytes() const { return StatusKib("RssAnon") << 10; }

}  // namespace communique::benchmarks

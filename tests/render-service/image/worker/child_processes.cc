#include "tests/render-service/image/worker/child_processes.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace communique::render {
namespace {

std::string Read(pid_t process, absl::string_view file) {
  std::ifstream stream(absl::StrCat("/proc/", process, "/", file));
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Fields of /proc/PID/stat behind the name, which may hold spaces: state, parent …
std::vector<std::string> StatFieldsOf(pid_t process) {
  const std::string stat = Read(process, "stat");
  const size_t name_end = stat.rfind(')');
  return name_end == std::string::npos ? std::vector<std::string>()
                                       : absl::StrSplit(stat.substr(name_end + 2), ' ');
}

// The entries of a directory of /proc/PID that are numbers.
std::set<int> NumbersIn(pid_t process, absl::string_view directory) {
  std::set<int> numbers;
  for (const auto& entry :
       std::filesystem::directory_iterator(absl::StrCat("/proc/", process, "/", directory))) {
    int number = 0;
    if (absl::SimpleAtoi(entry.path().filename().string(), &number)) {
      numbers.insert(number);
    }
  }
  return numbers;
}

}  // namespace

std::set<pid_t> ChildrenOf(pid_t parent) {
  std::set<pid_t> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    pid_t process = 0;
    if (absl::SimpleAtoi(entry.path().filename().string(), &process)) {
      const std::vector<std::string> fields = StatFieldsOf(process);
      if (fields.size() > 1 && fields[1] == absl::StrCat(parent)) {
        children.insert(process);
      }
    }
  }
  return children;
}

std::string StateOf(pid_t process) {
  const std::vector<std::string> fields = StatFieldsOf(process);
  return fields.empty() ? "" : fields[0];
}

long UserTimeOf(pid_t process) {
  const std::vector<std::string> fields = StatFieldsOf(process);
  int64_t ticks = 0;
  return fields.size() > 11 && absl::SimpleAtoi(fields[11], &ticks) ? ticks : 0;
}

std::string StatusLineOf(pid_t process, absl::string_view name) {
  for (absl::string_view line : absl::StrSplit(Read(process, "status"), '\n')) {
    if (absl::ConsumePrefix(&line, absl::StrCat(name, ":"))) {
      return std::string(absl::StripAsciiWhitespace(line));
    }
  }
  return "";
}

std::string LimitOf(pid_t process, absl::string_view name) {
  for (absl::string_view line : absl::StrSplit(Read(process, "limits"), '\n')) {
    if (absl::ConsumePrefix(&line, name)) {
      const std::vector<std::string> values = absl::StrSplit(line, ' ', absl::SkipEmpty());
      return values.empty() ? "" : values[0];
    }
  }
  return "";
}

std::set<pid_t> ThreadsOf(pid_t process) { return NumbersIn(process, "task"); }

std::set<int> OpenFilesOf(pid_t process) { return NumbersIn(process, "fd"); }

bool Eventually(const std::function<bool()>& is_so) {
  const absl::Time deadline = absl::Now() + absl::Minutes(1);
  while (!is_so()) {
    if (absl::Now() > deadline) {
      return false;
    }
    std::this_thread::yield();
  }
  return true;
}

}  // namespace communique::render

#include "cli/access_log.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace communique::cli {
namespace {

constexpr absl::string_view kRobotWords[] = {"bot", "crawl", "spider", "slurp"};

// Takes a quoted field off the beginning. A quote within it has a backslash before it.
std::optional<absl::string_view> TakeQuoted(absl::string_view& rest) {
  if (!absl::ConsumePrefix(&rest, "\"")) return std::nullopt;
  for (size_t at = 0; at < rest.size(); ++at) {
    if (rest[at] == '\\') {
      ++at;
    } else if (rest[at] == '"') {
      const absl::string_view field = rest.substr(0, at);
      rest.remove_prefix(at + 1);
      return field;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<AccessLogLine> ParseAccessLogLine(absl::string_view line) {
  // Before it: host, who it is (which may hold spaces) and "[time".
  constexpr absl::string_view kAfterTime = "] \"";
  const size_t time_end = line.find(kAfterTime);
  if (time_end == absl::string_view::npos || !absl::StrContains(line.substr(0, time_end), " [")) {
    return std::nullopt;
  }
  absl::string_view rest = line.substr(time_end + kAfterTime.size() - 1);
  const auto request = TakeQuoted(rest);
  if (!request.has_value()) return std::nullopt;
  AccessLogLine parsed;
  const std::vector<absl::string_view> words = absl::StrSplit(*request, ' ');
  if (words.size() == 3 && absl::StartsWith(words[2], "HTTP/")) {
    parsed.method = words[0];
    parsed.target = words[1];
  }
  const std::vector<absl::string_view> numbers =
      absl::StrSplit(rest, absl::MaxSplits(absl::ByChar(' '), 3));  // "", status, bytes, what comes behind
  if (numbers.size() < 3 || !numbers[0].empty() || numbers[1].size() != 3 ||
      !absl::SimpleAtoi(numbers[1], &parsed.status)) {
    return std::nullopt;
  }
  int64_t bytes = 0;
  if (numbers[2] != "-" && !absl::SimpleAtoi(numbers[2], &bytes)) return std::nullopt;
  if (numbers.size() == 3) return parsed;
  rest = numbers[3];
  const auto referer = TakeQuoted(rest);
  if (!referer.has_value() || !absl::ConsumePrefix(&rest, " ")) return std::nullopt;
  const auto agent = TakeQuoted(rest);
  if (!agent.has_value()) return std::nullopt;
  parsed.agent = *agent;
  return parsed;
}

std::string PagePathOf(absl::string_view target) {
  target = target.substr(0, target.find_first_of("?#"));
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (!absl::ConsumePrefix(&target, scheme)) continue;
    const size_t path = target.find('/');
    target = path == absl::string_view::npos ? "" : target.substr(path);
  }
  if (absl::EndsWith(target, "/index.html")) absl::ConsumeSuffix(&target, "index.html");
  return std::string(target);
}

bool IsRobot(absl::string_view agent) {
  const std::string lower = absl::AsciiStrToLower(agent);
  for (const absl::string_view word : kRobotWords) {
    if (absl::StrContains(lower, word)) return true;
  }
  return false;
}

void AccessLogReads::Add(absl::string_view line) {
  ++lines_;
  line = absl::StripSuffix(line, "\r");
  if (line.empty()) return;
  const auto parsed = ParseAccessLogLine(line);
  if (!parsed.has_value()) {
    if (++not_understood_ == 1) first_not_understood_ = lines_;
    return;
  }
  if (parsed->method != "GET" || (parsed->status != 200 && parsed->status != 304)) return;
  const std::string path = PagePathOf(parsed->target);
  if (!absl::StartsWith(path, "/") || !absl::EndsWith(path, "/")) return;
  if (!with_robots_ && IsRobot(parsed->agent)) {
    ++robots_;
    return;
  }
  ++by_path_[path];
}

}  // namespace communique::cli

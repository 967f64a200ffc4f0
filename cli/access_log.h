#ifndef COMMUNIQUE_CLI_ACCESS_LOG_H_
#define COMMUNIQUE_CLI_ACCESS_LOG_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::cli {

// What one line of a web server's log says, in the common or the combined format. The views are into the
// line.
struct AccessLogLine {
  // As it was asked for; empty where that was no request.
  absl::string_view method;
  absl::string_view target;
  int status = 0;
  // Empty in the common format.
  absl::string_view agent;
};

// Nothing where it is in neither format. Pure.
std::optional<AccessLogLine> ParseAccessLogLine(absl::string_view line);

// The path of a target, without host and query; that of a page and that of its index.html are the same. Empty
// where it has none. Pure.
std::string PagePathOf(absl::string_view target);

// Whether an agent calls itself a robot. Those that do not cannot be told from people. Pure.
bool IsRobot(absl::string_view agent);

// How often pages were read, over all lines given.
class AccessLogReads {
 public:
  explicit AccessLogReads(bool with_robots) : with_robots_(with_robots) {}

  // A read is a GET that was answered with 200 or 304; everything else that is understood says nothing.
  void Add(absl::string_view line);

  // By path, of folders alone: a statement's page is one.
  const std::map<std::string, int64_t>& by_path() const { return by_path_; }
  int64_t lines() const { return lines_; }
  int64_t robots() const { return robots_; }
  // Lines that are in neither format, and which was the first, counted over all.
  int64_t not_understood() const { return not_understood_; }
  int64_t first_not_understood() const { return first_not_understood_; }

 private:
  const bool with_robots_;
  std::map<std::string, int64_t> by_path_;
  int64_t lines_ = 0;
  int64_t robots_ = 0;
  int64_t not_understood_ = 0;
  int64_t first_not_understood_ = 0;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_ACCESS_LOG_H_

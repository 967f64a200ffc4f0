#ifndef COMMUNIQUE_SERVING_LOGGING_H_
#define COMMUNIQUE_SERVING_LOGGING_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace communique::serving {

// One line an event: a fixed message and named values beside it.
//
// What must never be in a line, since a log outlives an embargo: text, titles, slugs, paths and file
// names of statements, names of signatories, tokens. Ids of resources may be, where a fault of the
// server cannot be found without them. Messages of errors speak to the caller and may hold such
// things: log the reason of an error, not its message.

enum class LogFormat { kJson, kText };
enum class LogLevel { kDebug, kInfo, kWarning, kError };

// "json" or "text"; "debug", "info", "warning" or "error". Else INVALID_ARGUMENT.
absl::StatusOr<LogFormat> ParseLogFormat(absl::string_view text);
absl::StatusOr<LogLevel> ParseLogLevel(absl::string_view text);

struct LogField {
  LogField(absl::string_view field_key, absl::string_view text) : key(field_key), value(std::string(text)) {}
  LogField(absl::string_view field_key, const char* text) : key(field_key), value(std::string(text)) {}
  LogField(absl::string_view field_key, const std::string& text) : key(field_key), value(text) {}
  LogField(absl::string_view field_key, int number) : key(field_key), value(int64_t{number}) {}
  LogField(absl::string_view field_key, int64_t number) : key(field_key), value(number) {}
  LogField(absl::string_view field_key, double number) : key(field_key), value(number) {}

  std::string key;
  std::variant<std::string, int64_t, double> value;
};

// Thread-safe. Made once in main and handed to whoever needs it.
class Log {
 public:
  // To stderr. `service` is in every line.
  Log(absl::string_view service, LogFormat format, LogLevel level);
  // To a stream that outlives it.
  Log(absl::string_view service, LogFormat format, LogLevel level, std::ostream& stream);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  using Fields = std::initializer_list<LogField>;
  void Debug(absl::string_view message, Fields fields = {}) const;
  void Info(absl::string_view message, Fields fields = {}) const;
  void Warning(absl::string_view message, Fields fields = {}) const;
  void Error(absl::string_view message, Fields fields = {}) const;

  // From now on gRPC's own lines come through this log, which must live as long as gRPC is used.
  // At most one log of a process does this.
  void AdoptGrpcLines() const;

 private:
  void Write(LogLevel level, absl::string_view message, Fields fields) const;

  const std::string service_;
  const LogFormat format_;
  const LogLevel level_;
  const std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_LOGGING_H_

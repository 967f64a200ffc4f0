#include "serving/logging.h"

#include <grpc/support/log.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace communique::serving {
namespace {

using Json = nlohmann::ordered_json;

std::atomic<const Log*> grpc_log{nullptr};

void WriteGrpcLine(gpr_log_func_args* args) {
  const Log* log = grpc_log.load();
  if (log == nullptr) {
    return;
  }
  const std::string where = absl::StrCat(args->file, ":", args->line);
  const bool is_error = args->severity == GPR_LOG_SEVERITY_ERROR;
  is_error ? log->Warning("grpc", {{"detail", args->message}, {"source", where}})
           : log->Debug("grpc", {{"detail", args->message}, {"source", where}});
}

absl::string_view LevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
  }
  return "info";
}

std::string Now() { return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()); }

// Bytes that are not UTF-8 are replaced: a line is always valid JSON.
std::string Dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json ToJson(const LogField& field) {
  return std::visit([](const auto& value) { return Json(value); }, field.value);
}

std::unique_ptr<spdlog::logger> MakeLogger(spdlog::sink_ptr sink) {
  auto logger = std::make_unique<spdlog::logger>("communique", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::trace);
  return logger;
}

}  // namespace

absl::StatusOr<LogFormat> ParseLogFormat(absl::string_view text) {
  if (text == "json") return LogFormat::kJson;
  if (text == "text") return LogFormat::kText;
  return absl::InvalidArgumentError(absl::StrCat("log format is json or text, not '", text, "'"));
}

absl::StatusOr<LogLevel> ParseLogLevel(absl::string_view text) {
  for (LogLevel level : {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError}) {
    if (text == LevelName(level)) return level;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("log level is debug, info, warning or error, not '", text, "'"));
}

Log::Log(absl::string_view service, LogFormat format, LogLevel level)
    : service_(service),
      format_(format),
      level_(level),
      logger_(MakeLogger(std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}

Log::Log(absl::string_view service, LogFormat format, LogLevel level, std::ostream& stream)
    : service_(service),
      format_(format),
      level_(level),
      logger_(MakeLogger(std::make_shared<spdlog::sinks::ostream_sink_mt>(stream))) {}

Log::~Log() {
  const Log* self = this;
  grpc_log.compare_exchange_strong(self, nullptr);
}

void Log::Debug(absl::string_view message, Fields fields) const { Write(LogLevel::kDebug, message, fields); }
void Log::Info(absl::string_view message, Fields fields) const { Write(LogLevel::kInfo, message, fields); }
void Log::Warning(absl::string_view message, Fields fields) const {
  Write(LogLevel::kWarning, message, fields);
}
void Log::Error(absl::string_view message, Fields fields) const { Write(LogLevel::kError, message, fields); }

void Log::AdoptGrpcLines() const {
  grpc_log.store(this);
  gpr_set_log_function(&WriteGrpcLine);
}

void Log::Write(LogLevel level, absl::string_view message, Fields fields) const {
  if (level < level_) {
    return;
  }
  std::string line;
  if (format_ == LogFormat::kJson) {
    Json json = {{"time", Now()},
                 {"level", std::string(LevelName(level))},
                 {"service", service_},
                 {"message", std::string(message)}};
    for (const LogField& field : fields) {
      json[field.key] = ToJson(field);
    }
    line = Dump(json);
  } else {
    line = absl::StrCat(Now(), " ", absl::AsciiStrToUpper(LevelName(level)), " ", message);
    for (const LogField& field : fields) {
      absl::StrAppend(&line, " ", field.key, "=", Dump(ToJson(field)));
    }
  }
  logger_->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace communique::serving

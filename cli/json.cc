#include "cli/json.h"

#include "google/protobuf/util/json_util.h"

namespace communique::cli {
namespace {

std::string Print(const google::protobuf::Message& message, bool on_many_lines) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = on_many_lines;
  std::string json;
  // It fails for Any messages of unknown types alone, and there are none.
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  return status.ok() ? json : "{}";
}

}  // namespace

std::string ToJson(const google::protobuf::Message& message) { return Print(message, true); }

std::string ToJsonLine(const google::protobuf::Message& message) { return Print(message, false) + "\n"; }

absl::Status FromJson(const std::string& json, google::protobuf::Message& message) {
  const auto status = google::protobuf::util::JsonStringToMessage(json, &message);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string(status.message()));
}

}  // namespace communique::cli

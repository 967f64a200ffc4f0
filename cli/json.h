#ifndef COMMUNIQUE_CLI_JSON_H_
#define COMMUNIQUE_CLI_JSON_H_

#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace communique::cli {

// A message as protobuf JSON: names in lowerCamelCase, bytes in base64, times as RFC 3339, fields that
// hold nothing left out. Ends with a line break.
std::string ToJson(const google::protobuf::Message& message);

// The same on one line.
std::string ToJsonLine(const google::protobuf::Message& message);

// Reads protobuf JSON. INVALID_ARGUMENT, saying where, where it is none of this message.
absl::Status FromJson(const std::string& json, google::protobuf::Message& message);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_JSON_H_

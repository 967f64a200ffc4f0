#ifndef COMMUNIQUE_STATEMENT_ERRORS_H_
#define COMMUNIQUE_STATEMENT_ERRORS_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique {

// Errors that a client can act on: absl::Status whose payloads are google.rpc details (ErrorInfo
// always, BadRequest for fields). serving/ carries the payloads over gRPC as they are. Messages say
// what is wrong and what to do.

// The `domain` of every ErrorInfo.
inline constexpr char kErrorDomain[] = "communique";

// Payload keys, as google.protobuf.Any type URLs.
inline constexpr char kErrorInfoType[] = "type.googleapis.com/google.rpc.ErrorInfo";
inline constexpr char kBadRequestType[] = "type.googleapis.com/google.rpc.BadRequest";

// `reason` is UPPER_SNAKE_CASE and stable: "EPOCH_CHANGED", "ETAG_MISMATCH", "PATH_TAKEN".
absl::Status ErrorWithReason(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                             const std::vector<std::pair<std::string, std::string>>& metadata = {});

// The reason of an ErrorInfo payload, or empty.
std::string ReasonOf(const absl::Status& status);

// `text` of a client between quotes, fit for a message: cut at 80 bytes, controls escaped.
std::string QuoteForMessage(absl::string_view text);

// Collects everything wrong with a request, so that all of it is told at once.
// Not thread-safe; a value.
class FieldViolations {
 public:
  // More than any answer has room for. A small request can hold hundreds of thousands.
  static constexpr size_t kMostKept = 100;

  // `field` is the path of the field in the request: "content.blocks[3].clause.label".
  void Add(absl::string_view field, absl::string_view description);

  // What is wrong in a part of the request: each field below `field`.
  void AddAll(absl::string_view field, const FieldViolations& part);

  bool empty() const { return count_ == 0; }

  // OK when empty; else INVALID_ARGUMENT with reason BAD_FIELD, a BadRequest payload with every
  // violation, the first kMostKept of very many, and a message that names the first and how many more
  // there are.
  absl::Status ToStatus() const;

 private:
  std::vector<std::pair<std::string, std::string>> violations_;
  // Also of those that were not kept.
  size_t count_ = 0;
};

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_ERRORS_H_

#include "serving/grpc_status.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/error_info.pb.h"
#include "google/rpc/status.pb.h"
#include "statement/errors.h"

namespace communique::serving {
namespace {

constexpr absl::string_view kTypePrefix = "type.googleapis.com/";

// Both together stay well under 8 KiB after base64 (4/3) and percent-encoding (up to 3), with room
// for the other trailers. The details hold the message once more.
constexpr size_t kMaxDetailBytes = 3 * 1024 + 512;
constexpr size_t kMaxMessageBytes = 2 * 1024;  // as encoded

constexpr std::array<absl::string_view, 17> kCodeNames = {
    "OK",        "CANCELLED",       "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
    "NOT_FOUND", "ALREADY_EXISTS",  "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
    "ABORTED",   "OUT_OF_RANGE",    "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
    "DATA_LOSS", "UNAUTHENTICATED",
};

// How many bytes of `message` fit, cut between characters.
std::string CutMessage(absl::string_view message) {
  size_t encoded = 0;
  size_t kept = 0;
  for (size_t i = 0; i < message.size(); ++i) {
    const auto byte = static_cast<unsigned char>(message[i]);
    const bool starts_character = (byte & 0xC0) != 0x80;
    if (starts_character) {
      kept = i;
    }
    encoded += (byte >= 0x20 && byte < 0x7F && byte != '%') ? 1 : 3;
    if (encoded > kMaxMessageBytes) {
      return absl::StrCat(message.substr(0, kept), " …");
    }
  }
  return std::string(message);
}

void AddErrorInfoWhereMissing(google::rpc::Status& status) {
  for (const google::protobuf::Any& detail : status.details()) {
    if (detail.Is<google::rpc::ErrorInfo>()) {
      return;
    }
  }
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(CodeName(static_cast<grpc::StatusCode>(status.code()))));
  info.set_domain(kErrorDomain);
  status.add_details()->PackFrom(info);
}

// Drops field violations from the end until the whole fits or one is left.
void CutViolations(google::rpc::Status& status, google::protobuf::Any& detail) {
  google::rpc::BadRequest bad_request;
  if (!detail.UnpackTo(&bad_request)) {
    return;
  }
  while (status.ByteSizeLong() > kMaxDetailBytes && bad_request.field_violations_size() > 1) {
    bad_request.mutable_field_violations()->RemoveLast();
    detail.PackFrom(bad_request);
  }
}

void CutDetails(google::rpc::Status& status) {
  for (google::protobuf::Any& detail : *status.mutable_details()) {
    CutViolations(status, detail);
  }
  auto& details = *status.mutable_details();
  for (int i = details.size() - 1; i >= 0 && status.ByteSizeLong() > kMaxDetailBytes; --i) {
    if (!details.Get(i).Is<google::rpc::ErrorInfo>()) {
      details.DeleteSubrange(i, 1);
    }
  }
  if (status.ByteSizeLong() > kMaxDetailBytes) status.clear_message();
}

}  // namespace

absl::string_view CodeName(grpc::StatusCode code) {
  const auto index = static_cast<size_t>(code);
  return index < kCodeNames.size() ? kCodeNames[index] : "UNKNOWN";
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) {
    return grpc::Status::OK;
  }
  const auto code = static_cast<grpc::StatusCode>(status.code());
  const std::string message = CutMessage(absl::string_view(status.message().data(), status.message().size()));
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  // It stands in grpc-message too, but clients that find details read nothing else.
  details.set_message(message);
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    if (absl::StartsWith(type, kTypePrefix)) {
      google::protobuf::Any& any = *details.add_details();
      any.set_type_url(std::string(type));
      any.set_value(std::string(payload));
    }
  });
  AddErrorInfoWhereMissing(details);
  // Payloads are kept in the order of a hash map.
  std::sort(details.mutable_details()->begin(), details.mutable_details()->end(),
            [](const auto& a, const auto& b) { return a.type_url() > b.type_url(); });
  CutDetails(details);
  return grpc::Status(code, message, details.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) {
    return absl::OkStatus();
  }
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) {
    return result;
  }
  for (const google::protobuf::Any& detail : details.details()) {
    result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

}  // namespace communique::serving

#include "cli/exit_code.h"

#include "statement/errors.h"

namespace communique::cli {
namespace {

constexpr char kUsageReason[] = "USAGE";
constexpr char kOutputFailedReason[] = "OUTPUT_FAILED";

}  // namespace

ExitCode ExitCodeOf(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  if (reason == kUsageReason) return ExitCode::kUsage;
  if (reason == kOutputFailedReason) return ExitCode::kOutputFailed;
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kResourceExhausted:
      return ExitCode::kInvalid;
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
      return ExitCode::kConflict;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kUnavailable;
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return ExitCode::kPermission;
    default:
      return ExitCode::kOther;
  }
}

absl::Status UsageError(absl::string_view message) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, kUsageReason, message);
}

absl::Status OutputFailed(absl::string_view message) {
  return ErrorWithReason(absl::StatusCode::kInternal, kOutputFailedReason, message);
}

}  // namespace communique::cli

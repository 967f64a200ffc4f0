#include "cli/error_report.h"

#include "cli/text_layout.h"
#include "google/rpc/error_details.pb.h"
#include "statement/errors.h"

namespace communique::cli {
namespace {

google::rpc::BadRequest FieldsOf(const absl::Status& error) {
  google::rpc::BadRequest fields;
  if (const auto payload = error.GetPayload(kBadRequestType); payload.has_value()) {
    fields.ParseFromString(std::string(*payload));
  }
  return fields;
}

// What helps, where the service's own message cannot know it.
absl::string_view RemedyOf(const absl::Status& error) {
  switch (error.code()) {
    case absl::StatusCode::kUnauthenticated:
      return "give a token with --token-file, or in COMMUNIQUE_TOKEN_FILE";
    case absl::StatusCode::kPermissionDenied:
      return "use a token with the role it asks for; with --view public no role is needed to read";
    case absl::StatusCode::kUnavailable:
      return "see whether the service runs and --content and --render name its address";
    case absl::StatusCode::kDeadlineExceeded:
      return "--timeout SECONDS waits longer";
    default:
      return "";
  }
}

}  // namespace

void ReportError(const absl::Status& error, Terminal& terminal) {
  const google::rpc::BadRequest fields = FieldsOf(error);
  const std::string prefix = Red("communique:", terminal.err_colour) + " ";
  if (fields.field_violations_size() > 1) {
    terminal.err << prefix << "these fields are wrong:\n";
  } else {
    terminal.err << prefix << Wrap(error.message(), terminal.err_width, 2) << "\n";
  }
  if (fields.field_violations_size() > 1) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& violation : fields.field_violations()) {
      rows.push_back({"  " + violation.field(), violation.description()});
    }
    terminal.err << FormatTable(rows, terminal.err_width);
  }
  if (const absl::string_view remedy = RemedyOf(error); !remedy.empty())
    terminal.err << "  " << Wrap(remedy, terminal.err_width, 2) << "\n";
}

}  // namespace communique::cli

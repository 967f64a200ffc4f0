#include "cli/error_report.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/text_layout.h"
#include "google/rpc/error_details.pb.h"
#include "statement/errors.h"

namespace communique::cli {
namespace {

constexpr absl::string_view kName = "communique:";

google::rpc::BadRequest FieldsOf(const absl::Status& error) {
  google::rpc::BadRequest fields;
  if (const auto payload = error.GetPayload(kBadRequestType); payload.has_value()) {
    fields.ParseFromString(std::string(*payload));
  }
  return fields;
}

// What helps, where the service's own message cannot know it.
absl::string_view RemedyOf(const absl::Status& error) {
  const std::string reason = ReasonOf(error);
  if (reason == "SIGNING_CLOSED") return "here: with --although-closed";
  if (reason == "NO_SUCH_SIGNATORY") return "here: with 'communique signatory list STATEMENT'";
  // Only who reads has a way that needs no token.
  const bool reads = absl::StrContains(error.message(), "with the view EDITORIAL");
  switch (error.code()) {
    case absl::StatusCode::kUnauthenticated:
      return reads ? "give a token with --token-file, or read what is public with --view public"
                   : "give a token with --token-file, or in COMMUNIQUE_TOKEN_FILE";
    case absl::StatusCode::kPermissionDenied:
      return reads ? "use a token of that role, or read what is public with --view public"
                   : "use a token of that role";
    case absl::StatusCode::kUnavailable:
      // A reason is the service's own, so it was reached.
      return reason.empty() ? "see whether the service runs and --content and --render name its address" : "";
    case absl::StatusCode::kDeadlineExceeded:
      return "--timeout SECONDS waits longer";
    default:
      return "";
  }
}

}  // namespace

void ReportError(const absl::Status& error, Terminal& terminal) {
  const google::rpc::BadRequest fields = FieldsOf(error);
  const bool has_list = fields.field_violations_size() > 1;
  const std::string message =
      Wrap(absl::StrCat(kName, " ", has_list ? "these fields are wrong:" : error.message()),
           terminal.err_width, 2);
  terminal.err << Red(kName, terminal.err_colour) << absl::string_view(message).substr(kName.size()) << "\n";
  if (has_list) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& violation : fields.field_violations()) {
      rows.push_back({"  " + violation.field(), violation.description()});
    }
    terminal.err << FormatTable(rows, terminal.err_width);
  }
  if (const absl::string_view remedy = RemedyOf(error); !remedy.empty()) {
    terminal.err << Wrap(absl::StrCat("  ", remedy), terminal.err_width, 0) << "\n";
  }
}

}  // namespace communique::cli

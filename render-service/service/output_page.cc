#include "render-service/service/output_page.h"

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::render {
namespace {

constexpr int32_t kUsualSize = 100;
constexpr int32_t kLargestSize = 1'000;

absl::Status CheckFields(const v1::ListOutputsRequest& request) {
  FieldViolations violations;
  if (request.page_size() < 0 || request.page_size() > kLargestSize) {
    violations.Add("page_size", absl::StrCat("must be 1 to ", kLargestSize, ", or 0 for ", kUsualSize));
  }
  if (!request.statement().empty()) {
    const absl::Status name = ParseStatementName(request.statement()).status();
    if (!name.ok()) violations.Add("statement", name.message());
  }
  return violations.ToStatus();
}

// Ties a token to the arguments it was given for; the page size may change.
std::string BindingOf(const v1::ListOutputsRequest& request) {
  return Sha256(absl::StrCat(request.statement(), "\n", request.path_prefix())).substr(0, 8);
}

absl::StatusOr<std::string> AfterOf(const v1::ListOutputsRequest& request) {
  if (request.page_token().empty()) return std::string();
  std::string bytes;
  absl::string_view after;
  if (absl::WebSafeBase64Unescape(request.page_token(), &bytes)) {
    after = bytes;
    if (absl::ConsumePrefix(&after, BindingOf(request)) && !after.empty()) return std::string(after);
  }
  return ErrorWithReason(
      absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN",
      "page_token is not one that was given for these arguments; repeat the arguments of the first call, or "
      "leave page_token empty to begin again");
}

}  // namespace

absl::StatusOr<v1::ListOutputsResponse> ListOutputPage(const v1::ListOutputsRequest& request,
                                                       const LocalState& state) {
  RETURN_IF_ERROR(CheckFields(request));
  ASSIGN_OR_RETURN(const std::string after, AfterOf(request));
  const auto size = static_cast<size_t>(request.page_size() == 0 ? kUsualSize : request.page_size());
  ASSIGN_OR_RETURN(const std::vector<v1::Output> outputs,
                   state.ListOutputs({.path_prefix = request.path_prefix(), .statement = request.statement()},
                                     after, size + 1));
  v1::ListOutputsResponse response;
  for (size_t i = 0; i < outputs.size() && i < size; ++i) *response.add_outputs() = outputs[i];
  if (outputs.size() > size) {
    response.set_next_page_token(
        absl::WebSafeBase64Escape(absl::StrCat(BindingOf(request), outputs[size - 1].path())));
  }
  return response;
}

}  // namespace communique::render

#include "content-service/service/list_pages.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

// As much of the digest as makes a mix-up impossible in practice.
constexpr size_t kBindingBytes = 12;

absl::string_view Binding(absl::string_view arguments) { return arguments.substr(0, kBindingBytes); }

}  // namespace

std::string PageAsked::NextToken(absl::string_view last) const {
  return absl::WebSafeBase64Escape(absl::StrCat(Binding(arguments), last));
}

absl::StatusOr<PageAsked> ReadPage(int page_size, absl::string_view page_token, std::string arguments,
                                   int standard, int largest) {
  if (page_size < 0 || page_size > largest) {
    FieldViolations violations;
    violations.Add("page_size", absl::StrCat("must be 1 to ", largest, ", or 0 for ", standard));
    return violations.ToStatus();
  }
  PageAsked page{page_size == 0 ? standard : page_size, "", std::move(arguments)};
  if (page_token.empty()) return page;
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(page_token, &bytes) || bytes.size() <= kBindingBytes ||
      !absl::StartsWith(bytes, Binding(page.arguments))) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN",
                           "page_token is not one that this call with these arguments gave; repeat the "
                           "arguments of the first page, or leave the token out to begin again");
  }
  page.after = bytes.substr(kBindingBytes);
  return page;
}

}  // namespace communique::content

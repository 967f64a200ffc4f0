#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_LIST_PAGES_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_LIST_PAGES_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "content-service/service/request_digest.h"

namespace communique::content {

// Answers that hold several things are kept under this, so that a client with gRPC's standard limit of 4 MiB
// can receive them.
inline constexpr size_t kLargestAnswer = size_t{3} << 20;

// Which page of a list a call asks for. A page token is opaque: where the page before it ended, bound to
// the method and all arguments of the call that gave it but the page size. It is no secret and grants
// nothing: whoever forges one chooses where a list he may read begins.
struct PageAsked {
  int size = 0;
  // The key that the page before it ended with; empty for the first.
  std::string after;
  // Digest of the method and the arguments without token and page size.
  std::string arguments;

  // The token of the page after this one, which ends with the key `last`.
  std::string NextToken(absl::string_view last) const;
};

// `size` is from page_size, where 0 is `standard`. INVALID_ARGUMENT, reason BAD_PAGE_TOKEN: no token of
// this method with these arguments; BAD_FIELD: page_size is below 0 or above `largest`. Pure.
absl::StatusOr<PageAsked> ReadPage(int page_size, absl::string_view page_token, std::string arguments,
                                   int standard, int largest);

template <typename Request>
absl::StatusOr<PageAsked> ReadPage(absl::string_view method, Request request, int standard, int largest) {
  const std::string token = request.page_token();
  const int page_size = request.page_size();
  request.clear_page_token();
  request.clear_page_size();
  return ReadPage(page_size, token, RequestDigest(method, request), standard, largest);
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_LIST_PAGES_H_

#ifndef COMMUNIQUE_CLI_LIMITED_LIST_H_
#define COMMUNIQUE_CLI_LIMITED_LIST_H_

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "serving/status_macros.h"

namespace communique::cli {

// Up to `limit` (at least 1) items of a list, over as many pages as it takes. No page is asked for more than
// is left, so nothing of an answer is dropped, and the token of the whole goes on right behind its last item.
// `items_of` gives the items of a response.
template <typename Response, typename Request, typename ItemsOf>
absl::StatusOr<Response> ListUpTo(int limit, Request request, const ItemsOf& items_of, Session& session) {
  constexpr int kLargestPage = 500;
  Response all;
  do {
    request.set_page_size(std::min(limit - items_of(all).size(), kLargestPage));
    ASSIGN_OR_RETURN(Response page, session.content().Call(request));
    for (auto& item : items_of(page)) *items_of(all).Add() = std::move(item);
    all.set_position(page.position());
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && items_of(all).size() < limit);
  return all;
}

// What to give to --limit in order to see more.
inline int LargerLimit(int limit) {
  constexpr int kMost = std::numeric_limits<int>::max();
  return limit > kMost / 10 ? kMost : limit * 10;
}

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_LIMITED_LIST_H_

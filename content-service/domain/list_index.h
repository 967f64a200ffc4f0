#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_INDEX_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_INDEX_H_

#include <set>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/domain/decide.h"
#include "content-service/domain/list_entry.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// The entries that hold words of a title.
std::set<ListEntry> TitleEntries(v1::View view, absl::string_view statement, absl::string_view title);

// Adds to a decision the entries of what it makes of statements; `state` is the one before it. DATA_LOSS: a
// content cannot be read. Pure.
absl::Status AddListEntries(const StateView& state, const Context& context, Decision& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_INDEX_H_

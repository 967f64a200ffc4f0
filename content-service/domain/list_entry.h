#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_ENTRY_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_ENTRY_H_

#include <compare>
#include <string>

#include "communique/content/v1/view.pb.h"

namespace communique::content {

// What the index of lists finds statements under. The first are equal for many and are sought; the others
// order all statements.
enum class ListKey : char {
  kLanguage = 'l',
  kSection = 's',
  kPublicState = 'p',
  kDraftState = 'd',
  // A term of the title, as SearchTerms gives them.
  kWord = 'w',
  // Every statement, under the empty value.
  kName = 'n',
  kPublishDate = 'D',
  kTitle = 'T',
  // 8 bytes, nanoseconds since 1970.
  kUpdate = 'U',
};

// A statement was once found under a value. Entries are only ever added, so that they serve every state of
// the past as well: whoever reads them holds each against the row of the state that he shows. An exception
// are those of a title that is erased.
struct ListEntry {
  // What the public never saw has no entry in PUBLIC.
  v1::View view = v1::VIEW_PUBLIC;
  ListKey key = ListKey::kName;
  std::string value;
  // Id.
  std::string statement;

  friend auto operator<=>(const ListEntry&, const ListEntry&) = default;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_ENTRY_H_

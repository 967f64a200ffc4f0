#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CHANGE_SELECTOR_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CHANGE_SELECTOR_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/content/v1/view.pb.h"
#include "communique/stored/v1/row.pb.h"

namespace communique::content {

// INVALID_ARGUMENT with all violations: names of sections, tags in canonical form, known kinds, at most 100
// of each.
absl::Status CheckFilter(const v1::ChangeFilter& filter);

// What a subscriber is told. Sections and languages choose statements, and with them their signatories,
// editions and paths; kinds choose among all changes. A value; pure.
class ChangeSelector {
 public:
  // The filter has been checked.
  ChangeSelector(v1::View view, const v1::ChangeFilter& filter);

  v1::View view() const { return view_; }
  bool Tells(v1::ChangeKind kind) const { return kinds_.empty() || kinds_.contains(kind); }
  // Whether the statement is seen and chosen in the state of the row.
  bool Selects(const stored::v1::StatementRow& row) const;
  // Whether its addresses are told, which go on saying "gone" when the statement is seen no more.
  bool SelectsPathsOf(const stored::v1::StatementRow& row) const;
  // Every statement that the view sees is chosen.
  bool SelectsAll() const { return sections_.empty() && languages_.empty(); }
  // The same for equal views and filters, whatever the order of their entries.
  std::string Fingerprint() const;

 private:
  bool SelectsFiledAs(const stored::v1::StatementRow& row) const;

  v1::View view_;
  std::set<std::string> sections_;  // ids
  std::set<std::string> languages_;
  std::set<int> kinds_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CHANGE_SELECTOR_H_

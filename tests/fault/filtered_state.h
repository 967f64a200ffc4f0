#ifndef COMMUNIQUE_TESTS_FAULT_FILTERED_STATE_H_
#define COMMUNIQUE_TESTS_FAULT_FILTERED_STATE_H_

#include <map>
#include <set>
#include <string>

#include "communique/content/v1/change.pb.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/content/v1/view.pb.h"
#include "tests/testing/fold.h"

namespace communique::testing {

// What a client with a filter should know, worked out from the log without a filter and without the code
// that filters: everything is known, and what the filter leaves out is taken away at the end.
class FilteredState {
 public:
  FilteredState(content::v1::View view, const content::v1::ChangeFilter& filter);

  void Apply(const content::v1::Change& change);
  // As Fold::State().
  std::map<std::string, std::string> State() const;

 private:
  bool Tells(content::v1::ChangeKind kind) const;
  // Of "statements/{id}", by where it is or, where it is gone, was last.
  bool Selects(const std::string& statement) const;

  const content::v1::View view_;
  const content::v1::ChangeFilter filter_;
  Fold fold_;
  // Every statement ever told, as it was last.
  std::map<std::string, content::v1::Statement> statements_;
  // Whose address it is.
  std::map<std::string, std::string> owners_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_FILTERED_STATE_H_

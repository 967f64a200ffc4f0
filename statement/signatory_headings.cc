#include "statement/signatory_headings.h"

#include <algorithm>
#include <map>

namespace communique {

using content::v1::Signatory;

std::vector<SignatoryGroup> GroupByHeading(absl::Span<const Signatory> in_order) {
  std::vector<SignatoryGroup> groups;
  std::map<std::string, size_t> group_of;
  const auto first_left =
      std::find_if(in_order.begin(), in_order.end(), [](const Signatory& row) { return !row.erased(); });
  std::string heading = first_left == in_order.end() ? "" : first_left->group_heading();
  for (const Signatory& signatory : in_order) {
    if (!signatory.erased()) heading = signatory.group_heading();
    const auto [entry, is_new] = group_of.emplace(heading, groups.size());
    if (is_new) groups.push_back({heading, {}});
    groups[entry->second].signatories.push_back(&signatory);
  }
  return groups;
}

}  // namespace communique

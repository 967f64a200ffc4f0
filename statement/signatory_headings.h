#ifndef COMMUNIQUE_STATEMENT_SIGNATORY_HEADINGS_H_
#define COMMUNIQUE_STATEMENT_SIGNATORY_HEADINGS_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "communique/content/v1/signatory.pb.h"

namespace communique {

// Those who signed, in the order of display, as a reader sees them: by heading.
struct SignatoryGroup {
  // May be empty.
  std::string heading;
  // Borrowed.
  std::vector<const content::v1::Signatory*> signatories;
};

// Headings in the order in which each first comes. An erased row has lost its heading: it stays with the row
// that it stands behind, the first one with the row before which it stands. Pure.
std::vector<SignatoryGroup> GroupByHeading(absl::Span<const content::v1::Signatory> in_order);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_SIGNATORY_HEADINGS_H_

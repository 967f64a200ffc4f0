#ifndef COMMUNIQUE_TEXT_LABEL_VALUE_H_
#define COMMUNIQUE_TEXT_LABEL_VALUE_H_

#include "absl/strings/string_view.h"

namespace communique::text {

// A line split at its first colon (of any script), both parts trimmed: "Date : 2014-04-28". The label is
// empty where there is no colon, it is an address ("https:"), or the label would have more than 40 columns.
struct LabelValue {
  absl::string_view label;
  absl::string_view value;
};

LabelValue SplitLabelValue(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_LABEL_VALUE_H_

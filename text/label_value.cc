#include "text/label_value.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "text/characters.h"

namespace communique::text {
namespace {

constexpr absl::string_view kWideColon = "：";
constexpr int kWidestLabel = 40;

}  // namespace

LabelValue SplitLabelValue(absl::string_view text) {
  const absl::string_view beginning = text.substr(0, 200);
  const std::size_t narrow = beginning.find(':');
  const std::size_t wide = beginning.find(kWideColon);
  const std::size_t at = std::min(narrow, wide);
  if (at == absl::string_view::npos || absl::StartsWith(text.substr(at), "://")) {
    return {};
  }
  const LabelValue pair{TrimSpace(text.substr(0, at)),
                        TrimSpace(text.substr(at + (at == wide ? kWideColon.size() : 1)))};
  return DisplayWidth(pair.label) > kWidestLabel ? LabelValue{} : pair;
}

}  // namespace communique::text

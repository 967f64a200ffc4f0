#include "content-service/domain/compare.h"

#include <algorithm>
#include <utility>

#include "content-service/domain/compare_sequences.h"
#include "content-service/domain/compare_stages.h"

namespace communique::content {

v1::Comparison CompareContents(const v1::Content& from, const v1::Content& to) {
  v1::Comparison comparison;
  WordComparison words;
  const ContentPair contents{from, to, to.SerializeAsString() < from.SerializeAsString()};
  CompareFields(contents, words, comparison);
  CompareBlocks(contents, words, comparison);
  CompareAttachments(contents, comparison);
  return comparison;
}

Counterparts::Counterparts(int count_from, int count_to)
    : to(static_cast<size_t>(count_from), -1),
      from(static_cast<size_t>(count_to), -1),
      moved(static_cast<size_t>(count_to)) {}

void Counterparts::Join(const PlacePair& places) {
  to[static_cast<size_t>(places.from)] = places.to;
  from[static_cast<size_t>(places.to)] = places.from;
}

void Counterparts::MarkMoved(std::vector<PlacePair> beside, bool turned) {
  std::sort(beside.begin(), beside.end(), [turned](const PlacePair& a, const PlacePair& b) {
    return turned ? a.from < b.from : a.to < b.to;
  });
  std::vector<int> others;
  others.reserve(beside.size());
  for (const PlacePair& places : beside) others.push_back(turned ? places.to : places.from);
  const std::vector<bool> keeps_order = KeepingOrder(others);
  for (size_t i = 0; i < beside.size(); ++i) moved[static_cast<size_t>(beside[i].to)] = !keeps_order[i];
}

std::vector<PlacePair> InNewerOrder(const Counterparts& counterparts) {
  const size_t count = counterparts.from.size();
  // Those removed, by how much of the newer version they come behind.
  std::vector<std::vector<int>> removed(count + 1);
  size_t behind = 0;
  for (size_t place = 0; place < counterparts.to.size(); ++place) {
    if (counterparts.to[place] < 0) {
      removed[behind].push_back(static_cast<int>(place));
      continue;
    }
    const auto other = static_cast<size_t>(counterparts.to[place]);
    if (!counterparts.moved[other]) behind = other + 1;
  }
  std::vector<PlacePair> pairs;
  for (size_t place = 0; place <= count; ++place) {
    for (const int gone : removed[place]) pairs.push_back({gone, -1});
    if (place < count) pairs.push_back({counterparts.from[place], static_cast<int>(place)});
  }
  return pairs;
}

}  // namespace communique::content

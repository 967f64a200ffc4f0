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
  // Those removed, by the place in the newer version that they come behind; -1 is its beginning.
  std::vector<std::vector<int>> removed(counterparts.from.size() + 1);
  int behind = -1;
  for (int place = 0; place < static_cast<int>(counterparts.to.size()); ++place) {
    const int other = counterparts.to[static_cast<size_t>(place)];
    if (other < 0) {
      removed[static_cast<size_t>(behind + 1)].push_back(place);
    } else if (!counterparts.moved[static_cast<size_t>(other)]) {
      behind = other;
    }
  }
  std::vector<PlacePair> pairs;
  for (int place = -1; place < static_cast<int>(counterparts.from.size()); ++place) {
    if (place >= 0) pairs.push_back({counterparts.from[static_cast<size_t>(place)], place});
    for (const int gone : removed[static_cast<size_t>(place + 1)]) pairs.push_back({gone, -1});
  }
  return pairs;
}

}  // namespace communique::content

#include "content-service/domain/compare_sequences.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <unordered_map>

namespace communique::content {
namespace {

// Up to here Myers' algorithm is tried: what it keeps grows with the square of it, to 2 MiB.
constexpr int kMostEdits = 1000;

// Elements of both sequences that are next to be compared.
struct Stretch {
  int first = 0;
  int first_end = 0;
  int second = 0;
  int second_end = 0;
};

class SequenceMatching {
 public:
  SequenceMatching(const std::vector<int>& first, const std::vector<int>& second, int64_t& steps)
      : first_(first), second_(second), steps_(steps) {}

  void Match(Stretch stretch) {
    while (IsOpen(stretch) && At(stretch.first, stretch.second)) Add(stretch.first++, stretch.second++);
    std::vector<CommonPair> at_end;
    while (IsOpen(stretch) && At(stretch.first_end - 1, stretch.second_end - 1)) {
      at_end.push_back({--stretch.first_end, --stretch.second_end});
    }
    if (IsOpen(stretch) && steps_ > 0 && !MatchShortest(stretch)) MatchAtUnique(stretch);
    pairs_.insert(pairs_.end(), at_end.rbegin(), at_end.rend());
  }

  std::vector<CommonPair> Take() && { return std::move(pairs_); }

 private:
  static bool IsOpen(const Stretch& stretch) {
    return stretch.first < stretch.first_end && stretch.second < stretch.second_end;
  }
  bool At(int first, int second) const {
    return first_[static_cast<size_t>(first)] == second_[static_cast<size_t>(second)];
  }
  void Add(int first, int second) { pairs_.push_back({first, second}); }

  // The fewest insertions and deletions, by E. Myers, "An O(ND) Difference Algorithm and Its Variations",
  // 1986: the furthest place that so many of them reach on each diagonal. False, and nothing done, where
  // they are too many.
  bool MatchShortest(const Stretch& stretch) {
    const int length = stretch.first_end - stretch.first;
    const int other_length = stretch.second_end - stretch.second;
    const int most = std::min(length + other_length, kMostEdits);
    // Those on both sides of the outermost are looked at.
    const int middle = most + 1;
    std::vector<int> furthest(2 * static_cast<size_t>(middle) + 1);
    const auto on = [&](int diagonal) -> int& {
      const int index = middle + diagonal;
      return furthest[static_cast<size_t>(index)];
    };
    Trace trace;
    for (int edits = 0; edits <= most; ++edits) {
      for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
        if (steps_ <= 0) return false;
        int place = 0;
        if (edits > 0) {
          place = IsInsertion(edits, diagonal, on(diagonal - 1), on(diagonal + 1)) ? on(diagonal + 1)
                                                                                   : on(diagonal - 1) + 1;
        }
        const int start = place;
        while (place < length && place - diagonal < other_length &&
               At(stretch.first + place, stretch.second + place - diagonal)) {
          ++place;
        }
        on(diagonal) = place;
        steps_ -= 1 + place - start;
        if (place >= length && place - diagonal >= other_length) {
          AddAlong(trace, stretch, edits, length, other_length);
          return true;
        }
      }
      std::vector<int>& reached = trace.emplace_back();
      reached.reserve(static_cast<size_t>(edits) + 1);
      for (int diagonal = -edits; diagonal <= edits; diagonal += 2) reached.push_back(on(diagonal));
    }
    return false;
  }

  // By the number of edits: what each diagonal with so many of them reached, from the lowest.
  using Trace = std::vector<std::vector<int>>;

  // An edit leads to a diagonal from the one above or below it, whichever came further.
  static bool IsInsertion(int edits, int diagonal, int from_below, int from_above) {
    return diagonal == -edits || (diagonal != edits && from_below < from_above);
  }

  // From the end of both back to their beginning.
  void AddAlong(const Trace& trace, const Stretch& stretch, int edits, int place, int other_place) {
    std::vector<CommonPair> backwards;
    const auto go_back_to = [&](int start) {
      while (place > start) {
        backwards.push_back({stretch.first + --place, stretch.second + --other_place});
      }
    };
    for (; edits > 0; --edits) {
      const std::vector<int>& reached = trace[static_cast<size_t>(edits) - 1];
      const auto at = [&](int diagonal) {
        const int index = (diagonal + edits - 1) / 2;
        return index < 0 || index >= edits ? -1 : reached[static_cast<size_t>(index)];
      };
      const int diagonal = place - other_place;
      const bool insertion = IsInsertion(edits, diagonal, at(diagonal - 1), at(diagonal + 1));
      const int before = insertion ? at(diagonal + 1) : at(diagonal - 1);
      go_back_to(insertion ? before : before + 1);
      place = before;
      other_place = before - (insertion ? diagonal + 1 : diagonal - 1);
    }
    go_back_to(0);
    pairs_.insert(pairs_.end(), backwards.rbegin(), backwards.rend());
  }

  // What stands once in each is the same; what lies between is compared by itself. Nothing where there is no
  // such element.
  void MatchAtUnique(const Stretch& stretch) {
    steps_ -= stretch.first_end - stretch.first + stretch.second_end - stretch.second;
    struct Seen {
      int times = 0;
      int other_times = 0;
      CommonPair pair;
    };
    std::unordered_map<int, Seen> seen;
    for (int i = stretch.first; i < stretch.first_end; ++i) {
      Seen& element = seen[first_[static_cast<size_t>(i)]];
      ++element.times;
      element.pair.first = i;
    }
    for (int i = stretch.second; i < stretch.second_end; ++i) {
      Seen& element = seen[second_[static_cast<size_t>(i)]];
      ++element.other_times;
      element.pair.second = i;
    }
    std::map<int, int> unique;
    for (const auto& [element, found] : seen) {
      if (found.times == 1 && found.other_times == 1) unique.emplace(found.pair.first, found.pair.second);
    }
    std::vector<int> places;
    places.reserve(unique.size());
    for (const auto& [first, second] : unique) places.push_back(second);
    const std::vector<bool> keeps_order = KeepingOrder(places);
    Stretch between = stretch;
    size_t i = 0;
    for (const auto& [first, second] : unique) {
      if (!keeps_order[i++]) continue;
      Match({between.first, first, between.second, second});
      Add(first, second);
      between.first = first + 1;
      between.second = second + 1;
    }
    if (between.first != stretch.first) Match(between);
  }

  const std::vector<int>& first_;
  const std::vector<int>& second_;
  int64_t& steps_;
  std::vector<CommonPair> pairs_;
};

}  // namespace

std::vector<CommonPair> CommonInOrder(const std::vector<int>& first, const std::vector<int>& second,
                                      int64_t& steps) {
  SequenceMatching matching(first, second, steps);
  matching.Match({0, static_cast<int>(first.size()), 0, static_cast<int>(second.size())});
  return std::move(matching).Take();
}

std::vector<bool> KeepingOrder(const std::vector<int>& places) {
  // Of the rising series of each length, the one that ends lowest; and what stands before each in its own.
  std::vector<size_t> ends;
  std::vector<size_t> before(places.size());
  for (size_t i = 0; i < places.size(); ++i) {
    const auto longer = std::lower_bound(ends.begin(), ends.end(), places[i],
                                         [&](size_t end, int place) { return places[end] < place; });
    before[i] = longer == ends.begin() ? i : *(longer - 1);
    if (longer == ends.end()) {
      ends.push_back(i);
    } else {
      *longer = i;
    }
  }
  std::vector<bool> keeps_order(places.size());
  if (ends.empty()) return keeps_order;
  for (size_t i = ends.back();; i = before[i]) {
    keeps_order[i] = true;
    if (before[i] == i) return keeps_order;
  }
}

}  // namespace communique::content

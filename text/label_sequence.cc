#include "text/label_sequence.h"

#include <algorithm>

namespace communique::text {
namespace {

// Lists whose next label stands farther away are taken for ended.
constexpr std::size_t kLookAhead = 300;

bool SameList(const LabelReading& reading, const LabelForm& form, const std::vector<int>& path) {
  return reading.form == form && reading.path.size() == path.size() &&
         std::equal(path.begin(), path.end() - 1, reading.path.begin());
}

}  // namespace

bool IsSuccessor(const LabelReading& reading, const LabelForm& form, const std::vector<int>& last) {
  return SameList(reading, form, last) && reading.path.back() == last.back() + 1;
}

bool HasPrefix(const std::vector<int>& path, const std::vector<int>& prefix) {
  return path.size() == prefix.size() + 1 && std::equal(prefix.begin(), prefix.end(), path.begin());
}

LabelSequence::LabelSequence(const Body& body) : body_(body) {
  for (std::size_t i = body.begin; i < body.end; ++i) {
    if (!body.lines[i].label.readings.empty()) {
      lines_.push_back(i);
    }
  }
}

std::size_t LabelSequence::PlaceBehind(std::size_t line) const {
  return static_cast<std::size_t>(std::upper_bound(lines_.begin(), lines_.end(), line) - lines_.begin());
}

int LabelSequence::CountSuccessors(std::size_t line, const LabelReading& reading, int enough) const {
  std::vector<int> last = reading.path;
  int count = 0;
  const std::size_t from = PlaceBehind(line);
  for (std::size_t i = from; i < lines_.size() && i < from + kLookAhead && count < enough; ++i) {
    const std::vector<LabelReading>& readings = body_.lines[lines_[i]].label.readings;
    const bool next = std::any_of(readings.begin(), readings.end(), [&](const LabelReading& candidate) {
      return IsSuccessor(candidate, reading.form, last);
    });
    if (next) {
      ++last.back();
      ++count;
      continue;
    }
    const bool again = std::any_of(readings.begin(), readings.end(), [&](const LabelReading& candidate) {
      return SameList(candidate, reading.form, last) && candidate.path.back() <= last.back();
    });
    if (again && readings.size() == 1) {
      break;
    }
  }
  return count;
}

bool LabelSequence::GoesOnBehind(std::size_t line, const LabelReading& inner, const LabelForm& form,
                                 const std::vector<int>& last) const {
  std::vector<int> inner_last = inner.path;
  const std::size_t from = PlaceBehind(line);
  for (std::size_t i = from; i < lines_.size() && i < from + kLookAhead; ++i) {
    for (const LabelReading& candidate : body_.lines[lines_[i]].label.readings) {
      if (IsSuccessor(candidate, inner.form, inner_last)) {
        ++inner_last.back();
        break;
      }
      if (IsSuccessor(candidate, form, last)) {
        return true;
      }
      if (SameList(candidate, form, last) && candidate.path.back() <= last.back()) {
        return false;
      }
    }
  }
  return false;
}

}  // namespace communique::text

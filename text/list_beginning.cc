#include "text/list_beginning.h"

#include <algorithm>

#include "text/characters.h"

namespace communique::text {
namespace {

// Where a list begins with a number other than 1, so many must follow it.
constexpr int kFollowersOfLateStart = 2;
// So many lines below are looked at within a group.
constexpr std::size_t kLookAhead = 60;

bool SuccessorInGroup(const std::vector<Line>& lines, const Body& body, std::size_t line,
                      const LabelReading& reading) {
  for (std::size_t i = line + 1; i < body.end && !lines[i].blank() && i < line + kLookAhead; ++i) {
    for (const LabelReading& next : body.lines[i].label.readings) {
      if (IsSuccessor(next, reading.form, reading.path)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<LabelReading> FirstOnesFirst(const LabelCandidate& label) {
  std::vector<LabelReading> readings = label.readings;
  std::stable_partition(readings.begin(), readings.end(),
                        [](const LabelReading& reading) { return reading.path.back() <= 1; });
  return readings;
}

bool MayBeginList(const std::vector<Line>& lines, const Body& body, const LabelSequence& sequence,
                  std::size_t line, const LabelReading& reading, bool clause_above) {
  const BodyLine& here = body.lines[line];
  if (here.label.sure) {
    return true;
  }
  const int first = reading.path.back();
  const bool decimal = reading.form.numerals == Numerals::kDecimal;
  if (first > 1 || (first == 0 && !decimal)) {
    return here.starts_group && first > 1 &&
           sequence.CountSuccessors(line, reading, kFollowersOfLateStart) == kFollowersOfLateStart;
  }
  const bool goes_on = sequence.CountSuccessors(line, reading, 1) > 0;
  if (here.starts_group) {
    const bool plain_number = decimal && reading.path.size() == 1;
    return goes_on || here.label.strong || (plain_number && reading.form.close != ":" && first == 1);
  }
  const Line& above = lines[line - 1];
  return goes_on &&
         (EndsWithColon(above.text) || EndsSentence(above.text) || clause_above ||
          body.lines[line - 1].kind != LineKind::kText || SuccessorInGroup(lines, body, line, reading));
}

}  // namespace communique::text

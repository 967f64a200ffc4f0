#include "text/numbering.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "text/characters.h"
#include "text/label_sequence.h"
#include "text/list_beginning.h"
#include "text/open_lists.h"

namespace communique::text {
namespace {

// A numbering may leave out so many numbers and still be the same list.
constexpr int kWidestGap = 3;
// Within a paragraph a larger one is a year or an amount.
constexpr int kLargestLooseNumber = 99;
constexpr std::size_t kLongestIntermission = 400;

class Decider {
 public:
  Decider(const std::vector<Line>& lines, const Body& body, std::vector<Finding>& findings)
      : lines_(lines), body_(body), findings_(findings), sequence_(body) {}

  std::vector<ClauseMark> Decide() {
    for (line_ = body_.begin; line_ < body_.end; ++line_) {
      if (body_.lines[line_].heading_level > 0) {
        last_heading_ = line_;
      }
      reported_in_group_ = reported_in_group_ && !starts_group();
      if (label().readings.empty() || body_.lines[line_].kind != LineKind::kText) {
        continue;
      }
      if (Continue() || BeginChild() || RollOver() || Begin() || GoOnWithGap() || GoOnLoosely() ||
          ResumeLapsed()) {
        continue;
      }
      ReportUnused();
    }
    return std::move(marks_);
  }

 private:
  const LabelCandidate& label() const { return body_.lines[line_].label; }
  bool starts_group() const { return body_.lines[line_].starts_group; }

  void Find(absl::string_view message) { findings_.push_back({lines_[line_].number, std::string(message)}); }

  // Makes the line a clause in the list at `level`, which goes on (or begins, where there is none or
  // `fresh`).
  void Accept(std::size_t level, const LabelReading& reading, bool fresh) {
    ClauseMark mark{line_, label().label, label().rest, open_.ParentAt(level), -1};
    OpenList list{reading.form, reading.path, static_cast<int>(marks_.size()), lines_[line_].indent};
    if (fresh || level == open_.size()) {
      open_.Begin(level, std::move(list));
    } else {
      mark.previous = open_[level].clause;
      list.indent = open_[level].indent;
      open_.GoOn(level, std::move(list));
    }
    marks_.push_back(std::move(mark));
  }

  bool Continue() {
    for (std::size_t level = open_.size(); level-- > 0;) {
      for (const LabelReading& reading : label().readings) {
        if (IsSuccessor(reading, open_[level].form, open_[level].last)) {
          Accept(level, reading, false);
          return true;
        }
      }
    }
    return false;
  }

  // "5.1" under "5".
  bool BeginChild() {
    for (std::size_t level = open_.size(); level-- > 0;) {
      for (const LabelReading& reading : label().readings) {
        const bool child =
            reading.form.numerals == Numerals::kDecimal && open_[level].form.numerals == Numerals::kDecimal &&
            HasPrefix(reading.path, open_[level].last) && (reading.path.back() <= 1 || starts_group());
        if (child && (starts_group() || sequence_.CountSuccessors(line_, reading, 1) > 0)) {
          AcceptBelow(level, reading);
          return true;
        }
      }
    }
    return false;
  }

  void AcceptBelow(std::size_t level, const LabelReading& reading) {
    if (level + 1 >= kDeepestClause) {
      Find(absl::StrCat("\"", label().label, "\" is nested more than ", kDeepestClause,
                        " levels deep; it was kept at that level"));
      Accept(kDeepestClause - 1, reading, true);
    } else {
      Accept(level + 1, reading, true);
    }
  }

  // "3.1" after "2.4" where "3" is no clause.
  bool RollOver() {
    const LabelReading& reading = label().readings[0];
    if (!starts_group() || reading.path.size() < 2 || reading.path.back() > 1) {
      return false;
    }
    for (std::size_t level = open_.size(); level-- > 0;) {
      const std::vector<int>& last = open_[level].last;
      if (open_[level].form == reading.form && last.size() == reading.path.size() &&
          reading.path[last.size() - 2] == last[last.size() - 2] + 1) {
        Accept(level, reading, false);
        return true;
      }
    }
    return false;
  }

  bool IsClauseLine(std::size_t line) const { return !marks_.empty() && marks_.back().line == line; }

  bool Begin() {
    const bool clause_above = line_ > body_.begin && IsClauseLine(line_ - 1);
    for (const LabelReading& reading : FirstOnesFirst(label())) {
      if (!MayBeginList(lines_, body_, sequence_, line_, reading, clause_above)) {
        continue;
      }
      if (reading.path.back() > 1 && !label().sure) {
        Find(absl::StrCat("numbering begins with \"", label().label, "\""));
      }
      Place(reading);
      return true;
    }
    return false;
  }

  // Finds the level at which a new list stands.
  void Place(const LabelReading& reading) {
    if (open_.empty()) {
      return Accept(0, reading, true);
    }
    const std::size_t deepest = open_.size() - 1;
    const auto same = std::find_if(open_.begin(), open_.end(), [&](const OpenList& list) {
      return list.form == reading.form && list.last.size() == reading.path.size();
    });
    const bool heading_between = last_heading_ && *last_heading_ > marks_.back().line;
    if (!heading_between && lines_[line_].indent >= open_[deepest].indent + 2) {
      return AcceptBelow(deepest, reading);
    }
    if (same == open_.end() && !heading_between && !TextBetween()) {
      return AcceptBelow(deepest, reading);
    }
    for (std::size_t level = open_.size(); level-- > 0;) {
      if (sequence_.GoesOnBehind(line_, reading, open_[level].form, open_[level].last)) {
        return AcceptBelow(level, reading);
      }
    }
    const auto level = static_cast<std::size_t>(same - open_.begin());
    Accept(same == open_.end() || heading_between ? 0 : level, reading, true);
  }

  // Whether a paragraph as far left as the last clause stands between it and this line.
  bool TextBetween() const {
    const std::size_t from = marks_.back().line + 1;
    if (line_ - from > kLongestIntermission) {
      return true;
    }
    for (std::size_t i = from; i < line_; ++i) {
      if (body_.lines[i].starts_group && body_.lines[i].kind == LineKind::kText &&
          lines_[i].indent <= lines_[marks_.back().line].indent) {
        return true;
      }
    }
    return false;
  }

  // "4." after "2.", or a second "3.".
  bool GoOnWithGap() {
    if (!starts_group()) {
      return false;
    }
    for (std::size_t level = open_.size(); level-- > 0;) {
      const std::vector<int>& last = open_[level].last;
      for (const LabelReading& reading : label().readings) {
        if (reading.form != open_[level].form || reading.path.size() != last.size() ||
            !std::equal(last.begin(), last.end() - 1, reading.path.begin())) {
          continue;
        }
        const int step = reading.path.back() - last.back();
        if (step < 0 || step > kWidestGap || (step == 0 && last.back() < 2) ||
            sequence_.GoesOnBehind(line_, reading, open_[level].form, last)) {
          continue;
        }
        Find(step == 0 ? absl::StrCat("the label \"", label().label, "\" stands twice")
                       : absl::StrCat("numbering jumps to \"", label().label, "\""));
        Accept(level, reading, false);
        return true;
      }
    }
    return false;
  }

  // "(2)" after "1:".
  bool GoOnLoosely() {
    const LabelReading& reading = label().readings[0];
    if (!starts_group() || reading.form.numerals != Numerals::kDecimal || reading.path.size() != 1) {
      return false;
    }
    for (std::size_t level = open_.size(); level-- > 0;) {
      if (open_[level].form.numerals != Numerals::kDecimal || open_[level].last.size() != 1) {
        continue;
      }
      if (reading.path.back() != open_[level].last.back() + 1 ||
          sequence_.GoesOnBehind(line_, reading, open_[level].form, open_[level].last)) {
        return false;
      }
      Find(absl::StrCat("numbering goes on in another form with \"", label().label, "\""));
      Accept(level, reading, false);
      return true;
    }
    return false;
  }

  // "Article 4" in the second chapter, where the first ended with "Article 3".
  bool ResumeLapsed() {
    if (!starts_group() || !label().strong) {
      return false;
    }
    for (const OpenList& list : open_.lapsed()) {
      for (const LabelReading& reading : label().readings) {
        if (IsSuccessor(reading, list.form, list.last)) {
          Place(reading);
          return true;
        }
      }
    }
    return false;
  }

  // Where an editor may wonder: a number at the beginning of a paragraph, or on the first line within one
  // that does not just go on with the sentence above it.
  void ReportUnused() {
    const LabelReading& reading = label().readings[0];
    const bool number = reading.form.numerals == Numerals::kDecimal;
    const bool like_clause = starts_group()
                                 ? number || label().strong
                                 : number && reading.path.back() <= kLargestLooseNumber &&
                                       (EndsSentence(lines_[line_ - 1].text) || IsClauseLine(line_ - 1));
    if (like_clause && !reported_in_group_) {
      Find(absl::StrCat("\"", label().label, "\" continues no numbering; the line was kept ",
                        starts_group() ? "as a paragraph" : "within its paragraph"));
      reported_in_group_ = true;
    }
  }

  const std::vector<Line>& lines_;
  const Body& body_;
  std::vector<Finding>& findings_;
  LabelSequence sequence_;
  OpenLists open_;
  std::vector<ClauseMark> marks_;
  std::optional<std::size_t> last_heading_;
  bool reported_in_group_ = false;
  std::size_t line_ = 0;
};

}  // namespace

std::vector<ClauseMark> DecideClauses(const std::vector<Line>& lines, const Body& body,
                                      std::vector<Finding>& findings) {
  return Decider(lines, body, findings).Decide();
}

}  // namespace communique::text

#include "text/head.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/head_words.h"
#include "text/label_block.h"
#include "text/labels.h"

namespace communique::text {
namespace {

// The head of a page is within so many visible lines.
constexpr std::size_t kLongestHead = 30;
constexpr std::size_t kLongestTitle = 500;  // bytes, as the content rules have it
constexpr int kWidestRepeatedTitle = 160;

class Head {
 public:
  Head(std::vector<Line>& lines, Imported& imported) : lines_(lines), imported_(imported) {}

  void Take() {
    CollectVisible();
    const std::optional<LabelBlock> block = FindLabelBlock(lines_, visible_);
    if (block) {
      TakeAbove(*block);
      TakeLabels(*block);
    } else {
      TakeNavigation();
      if (const std::size_t first = NextVisible(0); first < lines_.size()) {
        TakeTitle(first);
      }
    }
    TakeDate();
    TakeLongerTitle();
  }

 private:
  void CollectVisible() {
    for (std::size_t i = 0; i < lines_.size() && visible_.size() < kLongestHead; ++i) {
      if (!lines_[i].blank()) {
        visible_.push_back(i);
      }
    }
  }

  void Find(std::size_t line, absl::string_view message) {
    imported_.findings.push_back({lines_[line].number, std::string(message)});
  }

  std::size_t NextVisible(std::size_t from) const {
    while (from < lines_.size() && lines_[from].blank()) {
      ++from;
    }
    return from;
  }

  bool AboveIsBlank(std::size_t i) const { return i == 0 || lines_[i - 1].blank(); }
  bool BelowIsBlank(std::size_t i) const { return i + 1 >= lines_.size() || lines_[i + 1].blank(); }

  void AddSource(std::size_t line, absl::string_view label, absl::string_view value) {
    content::v1::SourceHeadLine& out = *imported_.content.add_source_head();
    out.set_label(std::string(label));
    out.set_value(std::string(value));
    lines_[line].taken = true;
  }

  void TakeLabels(const LabelBlock& block) {
    for (const HeadPair& pair : block.pairs) {
      AddSource(pair.line, pair.label, pair.value);
      lines_[pair.end - 1].taken = true;
    }
    if (!TakePublicationDate(block, IsPublishedLabel)) {
      TakePublicationDate(block, IsDateLabel);
    }
  }

  // The day in the first value that has one, under a label of this kind.
  bool TakePublicationDate(const LabelBlock& block, bool (*is_label)(absl::string_view)) {
    for (const HeadPair& pair : block.pairs) {
      const std::optional<DateReading> date = is_label(pair.label) ? ReadDate(pair.value) : std::nullopt;
      if (date && !date->ambiguous) {
        *imported_.content.mutable_publication_date() = date->date;
        Find(pair.line, absl::StrCat("the day of publication was taken from \"", pair.label,
                                     "\" in the head of the page"));
        return true;
      }
    }
    return false;
  }

  // The lines above the labels: the title is the one that stands right above them, else the first, with
  // what follows as subtitle.
  void TakeAbove(const LabelBlock& block) {
    std::vector<std::size_t> above;
    for (const std::size_t i : visible_) {
      if (i < block.begin) {
        above.push_back(i);
      }
    }
    const std::size_t below = NextVisible(block.end);
    if (above.empty()) {
      if (below < lines_.size()) {
        TakeTitle(below);
      }
      return;
    }
    const auto repeated = std::find_if(above.begin(), above.end(), [&](std::size_t i) {
      return below < lines_.size() && IsLongerForm(lines_[i].text, lines_[below].text);
    });
    if (repeated != above.end()) {
      for (const std::size_t i : above) {
        AddSource(i, "", lines_[i].text);
      }
      TakeTitle(below);
      Find(below, "the title stands twice; the longer form was taken, the other is kept in source_head");
      return;
    }
    const bool adjacent = !AboveIsBlank(block.begin);
    std::size_t title = 0;
    if (adjacent) {
      title = above.size() - 1;
    } else {
      while (title + 1 < above.size() && IsNavigation(lines_[above[title]].text)) {
        ++title;
      }
    }
    for (std::size_t i = 0; i < title; ++i) {
      AddSource(above[i], "", lines_[above[i]].text);
      Find(above[i], "a line above the title was kept in source_head");
    }
    TakeTitle(above[title]);
    if (title + 2 == above.size() && DisplayWidth(lines_[above.back()].text) <= 300) {
      TakeSubtitle(above.back());
    }
  }

  // Whether `longer` begins with the words of `title` and says more.
  static bool IsLongerForm(absl::string_view title, absl::string_view longer) {
    const std::string a = LowerCase(LettersAndDigits(title.substr(0, kLongestTitle)));
    const std::string b = LowerCase(LettersAndDigits(longer.substr(0, kLongestTitle)));
    return !a.empty() && a.size() >= 8 && absl::StartsWith(b, a) && !EndsOpen(longer);
  }

  void TakeNavigation() {
    for (std::size_t i = NextVisible(0); i < lines_.size(); i = NextVisible(i)) {
      const std::size_t next = NextVisible(i + 1);
      const bool drawn = !HasLetterOrDigit(lines_[i].text);
      if (next >= lines_.size() || !(drawn || IsNavigation(lines_[i].text)) ||
          ScanLabel(lines_[next].text).strong) {
        return;
      }
      AddSource(i, "", lines_[i].text);
      Find(i, absl::StrCat(drawn ? "what is drawn" : "a line of navigation",
                           " above the title was kept in source_head"));
    }
  }

  void TakeSubtitle(std::size_t i) {
    if (lines_[i].text.size() > kLongestTitle || lines_[i].has_inner_tab) {
      return;
    }
    imported_.content.set_subtitle(std::string(lines_[i].text));
    lines_[i].taken = true;
  }

  void TakeTitle(std::size_t i) {
    const std::size_t next = NextVisible(i + 1);
    if (IsKicker(lines_[i].text) && next < lines_.size() && DisplayWidth(lines_[next].text) <= 200 &&
        !EndsSentence(lines_[next].text) && ScanLabel(lines_[next].text).label.empty() &&
        !ReadDate(lines_[next].text)) {
      TakeSubtitle(i);
      Find(i, absl::StrCat("\"", lines_[i].text, "\" above the title was taken as the subtitle"));
      i = next;
    }
    if (!ScanLabel(lines_[i].text).label.empty() && ScanLabel(lines_[i].text).readings[0].path.back() <= 1) {
      SetCutTitle(i,
                  "the text begins with a clause and has no title; its first words were taken as the title");
      return;
    }
    std::string title(lines_[i].text);
    std::size_t end = i + 1;
    while (end < lines_.size() && !lines_[end].blank() && end - i < 4 &&
           StartsWithLowerCase(lines_[end].text) && title.size() + lines_[end].text.size() < kLongestTitle) {
      JoinWrapped(lines_[end].text, title);
      ++end;
    }
    if (title.size() > kLongestTitle) {
      SetCutTitle(i, "the first line is too long for a title; its first words were taken, the line is kept");
      return;
    }
    std::replace(title.begin(), title.end(), '\t', ' ');
    imported_.content.set_title(title);
    title_line_ = i;
    for (std::size_t line = i; line < end; ++line) {
      lines_[line].taken = true;
    }
    if (EndsSentence(title) && DisplayWidth(title) > 120) {
      Find(i, "the first line was taken as the title although it reads like a paragraph");
    }
  }

  // A title from the first words of a line that stays in the body.
  void SetCutTitle(std::size_t i, absl::string_view why) {
    absl::string_view words = TrimSpace(lines_[i].text.substr(ScanLabel(lines_[i].text).rest));
    words = words.empty() ? lines_[i].text : words;
    std::string title;
    for (std::size_t at = 0; at < words.size() && at < 100;) {
      const std::size_t start = at;
      const char32_t c = NextCodePoint(words, at);
      if (start > 60 && IsSpace(c)) {
        break;
      }
      title += c == U'\t' ? " " : std::string(words.substr(start, at - start));
    }
    imported_.content.set_title(title.size() < words.size() ? title + " …" : title);
    Find(i, why);
  }

  // A day, or a place and a day, on one of the two lines below the title.
  void TakeDate() {
    if (!title_line_) {
      return;
    }
    std::size_t i = NextVisible(*title_line_ + 1);
    for (int tries = 0; tries < 2 && i < lines_.size(); ++tries, i = NextVisible(i + 1)) {
      const absl::string_view text = lines_[i].text;
      if (const auto date = ReadDate(text)) {
        SetDate(i, text, *date);
        return;
      }
      if (const auto both = ReadPlaceAndDate(text); both && AboveIsBlank(i) && BelowIsBlank(i)) {
        imported_.content.set_place(both->place);
        SetDate(i, both->date_text, both->date);
        return;
      }
      if (EndsSentence(text) || DisplayWidth(text) > 160 || !ScanLabel(text).label.empty()) {
        return;
      }
    }
  }

  void SetDate(std::size_t i, absl::string_view text, const DateReading& date) {
    content::v1::LetterDate& letter = *imported_.content.mutable_letter_date();
    letter.set_text(std::string(text));
    *letter.mutable_date() = date.date;
    lines_[i].taken = true;
    if (date.ambiguous) {
      Find(i, "day and month of the date cannot be told apart; only the year was taken");
    }
  }

  // The title again, longer, as the first line of the text.
  void TakeLongerTitle() {
    if (!title_line_) {
      return;
    }
    const std::size_t next = NextVisible(*title_line_ + 1);
    if (next >= lines_.size() || !BelowIsBlank(next) ||
        !IsLongerForm(imported_.content.title(), lines_[next].text) ||
        lines_[next].text.size() > kLongestTitle || EndsSentence(lines_[next].text)) {
      return;
    }
    if (DisplayWidth(lines_[next].text) <= kWidestRepeatedTitle && next == NextBelowTitle()) {
      AddSource(*title_line_, "", imported_.content.title());
      imported_.content.set_title(std::string(lines_[next].text));
      lines_[next].taken = true;
      Find(next, "the title stands twice; the longer form was taken, the other is kept in source_head");
    } else if (imported_.content.subtitle().empty()) {
      TakeSubtitle(next);
      Find(next, "a longer form of the title was taken as the subtitle");
    }
  }

  // The line right below the title, whatever it was taken for.
  std::size_t NextBelowTitle() const {
    std::size_t i = *title_line_ + 1;
    while (i < lines_.size() && lines_[i].text.empty()) {
      ++i;
    }
    return i;
  }

  std::vector<Line>& lines_;
  Imported& imported_;
  std::vector<std::size_t> visible_;
  std::optional<std::size_t> title_line_;
};

}  // namespace

void TakeHead(std::vector<Line>& lines, Imported& imported) { Head(lines, imported).Take(); }

}  // namespace communique::text

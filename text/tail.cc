#include "text/tail.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/labels.h"
#include "text/name_words.h"
#include "text/section_words.h"
#include "text/signatory_lines.h"
#include "text/signatory_list.h"

namespace communique::text {
namespace {

constexpr int kWidestTailLine = 160;

class Tail {
 public:
  Tail(std::vector<Line>& lines, std::size_t begin, std::size_t end, Imported& imported)
      : lines_(lines), begin_(begin), end_(end), imported_(imported) {}

  bool Take() {
    if (const std::optional<Headings> headings = FindHeadings()) {
      // Where the whole list does not read like one, its last group still may.
      std::size_t heading = headings->first;
      if (!TakeSignatories(heading, true) && headings->last != heading) {
        heading = headings->last;
        TakeSignatories(heading, true);
      }
      TakeDateAndPlace(heading);
      return taken_;
    }
    const std::optional<std::size_t> date = FindDate(end_);
    if (!date) {
      if (!TakeThoseBelowFormula()) {
        ReportNames();
      }
    } else if (imported_.content.has_letter_date()) {
      Find(*date, "a second date stands under the text; it was kept as a paragraph");
    } else {
      SetDate(*date);
      if (const std::size_t rest = NextVisible(TakePlaceBeside(*date)); rest < end_) {
        TakeSignatories(rest, false);
      }
    }
    return taken_;
  }

 private:
  void Find(std::size_t line, absl::string_view message) {
    imported_.findings.push_back({lines_[line].number, std::string(message)});
  }

  void TakeLine(std::size_t i) {
    lines_[i].taken = true;
    taken_ = true;
  }

  std::size_t NextVisible(std::size_t i) const {
    while (i < end_ && lines_[i].blank()) {
      ++i;
    }
    return i;
  }

  // The visible line above `i`, or `end_` for none.
  std::size_t PreviousVisible(std::size_t i) const {
    while (i-- > begin_) {
      if (!lines_[i].blank()) {
        return i;
      }
    }
    return end_;
  }

  bool IsTailLine(std::size_t i) const {
    const absl::string_view text = lines_[i].text;
    return lines_[i].blank() ||
           (DisplayWidth(text) <= kWidestTailLine && !lines_[i].has_inner_tab && text[0] != '[' &&
            text[0] != '>' && (!EndsSentence(text) || DisplayWidth(text) <= 60));
  }

  // The first and the last line that head signatories, with nothing but tail lines behind them.
  struct Headings {
    std::size_t first;
    std::size_t last;
  };
  std::optional<Headings> FindHeadings() const {
    std::optional<Headings> found;
    for (std::size_t i = end_; i-- > begin_ && IsTailLine(i);) {
      if (!lines_[i].blank() && IsSignatoriesHeading(lines_[i].text) && NextVisible(i + 1) < end_) {
        found = Headings{i, found ? found->last : i};
      }
    }
    return found;
  }

  // The last line above `end` that is a day or a place and a day, with nothing but tail lines behind it.
  std::optional<std::size_t> FindDate(std::size_t end) const {
    for (std::size_t i = end; i-- > begin_;) {
      if (!IsTailLine(i)) {
        return std::nullopt;
      }
      if (!lines_[i].blank() && (ReadDate(lines_[i].text) || ReadPlaceAndDate(lines_[i].text))) {
        return i;
      }
      if (!lines_[i].blank() && !ScanLabel(lines_[i].text).label.empty() && lines_[i].text.size() > 100) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  void SetDate(std::size_t i) {
    content::v1::LetterDate& letter = *imported_.content.mutable_letter_date();
    TakeLine(i);
    bool ambiguous = false;
    if (const auto date = ReadDate(lines_[i].text)) {
      letter.set_text(std::string(lines_[i].text));
      *letter.mutable_date() = date->date;
      ambiguous = date->ambiguous;
    } else if (const auto both = ReadPlaceAndDate(lines_[i].text)) {
      imported_.content.set_place(both->place);
      letter.set_text(both->date_text);
      *letter.mutable_date() = both->date.date;
      ambiguous = both->date.ambiguous;
    }
    if (ambiguous) {
      Find(i, "day and month of the date cannot be told apart; only the year was taken");
    }
  }

  bool IsPlace(std::size_t i) const {
    const absl::string_view text = lines_[i].text;
    if (!LooksLikePlace(text) || NamesOrganisation(text) || NamesPost(text) ||
        StartsWithPersonalTitle(text)) {
      return false;
    }
    return text.find(',') != absl::string_view::npos || text.find("،") != absl::string_view::npos ||
           IsNamedInText(i);
  }

  // "in Jakarta", "서울에서": the text itself says that this is a place.
  bool IsNamedInText(std::size_t place) const {
    const std::string name(lines_[place].text);
    for (std::size_t i = 0; i < place; ++i) {
      for (const absl::string_view before : {"in ", "at ", "à ", "en ", "em ", "di ", "في ", "в "}) {
        if (lines_[i].text.find(absl::StrCat(before, name)) != absl::string_view::npos) {
          return true;
        }
      }
      for (const absl::string_view after : {"에서", "で", "にて", " میں", "举行"}) {
        if (lines_[i].text.find(absl::StrCat(name, after)) != absl::string_view::npos) {
          return true;
        }
      }
    }
    return false;
  }

  // The place on the visible line below the date, or above it. Returns the line behind date and place.
  std::size_t TakePlaceBeside(std::size_t date) {
    if (!imported_.content.place().empty()) {
      return date + 1;
    }
    const std::size_t below = NextVisible(date + 1);
    if (below < end_ && IsPlace(below)) {
      SetPlace(below);
      return below + 1;
    }
    const std::size_t above = PreviousVisible(date);
    if (above < end_ && above + 2 >= date && IsPlace(above) &&
        (above == begin_ || lines_[above - 1].blank())) {
      SetPlace(above);
    }
    return date + 1;
  }

  void SetPlace(std::size_t i) {
    imported_.content.set_place(std::string(lines_[i].text));
    TakeLine(i);
  }

  // Day and place among the last lines above the list of signatories.
  void TakeDateAndPlace(std::size_t heading) {
    const std::optional<std::size_t> date = FindDate(heading);
    if (!date || imported_.content.has_letter_date()) {
      return;
    }
    std::size_t between = 0;
    for (std::size_t i = *date + 1; i < heading; ++i) {
      between += lines_[i].blank() ? 0 : 1;
    }
    if (between <= 1) {
      SetDate(*date);
      TakePlaceBeside(*date);
    }
  }

  // Persons at the very end, right below "Done in Halden Quay this 16th day of May, 2024.", which stays text.
  bool TakeThoseBelowFormula() {
    for (std::size_t i = end_; i-- > begin_;) {
      if (lines_[i].blank()) {
        continue;
      }
      if (IsClosingFormula(lines_[i].text)) {
        const std::size_t first = NextVisible(i + 1);
        return first < end_ && ReadSignatoryList(lines_, first, end_, false).NamesPersonsAlone() &&
               TakeSignatories(first, false);
      }
      if (!IsTailLine(i)) {
        return false;
      }
    }
    return false;
  }

  // Takes all lines from `first` on as signatories, or none of them, and says which. With `headed` the first
  // is their heading.
  bool TakeSignatories(std::size_t first, bool headed) {
    const SignatoryList list = ReadSignatoryList(lines_, first, end_, headed);
    if (!list.Convinces()) {
      Decline(first, list.misfit.value_or(first));
      return false;
    }
    if (list.date && !imported_.content.has_letter_date()) {
      SetDate(*list.date);
    }
    for (const SignatoryList::Row& row : list.rows) {
      TakeLine(row.line);
      if (row.reading) {
        Add(row);
      }
    }
    return true;
  }

  void Add(const SignatoryList::Row& row) {
    content::v1::Signatory signatory = row.reading->signatory;
    signatory.set_display_order(static_cast<int64_t>(imported_.signatories.size()) + 1);
    signatory.set_group_heading(row.group);
    imported_.signatories.push_back(std::move(signatory));
    if (!row.reading->certain) {
      Find(row.line,
           "a signatory was taken for one organisation; nothing in its name says for certain that it is");
    }
  }

  void Decline(std::size_t first, std::size_t why) {
    Find(first, why == first
                    ? "what stands here may be signatories; it was kept as paragraphs"
                    : absl::StrCat("what stands here may be signatories, but line ", lines_[why].number,
                                   " does not read like one; all were kept as paragraphs"));
  }

  // Short lines at the very end with names in them, without a day or a heading above.
  void ReportNames() {
    const std::size_t last = PreviousVisible(end_);
    if (last < end_ && last > begin_ && DisplayWidth(lines_[last].text) <= kWidestTailLine) {
      const auto reading = ReadSignatory(lines_[last].text);
      const bool person = StartsWithPersonalTitle(lines_[last].text);
      if (reading && (reading->certain || reading->signatory.has_person() || person)) {
        Find(last, "the text ends with what may be a signatory; it was kept as a paragraph");
      }
    }
  }

  std::vector<Line>& lines_;
  const std::size_t begin_;
  const std::size_t end_;
  Imported& imported_;
  bool taken_ = false;
};

}  // namespace

bool TakeTail(std::vector<Line>& lines, std::size_t begin, std::size_t end, Imported& imported) {
  return Tail(lines, begin, end, imported).Take();
}

}  // namespace communique::text

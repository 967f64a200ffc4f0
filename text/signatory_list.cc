#include "text/signatory_list.h"

#include <algorithm>
#include <utility>

#include "absl/strings/strip.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/labels.h"
#include "text/section_words.h"

namespace communique::text {
namespace {

constexpr int kWidestGroupHeading = 80;

// Without a bullet, and without a number that counts on.
absl::string_view WithoutNumber(absl::string_view text, int& number) {
  if (const std::size_t bullet = BulletLength(text); bullet > 0) {
    return TrimSpace(text.substr(bullet));
  }
  const LabelCandidate label = ScanLabel(text);
  if (!label.readings.empty() && label.readings[0].form.numerals == Numerals::kDecimal &&
      label.readings[0].path == std::vector<int>{number + 1}) {
    ++number;
    return TrimSpace(text.substr(label.rest));
  }
  return text;
}

// A day, or what stands by itself behind all of them and is a place and a day.
bool TellsDay(const std::vector<Line>& lines, std::size_t i, std::size_t end) {
  if (ReadDate(lines[i].text)) {
    return true;
  }
  const bool last = std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                lines.begin() + static_cast<std::ptrdiff_t>(end),
                                [](const Line& line) { return line.blank(); });
  return last && lines[i - 1].blank() && ReadPlaceAndDate(lines[i].text).has_value();
}

bool HeadsGroup(absl::string_view text) {
  return (EndsWithColon(text) || IsSignatoriesHeading(text)) && DisplayWidth(text) <= kWidestGroupHeading;
}

}  // namespace

bool SignatoryList::Convinces() const {
  std::size_t names = 0;
  std::size_t certain = 0;
  for (const Row& row : rows) {
    names += row.reading ? 1 : 0;
    certain += row.reading && row.reading->certain ? 1 : 0;
  }
  if (misfit || names == 0) {
    return false;
  }
  return headed || certain == names || (certain > 0 && names >= 3 && certain * 5 >= names * 3);
}

bool SignatoryList::NamesPersonsAlone() const {
  return !misfit && !rows.empty() && std::all_of(rows.begin(), rows.end(), [](const Row& row) {
    return row.reading && row.reading->certain && row.reading->signatory.has_person();
  });
}

SignatoryList ReadSignatoryList(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                                bool headed) {
  SignatoryList list;
  list.headed = headed;
  std::string group;
  int number = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].blank()) {
      continue;
    }
    const absl::string_view text = lines[i].text;
    if (headed && (i == begin || HeadsGroup(text))) {
      group = std::string(TrimSpace(absl::StripSuffix(absl::StripSuffix(text, ":"), "：")));
      list.rows.push_back({i, std::nullopt, group});
    } else if (headed && !list.date && TellsDay(lines, i, end)) {
      list.date = i;
    } else if (std::optional<SignatoryReading> reading = ReadSignatory(WithoutNumber(text, number))) {
      list.rows.push_back({i, std::move(reading), group});
    } else {
      list.misfit = i;
      break;
    }
  }
  return list;
}

}  // namespace communique::text

#ifndef COMMUNIQUE_TEXT_DATES_H_
#define COMMUNIQUE_TEXT_DATES_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"

namespace communique::text {

// A line that is a day and nothing else, in the ways it is written: "April 28th, 2014", "28 April
// 2014", "2014-04-28", "28. April 2014", "28 avril 2014", "2014년 4월 28일 (월)", "2014年4月28日",
// "٢٨ أبريل ٢٠١٤", "28 اپریل 2014ء". A weekday and a time of day may stand with it.
struct DateReading {
  // Month and day are 0 where not told.
  content::v1::Date date;
  // "03/04/2014": day and month cannot be told apart, so `date` has the year alone.
  bool ambiguous = false;
};

// Nothing where the text is more, or other, than a day. Text of more than 120 bytes never is.
std::optional<DateReading> ReadDate(absl::string_view text);

// "Jakarta, 28 April 2014" or "April 28, 2014 – Jakarta, Indonesia", split; not "Date: 28 April 2014".
struct PlaceAndDate {
  std::string place;
  std::string date_text;
  DateReading date;
};
std::optional<PlaceAndDate> ReadPlaceAndDate(absl::string_view text);

// "Geneva, 3 May 2020 – The members of …": the place and day before the dash that opens a paragraph, as
// printed; empty where the paragraph opens otherwise.
std::string ReadDateline(absl::string_view paragraph);

// "Jakarta, Indonesia": one to three short parts with capitals, no digits, no end of a sentence.
bool LooksLikePlace(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_DATES_H_

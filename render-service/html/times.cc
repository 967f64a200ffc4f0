#include "render-service/html/times.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace communique::render {
namespace {

std::string FormatSecond(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

}  // namespace

std::string IsoDay(const Day& day) {
  if (day.year == 0) return "";
  std::string text = absl::StrFormat("%04d", day.year);
  if (day.month == 0) return text;
  absl::StrAppendFormat(&text, "-%02d", day.month);
  if (day.day != 0) absl::StrAppendFormat(&text, "-%02d", day.day);
  return text;
}

std::string IsoSecond(const google::protobuf::Timestamp& time) {
  return FormatSecond(absl::FromUnixSeconds(time.seconds()));
}

std::string IsoSecondOfMicroseconds(int64_t microseconds_since_1970) {
  return FormatSecond(absl::FromUnixMicros(microseconds_since_1970));
}

Day DayOf(const content::v1::Date& date) {
  return {.year = date.year(), .month = date.month(), .day = date.day()};
}

}  // namespace communique::render

#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_TIMES_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_TIMES_H_

#include <cstdint>
#include <string>

#include "google/protobuf/timestamp.pb.h"
#include "render-service/domain/site.h"

namespace communique::render {

// Days and times for machines. Pure.

// "2014-04-28", "2014-04" or "2014", as far as the day is known; empty for year 0.
std::string IsoDay(const Day& day);

// "2014-04-28T10:30:00Z": whole seconds, which HTML, Atom and sitemaps all take.
std::string IsoSecond(const google::protobuf::Timestamp& time);
std::string IsoSecondOfMicroseconds(int64_t microseconds_since_1970);

Day DayOf(const content::v1::Date& date);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_TIMES_H_

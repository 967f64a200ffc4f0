#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TIMESTAMPS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TIMESTAMPS_H_

#include <cstdint>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace communique::content {

// An instant from 1970 on, to the nanosecond. Pure.
inline google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

// An instant that a key of the store can hold: of the years 1970 to 2200.
inline bool IsTimestamp(const google::protobuf::Timestamp& timestamp) {
  constexpr int64_t kEndOf2200 = 7'289'654'400;
  return timestamp.seconds() >= 0 && timestamp.seconds() < kEndOf2200 && timestamp.nanos() >= 0 &&
         timestamp.nanos() < 1'000'000'000;
}

inline absl::Time FromTimestamp(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TIMESTAMPS_H_

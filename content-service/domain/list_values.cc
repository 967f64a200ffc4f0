#include "content-service/domain/list_values.h"

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "content-service/domain/stored_statement.h"
#include "content-service/domain/timestamps.h"
#include "statement/big_endian.h"

namespace communique::content {
namespace {

constexpr size_t kLongestSortKey = 96;

}  // namespace

const stored::v1::BodyRef* ListedContent(const stored::v1::StatementRow& row, v1::View view) {
  if (view == v1::VIEW_EDITORIAL) return NewestContentRef(row);
  const stored::v1::EditionRow* live = LiveEdition(row);
  return live == nullptr ? nullptr : &live->content();
}

std::string PublishDate(const stored::v1::StatementRow& row, const v1::Content& content) {
  if (content.has_publication_date()) {
    const v1::Date& date = content.publication_date();
    return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
  }
  if (!row.has_first_publish_time()) return "0000-00-00";
  return absl::FormatTime("%E4Y-%m-%d", FromTimestamp(row.first_publish_time()), absl::UTCTimeZone());
}

std::string TitleSortKey(absl::string_view folded_title) {
  return std::string(folded_title.substr(0, kLongestSortKey));
}

std::string TimeValue(const google::protobuf::Timestamp& time) {
  const auto nanoseconds = static_cast<uint64_t>(absl::ToUnixNanos(FromTimestamp(time)));
  std::string bytes;
  AppendBigEndian(nanoseconds, bytes);
  return bytes;
}

absl::string_view StateWord(v1::PublicState state) {
  switch (state) {
    case v1::PUBLIC_STATE_LIVE:
      return "live";
    case v1::PUBLIC_STATE_WITHDRAWN:
      return "withdrawn";
    case v1::PUBLIC_STATE_REMOVED:
      return "removed";
    default:
      return "never";
  }
}

absl::string_view StateWord(v1::DraftState state) {
  switch (state) {
    case v1::DRAFT_STATE_DRAFT:
      return "draft";
    case v1::DRAFT_STATE_SCHEDULED:
      return "scheduled";
    default:
      return "none";
  }
}

}  // namespace communique::content

#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_VALUES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_VALUES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/content/v1/view.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace communique::content {

// What lists find and order statements by. Pure.

// The content that a view judges a statement by: the last edition in PUBLIC, the newest in EDITORIAL. Null
// where there is none.
const stored::v1::BodyRef* ListedContent(const stored::v1::StatementRow& row, v1::View view);

// "2024-05-17": the day it counts as published, given by the author or that of edition 1 (UTC), with 00 for
// what is not known. Sorts as the days do.
std::string PublishDate(const stored::v1::StatementRow& row, const v1::Content& content);

// Sorts titles without regard to case, accents and width, from one that FoldForSearch gave; the first 96
// bytes count.
std::string TitleSortKey(absl::string_view folded_title);

// 8 bytes that sort as the times do.
std::string TimeValue(const google::protobuf::Timestamp& time);

// "live", "scheduled" …
absl::string_view StateWord(v1::PublicState state);
absl::string_view StateWord(v1::DraftState state);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIST_VALUES_H_

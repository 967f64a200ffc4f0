#include "statement/errors.h"

#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/error_info.pb.h"

namespace communique {
namespace {

constexpr size_t kLongestQuote = 80;

// The longest prefix of at most `limit` bytes that does not end within a UTF-8 character.
absl::string_view WholeCharacters(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

}  // namespace

absl::Status ErrorWithReason(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                             const std::vector<std::pair<std::string, std::string>>& metadata) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(kErrorDomain);
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[key] = value;
  absl::Status status(code, message);
  status.SetPayload(kErrorInfoType, absl::Cord(info.SerializeAsString()));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kErrorInfoType);
  google::rpc::ErrorInfo info;
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) return "";
  return info.reason();
}

std::string QuoteForMessage(absl::string_view text) {
  const absl::string_view shown = WholeCharacters(text, kLongestQuote);
  return absl::StrCat("'", absl::Utf8SafeCHexEscape(shown), shown.size() < text.size() ? "…'" : "'");
}

void FieldViolations::Add(absl::string_view field, absl::string_view description) {
  if (++count_ <= kMostKept) violations_.emplace_back(std::string(field), std::string(description));
}

void FieldViolations::AddAll(absl::string_view field, const FieldViolations& part) {
  for (const auto& [below, description] : part.violations_) {
    Add(absl::StrCat(field, ".", below), description);
  }
  count_ += part.count_ - part.violations_.size();
}

absl::Status FieldViolations::ToStatus() const {
  if (empty()) return absl::OkStatus();
  google::rpc::BadRequest bad_request;
  for (const auto& [field, description] : violations_) {
    auto* violation = bad_request.add_field_violations();
    violation->set_field(field);
    violation->set_description(description);
  }
  std::string message = absl::StrCat(violations_[0].first, ": ", violations_[0].second);
  if (count_ > 1) absl::StrAppend(&message, " (and ", count_ - 1, " more)");
  absl::Status status = ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_FIELD", message);
  status.SetPayload(kBadRequestType, absl::Cord(bad_request.SerializeAsString()));
  return status;
}

}  // namespace communique

#include "content-service/domain/etag.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "statement/big_endian.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr size_t kCheckBytes = 8;

std::string CheckValue(absl::string_view resource, absl::string_view number) {
  return Sha256(absl::StrCat("etag:", resource, ":", number)).substr(0, kCheckBytes);
}

// Whether MakeEtag could have given it for this resource at some time.
bool IsEtagOf(absl::string_view etag, absl::string_view resource) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(etag, &bytes) || bytes.size() != kBigEndianBytes + kCheckBytes) {
    return false;
  }
  return bytes.substr(kBigEndianBytes) == CheckValue(resource, bytes.substr(0, kBigEndianBytes));
}

}  // namespace

std::string MakeEtag(absl::string_view resource, uint64_t sequence) {
  std::string number;
  AppendBigEndian(sequence, number);
  return absl::WebSafeBase64Escape(absl::StrCat(number, CheckValue(resource, number)));
}

absl::Status CheckEtag(absl::string_view etag, absl::string_view resource, uint64_t sequence,
                       absl::string_view field) {
  if (etag == MakeEtag(resource, sequence)) {
    return absl::OkStatus();
  }
  FieldViolations violations;
  if (etag.empty()) {
    violations.Add(field, absl::StrCat("is required; get ", resource, " and send the etag it has"));
  } else if (!IsEtagOf(etag, resource)) {
    violations.Add(
        field, absl::StrCat("is not one of ", resource, "; send the etag exactly as a Get of it gave it"));
  } else {
    return ErrorWithReason(
        absl::StatusCode::kAborted, "ETAG_MISMATCH",
        absl::StrCat(resource,
                     " was changed since this etag was read; get it again, see what changed, "
                     "and repeat the call with the new etag"),
        {{"resource", std::string(resource)}});
  }
  return violations.ToStatus();
}

}  // namespace communique::content

#include "content-service/storage/snapshot_token.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr size_t kCheckDigits = 16;
constexpr size_t kFieldCount = 7;

std::string CheckValue(absl::string_view fields) {
  return Sha256Hex(absl::StrCat("snapshot:", fields)).substr(0, kCheckDigits);
}

absl::Status BadToken() {
  return ErrorWithReason(
      absl::StatusCode::kInvalidArgument, "BAD_RESUME_TOKEN",
      "snapshot_resume_token is none that a snapshot of this view and filter gave; send the last one "
      "received, with the same view and filter, or begin again without it");
}

}  // namespace

// Ids and paths hold no newline, so it can part the fields.
std::string EncodeSnapshotToken(const SnapshotToken& token, absl::string_view fingerprint) {
  const std::string fields = absl::StrCat(fingerprint, "\n", token.epoch, "\n", token.number, "\n",
                                          static_cast<int>(token.phase), "\n", token.id, "\n", token.told);
  return absl::WebSafeBase64Escape(absl::StrCat(fields, "\n", CheckValue(fields)));
}

absl::StatusOr<SnapshotToken> ParseSnapshotToken(absl::string_view text, absl::string_view fingerprint) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes)) return BadToken();
  const std::vector<std::string> fields = absl::StrSplit(bytes, '\n');
  if (fields.size() != kFieldCount || fields[0] != fingerprint) return BadToken();
  const absl::string_view checked =
      absl::string_view(bytes).substr(0, bytes.size() - fields.back().size() - 1);
  if (fields.back() != CheckValue(checked)) return BadToken();
  SnapshotToken token;
  int phase = 0;
  if (!absl::SimpleAtoi(fields[2], &token.number) || !absl::SimpleAtoi(fields[3], &phase) ||
      !absl::SimpleAtoi(fields[5], &token.told)) {
    return BadToken();
  }
  // The check value is no secret: a made-up phase would be one that never ends.
  if (phase < 0 || phase > static_cast<int>(SnapshotToken::Phase::kDone)) return BadToken();
  token.epoch = fields[1];
  token.phase = static_cast<SnapshotToken::Phase>(phase);
  token.id = fields[4];
  return token;
}

}  // namespace communique::content

#include "render-service/domain/output_key.h"

#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace communique::render {
namespace {

auto Ordered(const OutputKey& key) {
  return std::tuple(PhaseOf(key.type), key.type, absl::string_view(key.statement),
                    absl::string_view(key.entry), absl::string_view(key.language),
                    absl::string_view(key.section), key.year, absl::string_view(key.path));
}

// No field holds it, and it sorts before every byte that one may hold.
constexpr char kSeparator = '\0';
constexpr size_t kTextFields = 6;

}  // namespace

std::strong_ordering operator<=>(const OutputKey& a, const OutputKey& b) {
  if (Ordered(a) < Ordered(b)) return std::strong_ordering::less;
  if (Ordered(b) < Ordered(a)) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

Phase PhaseOf(OutputType type) {
  switch (type) {
    case OutputType::kStylesheet:
    case OutputType::kStatementJson:
    case OutputType::kStatementText:
      return Phase::kFiles;
    case OutputType::kStatementPage:
    case OutputType::kNotice:
      return Phase::kPages;
    case OutputType::kAttachment:
    case OutputType::kSetPages:
      return Phase::kImages;
    default:
      return Phase::kIndexes;
  }
}

v1::OutputKind KindOf(OutputType type) {
  switch (type) {
    case OutputType::kAttachment:
      return v1::OUTPUT_KIND_FILE;
    case OutputType::kSetPages:
      return v1::OUTPUT_KIND_PDF;
    default:
      return v1::OUTPUT_KIND_PAGE;
  }
}

std::string EncodeOutputKey(const OutputKey& key) {
  std::string bytes;
  bytes.push_back(static_cast<char>(PhaseOf(key.type)));
  bytes.push_back(static_cast<char>(key.type));
  const absl::string_view separator(&kSeparator, 1);
  absl::StrAppend(&bytes, key.statement, separator, key.entry, separator, key.language, separator,
                  key.section, separator, absl::StrFormat("%010d", key.year), separator, key.path);
  return bytes;
}

absl::StatusOr<OutputKey> DecodeOutputKey(absl::string_view bytes) {
  OutputKey key;
  if (bytes.size() >= 2) {
    const std::vector<std::string> fields = absl::StrSplit(bytes.substr(2), kSeparator);
    key.type = static_cast<OutputType>(bytes[1]);
    if (fields.size() == kTextFields && static_cast<char>(PhaseOf(key.type)) == bytes[0] &&
        absl::SimpleAtoi(fields[4], &key.year)) {
      key.statement = fields[0];
      key.entry = fields[1];
      key.language = fields[2];
      key.section = fields[3];
      key.path = fields[5];
      return key;
    }
  }
  return absl::DataLossError(
      "a row of the renderer's state names no output; stop, delete the state directory, and start again: it "
      "is rebuilt from content-service");
}

}  // namespace communique::render

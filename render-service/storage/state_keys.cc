#include "render-service/storage/state_keys.h"

#include <limits>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace communique::render {
namespace {

constexpr char kSeparator = '\0';

void AppendBigEndian(uint64_t number, int bytes, std::string& key) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) key.push_back(static_cast<char>(number >> shift));
}

// Signed numbers keep their order: the sign bit is flipped, then all of it is inverted.
uint32_t Inverted32(int32_t number) { return ~(static_cast<uint32_t>(number) ^ (1u << 31)); }
uint64_t Inverted64(int64_t number) { return ~(static_cast<uint64_t>(number) ^ (uint64_t{1} << 63)); }

int32_t YearOfInverted(absl::string_view four_bytes) {
  uint32_t number = 0;
  for (const char c : four_bytes) number = number << 8 | static_cast<unsigned char>(c);
  return static_cast<int32_t>(~number ^ (1u << 31));
}

}  // namespace

std::string PrefixOf(absl::string_view name) {
  std::string key(name);
  key.push_back(kSeparator);
  return key;
}

std::string EditionKey(absl::string_view statement, int32_t number) {
  std::string key = PrefixOf(statement);
  AppendBigEndian(static_cast<uint32_t>(number), 4, key);
  return key;
}

std::string SignatoryKey(absl::string_view statement, uint64_t number) {
  std::string key = PrefixOf(statement);
  AppendBigEndian(number, 8, key);
  return key;
}

std::string IndexPrefix(absl::string_view language, absl::string_view section) {
  return absl::StrCat(PrefixOf(language), PrefixOf(section));
}

std::string IndexYearPrefix(absl::string_view language, absl::string_view section, int32_t year) {
  std::string key = IndexPrefix(language, section);
  AppendBigEndian(Inverted32(year), 4, key);
  return key;
}

std::string IndexKey(const IndexEntry& entry, absl::string_view section) {
  std::string key = IndexYearPrefix(entry.language, section, entry.day.year);
  AppendBigEndian(~static_cast<uint64_t>(entry.day.month), 1, key);
  AppendBigEndian(~static_cast<uint64_t>(entry.day.day), 1, key);
  AppendBigEndian(Inverted64(entry.first_publish_time), 8, key);
  return absl::StrCat(key, entry.statement);
}

absl::StatusOr<IndexPlace> ParseIndexKey(absl::string_view key) {
  const size_t after_language = key.find(kSeparator);
  const size_t after_section =
      after_language == absl::string_view::npos ? after_language : key.find(kSeparator, after_language + 1);
  if (after_section == absl::string_view::npos || key.size() < after_section + 5) {
    return absl::DataLossError(
        "a row of the renderer's index has no place; delete the state directory and start again");
  }
  return IndexPlace{
      .language = std::string(key.substr(0, after_language)),
      .section = std::string(key.substr(after_language + 1, after_section - after_language - 1)),
      .year = YearOfInverted(key.substr(after_section + 1, 4))};
}

}  // namespace communique::render

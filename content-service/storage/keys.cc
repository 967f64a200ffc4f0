#include "content-service/storage/keys.h"

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "statement/big_endian.h"

namespace communique::content {
namespace {

constexpr size_t kPartyKeyBytes = 16;
constexpr uint64_t kSignBit = uint64_t{1} << 63;
constexpr char kEndOfId = '\0';

std::string IdPrefix(absl::string_view id) {
  std::string key(id);
  key.push_back(kEndOfId);
  return key;
}

}  // namespace

const char* const kFamilyNames[kFamilyCount] = {"meta",
                                                "records",
                                                "bodies",
                                                "public_records",
                                                "statements",
                                                "signatories",
                                                "signatory_order",
                                                "sections",
                                                "paths",
                                                "groups",
                                                "public_blobs",
                                                "requests",
                                                "blobs",
                                                "blob_chunks",
                                                "uploads",
                                                "schedules",
                                                "blob_references",
                                                "views",
                                                "list_index",
                                                "revisions",
                                                "signatory_nodes",
                                                "signatory_parties",
                                                "section_children"};

std::string NumberKey(uint64_t number) {
  std::string key;
  AppendBigEndian(number, key);
  return key;
}

std::string BodyKey(uint64_t sequence, uint32_t index) {
  std::string key = NumberKey(sequence);
  for (int shift = 24; shift >= 0; shift -= 8) key.push_back(static_cast<char>(index >> shift));
  return key;
}

std::string ScrubKey(uint64_t sequence) { return absl::StrCat(kScrubPrefix, NumberKey(sequence)); }

std::string VersionsPrefix(absl::string_view id) { return IdPrefix(id); }

std::string VersionKey(absl::string_view id, uint64_t sequence) {
  std::string key = IdPrefix(id);
  AppendBigEndian(~sequence, key);
  return key;
}

std::string AfterVersions(absl::string_view id) { return absl::StrCat(id, "\x01"); }

std::string SectionChildrenPrefix(absl::string_view section) { return IdPrefix(section); }
std::string SectionChildKey(absl::string_view section, absl::string_view child) {
  return absl::StrCat(SectionChildrenPrefix(section), child);
}

std::string RevisionsPrefix(absl::string_view statement) { return IdPrefix(statement); }

std::string RevisionKey(absl::string_view statement, int64_t number) {
  std::string key = IdPrefix(statement);
  AppendBigEndian(static_cast<uint64_t>(number), key);
  return key;
}

std::string SignatoriesPrefix(absl::string_view statement) { return IdPrefix(statement); }

std::string SignatoryPrefix(absl::string_view statement, int64_t number) {
  std::string key = IdPrefix(statement);
  AppendBigEndian(static_cast<uint64_t>(number), key);
  return key;
}

std::string SignatoryKey(absl::string_view statement, int64_t number, uint64_t sequence) {
  std::string key = SignatoryPrefix(statement, number);
  AppendBigEndian(~sequence, key);
  return key;
}

std::string SignatoryOrderKey(absl::string_view statement, int64_t display_order, int64_t number) {
  std::string key = IdPrefix(statement);
  AppendBigEndian(static_cast<uint64_t>(display_order) ^ kSignBit, key);
  AppendBigEndian(static_cast<uint64_t>(number), key);
  return key;
}

std::string SignatoryNodeKey(absl::string_view statement, int level, int64_t index) {
  std::string key = IdPrefix(statement);
  key.push_back(static_cast<char>(level));
  AppendBigEndian(static_cast<uint64_t>(index), key);
  return key;
}

std::string SignatoryPartyPrefix(absl::string_view statement, absl::string_view party_key) {
  return absl::StrCat(IdPrefix(statement), party_key);
}

std::string SignatoryPartyKey(absl::string_view statement, absl::string_view party_key, int64_t number) {
  std::string key = SignatoryPartyPrefix(statement, party_key);
  AppendBigEndian(static_cast<uint64_t>(number), key);
  return key;
}

std::string GroupPrefix(absl::string_view group) { return IdPrefix(group); }
std::string GroupKey(absl::string_view group, absl::string_view language) {
  return absl::StrCat(IdPrefix(group), language);
}

std::string PublicBlobPrefix(absl::string_view sha256_hex) { return absl::HexStringToBytes(sha256_hex); }
std::string PublicBlobKey(absl::string_view sha256_hex, absl::string_view statement) {
  return absl::StrCat(PublicBlobPrefix(sha256_hex), statement);
}

std::string BlobReferencesPrefix(absl::string_view sha256_hex) { return absl::HexStringToBytes(sha256_hex); }
std::string BlobReferenceKey(absl::string_view sha256_hex, absl::string_view statement, int64_t revision) {
  return absl::StrCat(BlobReferencesPrefix(sha256_hex), IdPrefix(statement),
                      NumberKey(static_cast<uint64_t>(revision)));
}

std::string RequestKey(absl::string_view actor, absl::string_view request_id) {
  return absl::StrCat(IdPrefix(actor), request_id);
}

std::string ScheduleKey(absl::Time publish_time, absl::string_view id) {
  return absl::StrCat(NumberKey(static_cast<uint64_t>(absl::ToUnixNanos(publish_time))), id);
}

std::string ListKeyPrefix(v1::View view, ListKey key) {
  return {view == v1::VIEW_EDITORIAL ? 'E' : 'P', static_cast<char>(key)};
}
std::string ListValuePrefix(v1::View view, ListKey key, absl::string_view value) {
  return absl::StrCat(ListKeyPrefix(view, key), IdPrefix(value));
}
std::string ListEntryKey(const ListEntry& entry) {
  return absl::StrCat(ListValuePrefix(entry.view, entry.key, entry.value), entry.statement);
}

std::optional<ListPlace> ParseListEntryKey(ListKey kind, absl::string_view key) {
  constexpr size_t kPrefixBytes = 2;
  if (key.size() <= kPrefixBytes) return std::nullopt;
  key.remove_prefix(kPrefixBytes);
  // A number may hold any byte.
  const size_t end = kind == ListKey::kUpdate ? kBigEndianBytes : key.find(kEndOfId);
  if (end >= key.size() || key[end] != kEndOfId) return std::nullopt;
  return ListPlace{std::string(key.substr(0, end)), std::string(key.substr(end + 1))};
}

std::optional<VersionedId> ParseVersionKey(absl::string_view key) {
  const size_t end = key.find(kEndOfId);
  if (end == absl::string_view::npos || key.size() != end + 1 + kBigEndianBytes) return std::nullopt;
  return VersionedId{std::string(key.substr(0, end)), ~ReadBigEndian(key.substr(end + 1))};
}

std::optional<uint64_t> ParseNumberKey(absl::string_view key) {
  if (key.size() != kBigEndianBytes) return std::nullopt;
  return ReadBigEndian(key);
}

std::optional<SignatoryVersion> ParseSignatoryKey(absl::string_view prefix, absl::string_view key) {
  if (!absl::StartsWith(key, prefix) || key.size() != prefix.size() + 2 * kBigEndianBytes)
    return std::nullopt;
  key.remove_prefix(prefix.size());
  return SignatoryVersion{static_cast<int64_t>(ReadBigEndian(key)),
                          ~ReadBigEndian(key.substr(kBigEndianBytes))};
}

std::optional<SignatoryOrder> ParseSignatoryOrderKey(absl::string_view prefix, absl::string_view key) {
  if (!absl::StartsWith(key, prefix) || key.size() != prefix.size() + 2 * kBigEndianBytes)
    return std::nullopt;
  key.remove_prefix(prefix.size());
  return SignatoryOrder{static_cast<int64_t>(ReadBigEndian(key) ^ kSignBit),
                        static_cast<int64_t>(ReadBigEndian(key.substr(kBigEndianBytes)))};
}

std::optional<SignatoryParty> ParseSignatoryPartyKey(absl::string_view prefix, absl::string_view key) {
  if (!absl::StartsWith(key, prefix) || key.size() != prefix.size() + kPartyKeyBytes + kBigEndianBytes) {
    return std::nullopt;
  }
  key.remove_prefix(prefix.size());
  return SignatoryParty{std::string(key.substr(0, kPartyKeyBytes)),
                        static_cast<int64_t>(ReadBigEndian(key.substr(kPartyKeyBytes)))};
}

std::optional<ScheduleId> ParseScheduleKey(absl::string_view key) {
  if (key.size() <= kBigEndianBytes) return std::nullopt;
  return ScheduleId{absl::FromUnixNanos(static_cast<int64_t>(ReadBigEndian(key))),
                    std::string(key.substr(kBigEndianBytes))};
}

}  // namespace communique::content

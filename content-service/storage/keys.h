#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_KEYS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "communique/stored/v1/record.pb.h"
#include "content-service/domain/list_entry.h"
#include "rocksdb/slice.h"

namespace communique::content {

// Every key of the store (docs/storage-format.md says the same in prose). One column family a kind of
// row. Numbers are 8 bytes, most significant first, so that keys sort by them; `~n` is the number's
// complement, so that the newest version of a row sorts first and the state at a sequence is one seek.
// Ids, paths, languages and request ids never hold a byte 0, which ends each of them.
//
//   family           key                                             value
//   meta             "store"                                         stored.v1.MetaRow
//   meta             "scrub", sequence                               stored.v1.ScrubRow
//   records          sequence                                        stored.v1.Record
//   bodies           sequence, index (4 bytes)                       stored.v1.Body
//   public_records   public position                                 stored.v1.PublicRow
//   statements       statement id, 0, ~sequence                      stored.v1.StatementRow
//   signatories      statement id, 0, number, ~sequence              stored.v1.SignatoryRow
//   signatory_order  statement id, 0, display order (see below), number   nothing
//   sections         section id, 0, ~sequence                        stored.v1.SectionRow
//   paths            path, 0, ~sequence                              stored.v1.PathRow
//   groups           group id, 0, language                           stored.v1.GroupRow
//   public_blobs     SHA-256 (32 bytes), statement id                nothing
//   requests         actor, 0, request id                            stored.v1.RequestRow
//   blobs            SHA-256 (32 bytes)                              stored.v1.BlobRow
//   blob_chunks      SHA-256 (32 bytes), index (4 bytes)             checksum and bytes of a blob (BlobDB)
//   uploads          SHA-256 (32 bytes)                              stored.v1.UploadRow
//   schedules        publish time (nanoseconds since 1970), id       stored.v1.ScheduleRow
//   blob_references  SHA-256 (32 bytes), statement id, 0, revision   nothing; the revision lists the file
//   views            statement id                                    how often it was read (8 bytes)
//   list_index       view ('P' or 'E'), ListKey (1 byte), value, 0, statement id   nothing
//   revisions        statement id, 0, number                         stored.v1.RevisionRow
//   signatory_nodes  statement id, 0, level (1 byte), index          32 bytes of the list's tree
//   signatory_parties  statement id, 0, party key (16 bytes), number nothing
//   section_children section id, 0, id of a section below it         nothing; also of where it was once
//
// A display order is a signed number: its sign bit is flipped, so that negative ones sort first.
enum class Family : size_t {
  kMeta,
  kRecords,
  kBodies,
  kPublicRecords,
  kStatements,
  kSignatories,
  kSignatoryOrder,
  kSections,
  kPaths,
  kGroups,
  kPublicBlobs,
  kRequests,
  kBlobs,
  kBlobChunks,
  kUploads,
  kSchedules,
  kBlobReferences,
  kViews,
  kListIndex,
  kRevisions,
  kSignatoryNodes,
  kSignatoryParties,
  kSectionChildren,
};
inline constexpr size_t kFamilyCount = static_cast<size_t>(Family::kSectionChildren) + 1;
// By the numbers of Family.
extern const char* const kFamilyNames[kFamilyCount];

inline rocksdb::Slice ToSlice(absl::string_view bytes) { return rocksdb::Slice(bytes.data(), bytes.size()); }
inline absl::string_view ToView(const rocksdb::Slice& bytes) {
  return absl::string_view(bytes.data(), bytes.size());
}

inline constexpr char kMetaKey[] = "store";
inline constexpr char kScrubPrefix[] = "scrub";

// `records` and `public_records`.
std::string NumberKey(uint64_t number);
std::string BodyKey(uint64_t sequence, uint32_t index);
inline std::string BodyKey(const stored::v1::BodyRef& ref) { return BodyKey(ref.sequence(), ref.index()); }

// Of what the erasure of a commit has still to take off the disk.
std::string ScrubKey(uint64_t sequence);

// `statements`, `sections` and `paths`: all versions of an id, and the one of a commit.
std::string VersionsPrefix(absl::string_view id);
std::string VersionKey(absl::string_view id, uint64_t sequence);
// Sorts after every version of an id and before the next id.
std::string AfterVersions(absl::string_view id);

// All that a section ever had directly below it, and one of them.
std::string SectionChildrenPrefix(absl::string_view section);
std::string SectionChildKey(absl::string_view section, absl::string_view child);

std::string RevisionsPrefix(absl::string_view statement);
std::string RevisionKey(absl::string_view statement, int64_t number);

std::string SignatoriesPrefix(absl::string_view statement);
// All versions of a row.
std::string SignatoryPrefix(absl::string_view statement, int64_t number);
std::string SignatoryKey(absl::string_view statement, int64_t number, uint64_t sequence);
std::string SignatoryOrderKey(absl::string_view statement, int64_t display_order, int64_t number);
std::string SignatoryNodeKey(absl::string_view statement, int level, int64_t index);
// All rows of a party, and one.
std::string SignatoryPartyPrefix(absl::string_view statement, absl::string_view party_key);
std::string SignatoryPartyKey(absl::string_view statement, absl::string_view party_key, int64_t number);

std::string GroupPrefix(absl::string_view group);
std::string GroupKey(absl::string_view group, absl::string_view language);

std::string PublicBlobPrefix(absl::string_view sha256_hex);
std::string PublicBlobKey(absl::string_view sha256_hex, absl::string_view statement);
// `blob_references`: all who list a file, and one of them.
std::string BlobReferencesPrefix(absl::string_view sha256_hex);
std::string BlobReferenceKey(absl::string_view sha256_hex, absl::string_view statement, int64_t revision);
std::string RequestKey(absl::string_view actor, absl::string_view request_id);
std::string ScheduleKey(absl::Time publish_time, absl::string_view id);

// What a key was made from. Nothing where it is not such a key.
struct VersionedId {
  std::string id;
  uint64_t sequence = 0;
};
std::optional<VersionedId> ParseVersionKey(absl::string_view key);
std::optional<uint64_t> ParseNumberKey(absl::string_view key);
struct SignatoryVersion {
  int64_t number = 0;
  uint64_t sequence = 0;
};
// Of a key that begins with SignatoriesPrefix().
std::optional<SignatoryVersion> ParseSignatoryKey(absl::string_view prefix, absl::string_view key);
struct SignatoryOrder {
  int64_t display_order = 0;
  int64_t number = 0;
};
std::optional<SignatoryOrder> ParseSignatoryOrderKey(absl::string_view prefix, absl::string_view key);
struct SignatoryParty {
  std::string party_key;
  int64_t number = 0;
};
std::optional<SignatoryParty> ParseSignatoryPartyKey(absl::string_view prefix, absl::string_view key);

// Everything of one kind, and everything under one value.
std::string ListKeyPrefix(v1::View view, ListKey key);
std::string ListValuePrefix(v1::View view, ListKey key, absl::string_view value);
std::string ListEntryKey(const ListEntry& entry);

struct ListPlace {
  std::string value;
  // Id of the statement.
  std::string statement;
};
// Of a key that begins with ListKeyPrefix(…, key).
std::optional<ListPlace> ParseListEntryKey(ListKey kind, absl::string_view key);

struct ScheduleId {
  absl::Time publish_time;
  std::string id;
};
std::optional<ScheduleId> ParseScheduleKey(absl::string_view key);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_KEYS_H_

#include "content-service/storage/apply.h"

#include <string>

#include "absl/strings/escaping.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_blob_chunks.h"
#include "rocksdb/write_batch.h"

namespace communique::content {
namespace {

// What one commit writes.
class Puts {
 public:
  Puts(const Database& database, uint64_t sequence, rocksdb::WriteBatch& batch)
      : database_(database), sequence_(sequence), batch_(batch) {}

  void Put(Family family, const std::string& key, const std::string& value) {
    batch_.Put(database_.family(family), key, value);
  }

  void Delete(Family family, const std::string& key) { batch_.Delete(database_.family(family), key); }

  template <typename Rows>
  void PutVersions(Family family, const Rows& rows) {
    for (const auto& [id, row] : rows) Put(family, VersionKey(id, sequence_), row.SerializeAsString());
  }

  void PutSections(const RowChanges& rows) {
    PutVersions(Family::kSections, rows.sections);
    for (const auto& [id, row] : rows.sections) {
      if (!row.parent().empty()) Put(Family::kSectionChildren, SectionChildKey(row.parent(), id), "");
    }
  }

  void PutSignatories(const RowChanges& rows) {
    for (const auto& [key, row] : rows.signatories) {
      const auto& [statement, number] = key;
      Put(Family::kSignatories, SignatoryKey(statement, number, sequence_), row.SerializeAsString());
      Put(Family::kSignatoryOrder, SignatoryOrderKey(statement, row.display_order(), number), "");
    }
    for (const auto& [key, node] : rows.signatory_nodes) {
      const auto& [statement, level, index] = key;
      Put(Family::kSignatoryNodes, SignatoryNodeKey(statement, level, index), node);
    }
    for (const auto& [row, is_of_party] : rows.signatory_parties) {
      const auto& [statement, party_key, number] = row;
      const std::string key = SignatoryPartyKey(statement, party_key, number);
      is_of_party ? Put(Family::kSignatoryParties, key, "") : Delete(Family::kSignatoryParties, key);
    }
  }

 private:
  const Database& database_;
  const uint64_t sequence_;
  rocksdb::WriteBatch& batch_;
};

// What of the store's files an erasure has still to be taken out of.
stored::v1::ScrubRow ToScrub(const RowChanges& rows) {
  stored::v1::ScrubRow scrub;
  scrub.set_first_sequence(rows.redacted.begin()->first.first);
  scrub.set_last_sequence(rows.redacted.rbegin()->first.first);
  scrub.set_files(!rows.erased_files.empty());
  scrub.set_paths(!rows.erased_paths.empty());
  scrub.set_list_index(!rows.erased_list_entries.empty());
  scrub.set_parties(!rows.signatory_parties.empty());
  return scrub;
}

void ApplyErasure(const Database& database, uint64_t sequence, const RowChanges& rows,
                  rocksdb::WriteBatch& batch) {
  if (rows.redacted.empty()) return;
  for (const auto& [key, body] : rows.redacted) {
    batch.Put(database.family(Family::kBodies), BodyKey(key.first, key.second), body.SerializeAsString());
  }
  const RocksBlobChunks chunks(database.db(), database.family(Family::kBlobChunks));
  for (const std::string& sha256 : rows.erased_files) {
    const std::string digest = absl::HexStringToBytes(sha256);
    batch.Delete(database.family(Family::kBlobs), digest);
    chunks.DeleteAll(digest, batch);
  }
  for (const ListEntry& entry : rows.erased_list_entries) {
    batch.Delete(database.family(Family::kListIndex), ListEntryKey(entry));
  }
  for (const std::string& path : rows.erased_paths) {
    batch.DeleteRange(database.family(Family::kPaths), VersionsPrefix(path), AfterVersions(path));
  }
  batch.Put(database.family(Family::kMeta), ScrubKey(sequence), ToScrub(rows).SerializeAsString());
}

}  // namespace

void Apply(const Database& database, const SealedCommit& commit, const RowChanges& rows,
           rocksdb::WriteBatch& batch) {
  Puts puts(database, commit.sequence, batch);
  puts.Put(Family::kRecords, NumberKey(commit.sequence), commit.record);
  for (size_t i = 0; i < commit.bodies.size(); ++i) {
    puts.Put(Family::kBodies, BodyKey(commit.sequence, static_cast<uint32_t>(i)), commit.bodies[i]);
  }
  if (commit.has_public_effect) {
    stored::v1::PublicRow row;
    row.set_sequence(commit.sequence);
    row.set_record(commit.public_record);
    puts.Put(Family::kPublicRecords, NumberKey(commit.public_position), row.SerializeAsString());
  }
  puts.PutVersions(Family::kStatements, rows.statements);
  puts.PutSections(rows);
  puts.PutVersions(Family::kPaths, rows.paths);
  puts.PutSignatories(rows);
  for (const auto& [key, row] : rows.revisions) {
    puts.Put(Family::kRevisions, RevisionKey(key.first, key.second), row.SerializeAsString());
  }
  for (const auto& [key, row] : rows.groups) {
    puts.Put(Family::kGroups, GroupKey(key.first, key.second), row.SerializeAsString());
  }
  for (const auto& [listing, is_public] : rows.public_blobs) {
    const std::string key = PublicBlobKey(listing.first, listing.second);
    is_public ? puts.Put(Family::kPublicBlobs, key, "") : puts.Delete(Family::kPublicBlobs, key);
  }
  for (const auto& [reference, listed] : rows.blob_references) {
    const auto& [sha256, statement, revision] = reference;
    const std::string key = BlobReferenceKey(sha256, statement, revision);
    listed ? puts.Put(Family::kBlobReferences, key, "") : puts.Delete(Family::kBlobReferences, key);
  }
  for (const auto& [schedule, row] : rows.schedules) {
    const std::string key = ScheduleKey(schedule.first, schedule.second);
    row.has_value() ? puts.Put(Family::kSchedules, key, row->SerializeAsString())
                    : puts.Delete(Family::kSchedules, key);
  }
  for (const ListEntry& entry : rows.list_entries) puts.Put(Family::kListIndex, ListEntryKey(entry), "");
  ApplyErasure(database, commit.sequence, rows, batch);
}

void ApplyRequest(const Database& database, absl::string_view actor, absl::string_view request_id,
                  const stored::v1::RequestRow& row, rocksdb::WriteBatch& batch) {
  batch.Put(database.family(Family::kRequests), RequestKey(actor, request_id), row.SerializeAsString());
}

}  // namespace communique::content

#include "content-service/storage/chain_check.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/change.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/log_rows.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "serving/status_macros.h"
#include "statement/digest.h"

namespace communique::content {
namespace {

std::set<std::string> StatementsOf(const stored::v1::Record& record) {
  std::set<std::string> statements;
  for (const stored::v1::Effect& effect : record.effects()) {
    if (effect.has_statement()) statements.insert(effect.statement().statement());
    if (effect.has_signatories()) statements.insert(effect.signatories().statement());
    if (effect.has_erasure()) statements.insert(effect.erasure().statement());
  }
  return statements;
}

// One walk over the records, with the bodies and the public records beside them.
class Walk {
 public:
  explicit Walk(const Database& database)
      : records_(Rows(database, Family::kRecords)),
        bodies_(Rows(database, Family::kBodies)),
        publics_(Rows(database, Family::kPublicRecords)) {}

  absl::StatusOr<uint64_t> ToTheEnd() {
    for (; records_->Valid(); records_->Next()) RETURN_IF_ERROR(CheckRecord());
    for (const rocksdb::Iterator* rows : {records_.get(), bodies_.get(), publics_.get()}) {
      if (!rows->status().ok()) return FromRocksDb(rows->status(), "following the chains");
    }
    if (publics_->Valid()) return StoreDamaged("there is a public record behind the last record");
    if (bodies_->Valid()) return StoreDamaged("there is a body without a record");
    for (const auto& [statement, sequence] : missing_) {
      if (erased_.count(statement) == 0) {
        return StoreDamaged(absl::StrCat("a text of record ", sequence, " is missing and was not erased"));
      }
    }
    for (const auto& [sequence, statements] : redacted_) {
      const bool was_erased = std::any_of(statements.begin(), statements.end(),
                                          [&](const std::string& id) { return erased_.count(id) > 0; });
      if (!was_erased) {
        return StoreDamaged(absl::StrCat("a text of record ", sequence, " was redacted and not erased"));
      }
    }
    return sequence_;
  }

 private:
  static std::unique_ptr<rocksdb::Iterator> Rows(const Database& database, Family family) {
    rocksdb::ReadOptions options;
    options.fill_cache = false;
    std::unique_ptr<rocksdb::Iterator> rows(database.db()->NewIterator(options, database.family(family)));
    rows->SeekToFirst();
    return rows;
  }

  absl::Status CheckRecord() {
    stored::v1::Record record;
    const std::string bytes = records_->value().ToString();
    ++sequence_;
    if (ParseNumberKey(ToView(records_->key())) != sequence_ || !record.ParseFromString(bytes) ||
        record.sequence() != sequence_) {
      return StoreDamaged(absl::StrCat("record ", sequence_, " is missing or cannot be read"));
    }
    if (record.previous_hash() != record_hash_) {
      return StoreDamaged(absl::StrCat("record ", sequence_, " does not follow from the one before it"));
    }
    record_hash_ = Sha256(bytes);
    for (const stored::v1::Effect& effect : record.effects()) {
      if (effect.has_erasure()) erased_.insert(effect.erasure().statement());
    }
    RETURN_IF_ERROR(CheckBodies(record));
    if (record.has_public_effect()) RETURN_IF_ERROR(CheckPublicRecord());
    if (record.public_position() == public_position_) return absl::OkStatus();
    return StoreDamaged(
        absl::StrCat("record ", sequence_, " has another public position than the public chain"));
  }

  absl::Status CheckBodies(const stored::v1::Record& record) {
    for (int i = 0; i < record.body_digests_size(); ++i) {
      const std::string key = BodyKey(sequence_, static_cast<uint32_t>(i));
      if (!bodies_->Valid() || bodies_->key() != rocksdb::Slice(key)) {
        for (const std::string& statement : StatementsOf(record)) missing_.emplace(statement, sequence_);
        if (StatementsOf(record).empty()) {
          return StoreDamaged(absl::StrCat("a text of record ", sequence_, " is missing"));
        }
        continue;
      }
      if (Sha256(ToView(bodies_->value())) != record.body_digests(i)) {
        stored::v1::Body body;
        const bool is_redacted =
            body.ParseFromArray(bodies_->value().data(), static_cast<int>(bodies_->value().size())) &&
            body.redacted();
        // What an erasure left; that there was one, the records behind tell.
        if (is_redacted) {
          redacted_.emplace(sequence_, StatementsOf(record));
          bodies_->Next();
          continue;
        }
        return StoreDamaged(absl::StrCat("a text of record ", sequence_, " is not what the record says"));
      }
      bodies_->Next();
    }
    return absl::OkStatus();
  }

  absl::Status CheckPublicRecord() {
    ++public_position_;
    stored::v1::PublicRow row;
    v1::PublicRecord record;
    if (!publics_->Valid() || ParseNumberKey(ToView(publics_->key())) != public_position_ ||
        !row.ParseFromArray(publics_->value().data(), static_cast<int>(publics_->value().size())) ||
        !record.ParseFromString(row.record()) || row.sequence() != sequence_) {
      return StoreDamaged(absl::StrCat("public record ", public_position_, " is missing or cannot be read"));
    }
    if (record.previous_hash() != public_hash_) {
      return StoreDamaged(
          absl::StrCat("public record ", public_position_, " does not follow from the one before it"));
    }
    public_hash_ = Sha256(row.record());
    publics_->Next();
    return absl::OkStatus();
  }

  const std::unique_ptr<rocksdb::Iterator> records_;
  const std::unique_ptr<rocksdb::Iterator> bodies_;
  const std::unique_ptr<rocksdb::Iterator> publics_;
  uint64_t sequence_ = 0;
  uint64_t public_position_ = 0;
  std::string record_hash_ = std::string(32, '\0');
  std::string public_hash_ = std::string(32, '\0');
  std::set<std::string> erased_;
  // Statements with a missing body, and the first record that has one.
  std::map<std::string, uint64_t> missing_;
  // Records with a body that an erasure left, and the statements they are about.
  std::map<uint64_t, std::set<std::string>> redacted_;
};

}  // namespace

absl::Status CheckRecords(const Database& database, uint64_t from, uint64_t to) {
  std::string previous;
  for (uint64_t sequence = from; sequence <= to; ++sequence) {
    ASSIGN_OR_RETURN(const std::string bytes, ReadRecordBytes(database, sequence));
    ASSIGN_OR_RETURN(const stored::v1::Record record, ParseRecord(bytes, sequence));
    if (!previous.empty() && record.previous_hash() != previous) {
      return StoreDamaged(absl::StrCat("record ", sequence, " does not follow from the one before it"));
    }
    previous = Sha256(bytes);
  }
  return absl::OkStatus();
}

absl::StatusOr<uint64_t> CheckChains(const Database& database) { return Walk(database).ToTheEnd(); }

}  // namespace communique::content

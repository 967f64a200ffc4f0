#include "content-service/storage/rocks_state_view.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "communique/stored/v1/blob_rows.pb.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/domain/stored_statement.h"
#include "content-service/domain/timestamps.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/iterator.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {
namespace {

template <typename Row>
absl::StatusOr<Row> Parse(const rocksdb::Slice& value, Family family) {
  Row row;
  if (row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return row;
  return StoreDamaged(
      absl::StrCat("a row of ", kFamilyNames[static_cast<size_t>(family)], " cannot be read"));
}

}  // namespace

RocksStateView::RocksStateView(const Database& database, uint64_t sequence, TakenDown taken_down)
    : database_(database), sequence_(sequence), taken_down_(taken_down) {}
RocksStateView::~RocksStateView() = default;

rocksdb::Iterator& RocksStateView::IteratorOf(Family family) const {
  auto& iterator = iterators_[static_cast<size_t>(family)];
  if (iterator == nullptr) {
    iterator.reset(database_.db()->NewIterator(rocksdb::ReadOptions(), database_.family(family)));
  }
  return *iterator;
}

absl::Status RocksStateView::StatusOf(const rocksdb::Iterator& iterator) const {
  return iterator.status().ok() ? absl::OkStatus() : FromRocksDb(iterator.status(), "reading rows");
}

template <typename Row>
StateView::Found<Row> RocksStateView::FindVersion(Family family, absl::string_view id) const {
  rocksdb::Iterator& row = IteratorOf(family);
  row.Seek(VersionKey(id, sequence_));
  RETURN_IF_ERROR(StatusOf(row));
  if (!row.Valid() || !row.key().starts_with(VersionsPrefix(id))) return std::nullopt;
  return Parse<Row>(row.value(), family);
}

template <typename Row>
StateView::Found<RocksStateView::Entry<Row>> RocksStateView::NextVersion(Family family,
                                                                         absl::string_view after_id) const {
  rocksdb::Iterator& row = IteratorOf(family);
  row.Seek(after_id.empty() ? std::string() : AfterVersions(after_id));
  while (true) {
    RETURN_IF_ERROR(StatusOf(row));
    if (!row.Valid()) return std::nullopt;
    auto key = ParseVersionKey(ToView(row.key()));
    if (!key.has_value()) return StoreDamaged("a row has a malformed key");
    if (key->sequence <= sequence_) {
      ASSIGN_OR_RETURN(Row parsed, Parse<Row>(row.value(), family));
      return Entry<Row>{std::move(key->id), std::move(parsed)};
    }
    // Newer than asked for: to the version that was there then, or the first of the next id.
    row.Seek(VersionKey(key->id, sequence_));
  }
}

absl::Status RocksStateView::HideTakenDown(absl::string_view id, stored::v1::StatementRow& row) const {
  if (taken_down_ == TakenDown::kAsItWas || !IsPublic(row)) return absl::OkStatus();
  rocksdb::Iterator& newest = IteratorOf(Family::kStatements);
  newest.Seek(VersionsPrefix(id));
  RETURN_IF_ERROR(StatusOf(newest));
  if (!newest.Valid()) return StoreDamaged("a row is missing");
  ASSIGN_OR_RETURN(const auto now, Parse<stored::v1::StatementRow>(newest.value(), Family::kStatements));
  if (!IsPublic(now)) row.set_public_state(v1::PUBLIC_STATE_REMOVED);
  return absl::OkStatus();
}

StateView::Found<stored::v1::StatementRow> RocksStateView::FindStatement(absl::string_view id) const {
  ASSIGN_OR_RETURN(auto row, FindVersion<stored::v1::StatementRow>(Family::kStatements, id));
  if (row.has_value()) RETURN_IF_ERROR(HideTakenDown(id, *row));
  return row;
}
StateView::Found<stored::v1::SectionRow> RocksStateView::FindSection(absl::string_view id) const {
  ASSIGN_OR_RETURN(auto row, FindVersion<stored::v1::SectionRow>(Family::kSections, id));
  if (row.has_value() && row->deleted()) return std::nullopt;
  return row;
}

StateView::Found<stored::v1::PathRow> RocksStateView::FindPath(absl::string_view path) const {
  return FindVersion<stored::v1::PathRow>(Family::kPaths, path);
}

StateView::Found<uint64_t> RocksStateView::StatementVersion(absl::string_view id) const {
  rocksdb::Iterator& row = IteratorOf(Family::kStatements);
  row.Seek(VersionKey(id, sequence_));
  RETURN_IF_ERROR(StatusOf(row));
  if (!row.Valid() || !row.key().starts_with(VersionsPrefix(id))) return std::nullopt;
  const auto version = ParseVersionKey(ToView(row.key()));
  if (!version.has_value()) return StoreDamaged("a row has a malformed key");
  return version->sequence;
}

StateView::Found<RocksStateView::Entry<stored::v1::StatementRow>> RocksStateView::NextStatement(
    absl::string_view after_id) const {
  ASSIGN_OR_RETURN(auto next, NextVersion<stored::v1::StatementRow>(Family::kStatements, after_id));
  if (next.has_value()) RETURN_IF_ERROR(HideTakenDown(next->id, next->row));
  return next;
}
StateView::Found<RocksStateView::Entry<stored::v1::SectionRow>> RocksStateView::NextSection(
    absl::string_view after_id) const {
  for (std::string after(after_id);;) {
    ASSIGN_OR_RETURN(auto next, NextVersion<stored::v1::SectionRow>(Family::kSections, after));
    if (!next.has_value() || !next->row.deleted()) return next;
    after = std::move(next->id);
  }
}
StateView::Found<RocksStateView::Entry<stored::v1::PathRow>> RocksStateView::NextPath(
    absl::string_view after_path) const {
  return NextVersion<stored::v1::PathRow>(Family::kPaths, after_path);
}

absl::StatusOr<std::map<std::string, stored::v1::GroupRow>> RocksStateView::FindGroup(
    absl::string_view group) const {
  std::map<std::string, stored::v1::GroupRow> versions;
  const std::string prefix = GroupPrefix(group);
  rocksdb::Iterator& row = IteratorOf(Family::kGroups);
  for (row.Seek(prefix); row.Valid() && row.key().starts_with(prefix); row.Next()) {
    ASSIGN_OR_RETURN(auto version, Parse<stored::v1::GroupRow>(row.value(), Family::kGroups));
    if (version.sequence() > sequence_) continue;
    versions.emplace(ToView(row.key()).substr(prefix.size()), std::move(version));
  }
  RETURN_IF_ERROR(StatusOf(row));
  return versions;
}

StateView::Found<v1::Blob> RocksStateView::FindBlob(absl::string_view sha256) const {
  rocksdb::PinnableSlice value;
  const rocksdb::Status found = database_.db()->Get(rocksdb::ReadOptions(), database_.family(Family::kBlobs),
                                                    absl::HexStringToBytes(sha256), &value);
  if (found.IsNotFound()) return std::nullopt;
  if (!found.ok()) return FromRocksDb(found, "reading the row of a file");
  ASSIGN_OR_RETURN(auto row, Parse<stored::v1::BlobRow>(value, Family::kBlobs));
  return std::move(*row.mutable_blob());
}

absl::StatusOr<bool> RocksStateView::IsBlobListed(absl::string_view sha256, const Listing& except) const {
  const std::string prefix = BlobReferencesPrefix(sha256);
  const std::string excepted = BlobReferenceKey(sha256, except.statement, except.revision);
  rocksdb::Iterator& row = IteratorOf(Family::kBlobReferences);
  row.Seek(prefix);
  if (row.Valid() && ToView(row.key()) == excepted) row.Next();
  RETURN_IF_ERROR(StatusOf(row));
  return row.Valid() && row.key().starts_with(prefix);
}

StateView::Found<std::string> RocksStateView::FindSignatoryNode(absl::string_view statement, int level,
                                                                int64_t index) const {
  std::string node;
  const rocksdb::Status found =
      database_.db()->Get(rocksdb::ReadOptions(), database_.family(Family::kSignatoryNodes),
                          SignatoryNodeKey(statement, level, index), &node);
  if (found.IsNotFound()) return std::nullopt;
  if (!found.ok()) return FromRocksDb(found, "reading the digests of signatories");
  return node;
}

StateView::Found<stored::v1::ScheduleRow> RocksStateView::FindSchedule(
    const stored::v1::ScheduleRef& ref) const {
  rocksdb::PinnableSlice value;
  const rocksdb::Status found =
      database_.db()->Get(rocksdb::ReadOptions(), database_.family(Family::kSchedules),
                          ScheduleKey(FromTimestamp(ref.publish_time()), ref.id()), &value);
  if (found.IsNotFound()) return std::nullopt;
  if (!found.ok()) return FromRocksDb(found, "reading a schedule");
  return Parse<stored::v1::ScheduleRow>(value, Family::kSchedules);
}

template <typename Row>
absl::StatusOr<std::vector<Row>> RocksStateView::AllVersions(Family family, const std::string& prefix) const {
  std::vector<Row> versions;
  rocksdb::Iterator& row = IteratorOf(family);
  for (row.Seek(prefix); row.Valid() && row.key().starts_with(prefix); row.Next()) {
    ASSIGN_OR_RETURN(Row version, Parse<Row>(row.value(), family));
    versions.push_back(std::move(version));
  }
  RETURN_IF_ERROR(StatusOf(row));
  std::reverse(versions.begin(), versions.end());
  return versions;
}

absl::StatusOr<std::map<int64_t, stored::v1::BodyRef>> RocksStateView::Revisions(
    absl::string_view statement) const {
  std::map<int64_t, stored::v1::BodyRef> revisions;
  const std::string prefix = RevisionsPrefix(statement);
  rocksdb::Iterator& row = IteratorOf(Family::kRevisions);
  for (row.Seek(prefix); row.Valid() && row.key().starts_with(prefix); row.Next()) {
    const auto number = ParseNumberKey(ToView(row.key()).substr(prefix.size()));
    if (!number.has_value()) return StoreDamaged("a revision has a malformed key");
    ASSIGN_OR_RETURN(auto revision, Parse<stored::v1::RevisionRow>(row.value(), Family::kRevisions));
    revisions[static_cast<int64_t>(*number)] = std::move(*revision.mutable_content());
  }
  RETURN_IF_ERROR(StatusOf(row));
  return revisions;
}

absl::StatusOr<std::vector<stored::v1::SignatoryRow>> RocksStateView::SignatoryVersions(
    absl::string_view statement, int64_t number) const {
  return AllVersions<stored::v1::SignatoryRow>(Family::kSignatories, SignatoryPrefix(statement, number));
}
absl::StatusOr<std::vector<stored::v1::PathRow>> RocksStateView::PathVersions(absl::string_view path) const {
  return AllVersions<stored::v1::PathRow>(Family::kPaths, VersionsPrefix(path));
}

absl::StatusOr<stored::v1::Body> RocksStateView::ReadBody(const stored::v1::BodyRef& ref) const {
  rocksdb::PinnableSlice value;
  const rocksdb::Status found =
      database_.db()->Get(rocksdb::ReadOptions(), database_.family(Family::kBodies), BodyKey(ref), &value);
  if (found.IsNotFound()) {
    return StoreDamaged(absl::StrCat("body ", ref.index(), " of commit ", ref.sequence(), " is missing"));
  }
  if (!found.ok()) return FromRocksDb(found, "reading a text");
  return Parse<stored::v1::Body>(value, Family::kBodies);
}

StateView::Found<stored::v1::SignatoryRow> RocksStateView::FindSignatory(absl::string_view statement,
                                                                         int64_t number) const {
  const std::string prefix = SignatoriesPrefix(statement);
  rocksdb::Iterator& row = IteratorOf(Family::kSignatories);
  row.Seek(SignatoryKey(statement, number, sequence_));
  RETURN_IF_ERROR(StatusOf(row));
  if (!row.Valid()) return std::nullopt;
  const auto version = ParseSignatoryKey(prefix, ToView(row.key()));
  if (!version.has_value() || version->number != number) return std::nullopt;
  return Parse<stored::v1::SignatoryRow>(row.value(), Family::kSignatories);
}

StateView::Found<stored::v1::RevisionRow> RocksStateView::FindRevision(absl::string_view statement,
                                                                       int64_t number) const {
  rocksdb::PinnableSlice value;
  const rocksdb::Status found = database_.db()->Get(
      rocksdb::ReadOptions(), database_.family(Family::kRevisions), RevisionKey(statement, number), &value);
  if (found.IsNotFound()) return std::nullopt;
  if (!found.ok()) return FromRocksDb(found, "reading the row of a revision");
  return Parse<stored::v1::RevisionRow>(value, Family::kRevisions);
}

}  // namespace communique::content

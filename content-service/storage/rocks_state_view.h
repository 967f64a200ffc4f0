#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_STATE_VIEW_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_STATE_VIEW_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "content-service/domain/state_view.h"
#include "content-service/storage/database.h"
#include "content-service/storage/keys.h"

namespace rocksdb {
class Iterator;
}

namespace communique::content {

// The state just after a commit, as the disk has it. Keeps iterators from its first read on, so it must
// be short-lived: for one batch, one call or one message. One thread at a time; the database outlives it.
class RocksStateView final : public StateView {
 public:
  enum class TakenDown { kAsItWas, kHidden };

  // `sequence` is at most the head's. With kHidden a statement that was public then and no longer is counts
  // as removed: an old state must not tell the public what was taken from it since.
  RocksStateView(const Database& database, uint64_t sequence, TakenDown taken_down = TakenDown::kAsItWas);
  ~RocksStateView() override;

  uint64_t sequence() const { return sequence_; }
  // Shows the state after another commit, which was durable when this view was made.
  void MoveTo(uint64_t sequence) { sequence_ = sequence; }

  Found<stored::v1::StatementRow> FindStatement(absl::string_view id) const override;
  Found<stored::v1::SectionRow> FindSection(absl::string_view id) const override;
  absl::StatusOr<std::map<std::string, stored::v1::SectionRow>> SectionsBelow(
      absl::string_view parent) const override;
  // No part of the history: the newest state.
  absl::StatusOr<bool> WasFiledIn(absl::string_view section) const override;
  Found<stored::v1::PathRow> FindPath(absl::string_view path) const override;
  absl::StatusOr<std::map<std::string, stored::v1::GroupRow>> FindGroup(
      absl::string_view group) const override;
  // Blobs are no part of the history: the newest state.
  Found<v1::Blob> FindBlob(absl::string_view sha256) const override;
  absl::StatusOr<bool> IsBlobListed(absl::string_view sha256, const Listing& except) const override;
  Found<stored::v1::SignatoryRow> FindSignatory(absl::string_view statement, int64_t number) const override;
  // Of the newest state alone: only what is added to a list asks for it.
  Found<std::string> FindSignatoryNode(absl::string_view statement, int level, int64_t index) const override;
  absl::StatusOr<std::map<int64_t, stored::v1::BodyRef>> Revisions(
      absl::string_view statement) const override;
  absl::StatusOr<std::vector<stored::v1::SignatoryRow>> SignatoryVersions(absl::string_view statement,
                                                                          int64_t number) const override;
  absl::StatusOr<std::vector<stored::v1::PathRow>> PathVersions(absl::string_view path) const override;
  Found<stored::v1::ScheduleRow> FindSchedule(const stored::v1::ScheduleRef& ref) const override;
  absl::StatusOr<stored::v1::Body> ReadBody(const stored::v1::BodyRef& ref) const override;

  // The commit that wrote the row of a statement as it is here. Not that of its etag: signatures and who
  // redirects to it change the row and leave the etag.
  Found<uint64_t> StatementVersion(absl::string_view id) const;

  // The rows after an id, by id; nothing at the end.
  template <typename Row>
  struct Entry {
    std::string id;
    Row row;
  };
  Found<Entry<stored::v1::StatementRow>> NextStatement(absl::string_view after_id) const;
  Found<Entry<stored::v1::SectionRow>> NextSection(absl::string_view after_id) const;
  Found<Entry<stored::v1::PathRow>> NextPath(absl::string_view after_path) const;

  // Revisions are never deleted: which are there at a sequence, the statement's row says.
  Found<stored::v1::RevisionRow> FindRevision(absl::string_view statement, int64_t number) const;
  // The place after another in the order of display; nothing at the end.
  Found<SignatoryOrder> NextInOrder(absl::string_view statement, SignatoryOrder after) const;
  // The row of the list after another, by party and number, of those not withdrawn; nothing at the end. Of
  // the newest state.
  Found<SignatoryParty> NextByParty(absl::string_view statement, const SignatoryParty& after) const;

 private:
  rocksdb::Iterator& IteratorOf(Family family) const;
  absl::Status StatusOf(const rocksdb::Iterator& iterator) const;
  template <typename Row>
  Found<Row> FindVersion(Family family, absl::string_view id) const;
  template <typename Row>
  absl::StatusOr<std::vector<Row>> AllVersions(Family family, const std::string& prefix) const;
  template <typename Row>
  Found<Entry<Row>> NextVersion(Family family, absl::string_view after_id) const;

  absl::Status HideTakenDown(absl::string_view id, stored::v1::StatementRow& row) const;

  const Database& database_;
  uint64_t sequence_;
  const TakenDown taken_down_;
  mutable std::array<std::unique_ptr<rocksdb::Iterator>, kFamilyCount> iterators_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_STATE_VIEW_H_

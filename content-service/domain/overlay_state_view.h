#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_OVERLAY_STATE_VIEW_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_OVERLAY_STATE_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "content-service/domain/fresh_rows.h"
#include "content-service/domain/row_changes.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// The state that decisions leave on top of another state, before anything of them is stored. One thread
// at a time; `base` outlives it.
class OverlayStateView final : public StateView {
 public:
  explicit OverlayStateView(const StateView& base) : base_(base) {}

  // Takes over what the decision made with `sequence` leaves behind; `bodies` are those from `first_body` on.
  void Add(uint64_t sequence, RowChanges rows, const SharedBodies& bodies, size_t first_body = 0);
  // All rows that were added. Of no use as a state from then on.
  RowChanges TakeRows() { return std::move(rows_); }

  Found<stored::v1::StatementRow> FindStatement(absl::string_view id) const override;
  Found<stored::v1::SectionRow> FindSection(absl::string_view id) const override;
  absl::StatusOr<std::map<std::string, stored::v1::SectionRow>> SectionsBelow(
      absl::string_view parent) const override;
  absl::StatusOr<bool> WasFiledIn(absl::string_view section) const override;
  Found<stored::v1::PathRow> FindPath(absl::string_view path) const override;
  absl::StatusOr<std::map<std::string, stored::v1::GroupRow>> FindGroup(
      absl::string_view group) const override;
  // A file that is to be deleted: it is not there for what is decided from now on.
  void ForgetBlob(absl::string_view sha256) { forgotten_blobs_.insert(std::string(sha256)); }

  Found<v1::Blob> FindBlob(absl::string_view sha256) const override;
  absl::StatusOr<bool> IsBlobListed(absl::string_view sha256, const Listing& except) const override;
  Found<stored::v1::SignatoryRow> FindSignatory(absl::string_view statement, int64_t number) const override;
  Found<std::string> FindSignatoryNode(absl::string_view statement, int level, int64_t index) const override;
  // As stored: whoever erases does so in a batch of its own.
  absl::StatusOr<std::map<int64_t, stored::v1::BodyRef>> Revisions(
      absl::string_view statement) const override;
  absl::StatusOr<std::vector<stored::v1::SignatoryRow>> SignatoryVersions(absl::string_view statement,
                                                                          int64_t number) const override;
  absl::StatusOr<std::vector<stored::v1::PathRow>> PathVersions(absl::string_view path) const override;
  Found<stored::v1::ScheduleRow> FindSchedule(const stored::v1::ScheduleRef& ref) const override;
  absl::StatusOr<stored::v1::Body> ReadBody(const stored::v1::BodyRef& ref) const override;

 private:
  const StateView& base_;
  RowChanges rows_;
  std::set<std::string> forgotten_blobs_;
  // By (sequence, index).
  std::map<std::pair<uint64_t, uint32_t>, std::shared_ptr<const stored::v1::Body>> bodies_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_OVERLAY_STATE_VIEW_H_

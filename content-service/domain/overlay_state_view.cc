#include "content-service/domain/overlay_state_view.h"

#include "content-service/domain/timestamps.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

template <typename Map>
void Overwrite(Map& into, Map& from) {
  for (auto& [key, row] : from) into.insert_or_assign(key, std::move(row));
}

}  // namespace

void OverlayStateView::Add(uint64_t sequence, RowChanges rows, const SharedBodies& bodies,
                           size_t first_body) {
  Overwrite(rows_.statements, rows.statements);
  Overwrite(rows_.sections, rows.sections);
  rows_.list_entries.merge(rows.list_entries);
  Overwrite(rows_.paths, rows.paths);
  Overwrite(rows_.groups, rows.groups);
  Overwrite(rows_.signatories, rows.signatories);
  Overwrite(rows_.revisions, rows.revisions);
  Overwrite(rows_.signatory_nodes, rows.signatory_nodes);
  Overwrite(rows_.signatory_parties, rows.signatory_parties);
  Overwrite(rows_.public_blobs, rows.public_blobs);
  Overwrite(rows_.blob_references, rows.blob_references);
  Overwrite(rows_.schedules, rows.schedules);
  rows_.new_statements.merge(rows.new_statements);
  rows_.new_groups.merge(rows.new_groups);
  for (auto& [key, body] : rows.redacted) {
    bodies_.insert_or_assign(key, std::make_shared<const stored::v1::Body>(std::move(body)));
  }
  rows_.erased_files.merge(rows.erased_files);
  if (bodies == nullptr) return;
  for (size_t i = 0; i < bodies->size(); ++i) {
    bodies_[{sequence, static_cast<uint32_t>(first_body + i)}] = {bodies, &(*bodies)[i]};
  }
}

StateView::Found<stored::v1::StatementRow> OverlayStateView::FindStatement(absl::string_view id) const {
  const auto found = rows_.statements.find(std::string(id));
  if (found != rows_.statements.end()) return found->second;
  return base_.FindStatement(id);
}

StateView::Found<stored::v1::SectionRow> OverlayStateView::FindSection(absl::string_view id) const {
  const auto found = rows_.sections.find(std::string(id));
  if (found == rows_.sections.end()) return base_.FindSection(id);
  if (found->second.deleted()) return std::nullopt;
  return found->second;
}

absl::StatusOr<std::map<std::string, stored::v1::SectionRow>> OverlayStateView::SectionsBelow(
    absl::string_view parent) const {
  ASSIGN_OR_RETURN(auto below, base_.SectionsBelow(parent));
  for (const auto& [id, row] : rows_.sections) {
    if (row.deleted() || row.parent() != parent) {
      below.erase(id);
    } else {
      below[id] = row;
    }
  }
  return below;
}

absl::StatusOr<bool> OverlayStateView::WasFiledIn(absl::string_view section) const {
  const ListEntry first{v1::VIEW_EDITORIAL, ListKey::kSection, std::string(section), ""};
  const auto found = rows_.list_entries.lower_bound(first);
  const bool is_entry = found != rows_.list_entries.end() && found->view == first.view &&
                        found->key == first.key && found->value == first.value;
  if (is_entry) return true;
  return base_.WasFiledIn(section);
}

StateView::Found<stored::v1::PathRow> OverlayStateView::FindPath(absl::string_view path) const {
  const auto found = rows_.paths.find(std::string(path));
  if (found != rows_.paths.end()) return found->second;
  return base_.FindPath(path);
}

absl::StatusOr<std::map<std::string, stored::v1::GroupRow>> OverlayStateView::FindGroup(
    absl::string_view group) const {
  std::map<std::string, stored::v1::GroupRow> versions;
  if (!rows_.new_groups.contains(group)) {
    ASSIGN_OR_RETURN(versions, base_.FindGroup(group));
  }
  for (auto row = rows_.groups.lower_bound({std::string(group), ""});
       row != rows_.groups.end() && row->first.first == group; ++row) {
    versions[row->first.second] = row->second;
  }
  return versions;
}

StateView::Found<v1::Blob> OverlayStateView::FindBlob(absl::string_view sha256) const {
  if (forgotten_blobs_.contains(std::string(sha256))) return std::nullopt;
  if (rows_.erased_files.contains(std::string(sha256))) return std::nullopt;
  return base_.FindBlob(sha256);
}

// What these decisions no longer list counts until they are stored: a file may be kept for longer.
absl::StatusOr<bool> OverlayStateView::IsBlobListed(absl::string_view sha256, const Listing& except) const {
  for (auto row = rows_.blob_references.lower_bound({std::string(sha256), "", 0});
       row != rows_.blob_references.end() && std::get<0>(row->first) == sha256; ++row) {
    const auto& [listed, statement, revision] = row->first;
    const bool is_except = statement == except.statement && revision == except.revision;
    if (row->second && !is_except) return true;
  }
  return base_.IsBlobListed(sha256, except);
}

StateView::Found<stored::v1::SignatoryRow> OverlayStateView::FindSignatory(absl::string_view statement,
                                                                           int64_t number) const {
  const auto found = rows_.signatories.find({std::string(statement), number});
  if (found != rows_.signatories.end()) return found->second;
  return base_.FindSignatory(statement, number);
}

StateView::Found<std::string> OverlayStateView::FindSignatoryNode(absl::string_view statement, int level,
                                                                  int64_t index) const {
  const auto found = rows_.signatory_nodes.find({std::string(statement), level, index});
  if (found != rows_.signatory_nodes.end()) return found->second;
  return base_.FindSignatoryNode(statement, level, index);
}

absl::StatusOr<std::map<int64_t, stored::v1::BodyRef>> OverlayStateView::Revisions(
    absl::string_view statement) const {
  return base_.Revisions(statement);
}
absl::StatusOr<std::vector<stored::v1::SignatoryRow>> OverlayStateView::SignatoryVersions(
    absl::string_view statement, int64_t number) const {
  return base_.SignatoryVersions(statement, number);
}
absl::StatusOr<std::vector<stored::v1::PathRow>> OverlayStateView::PathVersions(
    absl::string_view path) const {
  return base_.PathVersions(path);
}

StateView::Found<stored::v1::ScheduleRow> OverlayStateView::FindSchedule(
    const stored::v1::ScheduleRef& ref) const {
  const auto found = rows_.schedules.find({FromTimestamp(ref.publish_time()), ref.id()});
  if (found != rows_.schedules.end()) return found->second;
  return base_.FindSchedule(ref);
}

absl::StatusOr<stored::v1::Body> OverlayStateView::ReadBody(const stored::v1::BodyRef& ref) const {
  const auto found = bodies_.find({ref.sequence(), ref.index()});
  if (found != bodies_.end()) return *found->second;
  return base_.ReadBody(ref);
}

}  // namespace communique::content

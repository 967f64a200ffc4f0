// What RocksStateView finds by the indexes of the store.

#include <string>
#include <utility>

#include "content-service/storage/rocks_state_view.h"
#include "rocksdb/iterator.h"
#include "serving/status_macros.h"

namespace communique::content {

absl::StatusOr<std::map<std::string, stored::v1::SectionRow>> RocksStateView::SectionsBelow(
    absl::string_view parent) const {
  std::map<std::string, stored::v1::SectionRow> below;
  const std::string prefix = SectionChildrenPrefix(parent);
  rocksdb::Iterator& entry = IteratorOf(Family::kSectionChildren);
  for (entry.Seek(prefix); entry.Valid() && entry.key().starts_with(prefix); entry.Next()) {
    std::string id(ToView(entry.key()).substr(prefix.size()));
    ASSIGN_OR_RETURN(auto row, FindSection(id));
    // The index keeps every place that a section ever had; only its present one counts.
    if (row.has_value() && row->parent() == parent) below.emplace(std::move(id), *std::move(row));
  }
  RETURN_IF_ERROR(StatusOf(entry));
  return below;
}

absl::StatusOr<bool> RocksStateView::WasFiledIn(absl::string_view section) const {
  const std::string prefix = ListValuePrefix(v1::VIEW_EDITORIAL, ListKey::kSection, section);
  rocksdb::Iterator& row = IteratorOf(Family::kListIndex);
  row.Seek(prefix);
  RETURN_IF_ERROR(StatusOf(row));
  return row.Valid() && row.key().starts_with(prefix);
}

StateView::Found<SignatoryOrder> RocksStateView::NextInOrder(absl::string_view statement,
                                                             SignatoryOrder after) const {
  const std::string prefix = SignatoriesPrefix(statement);
  const std::string last = SignatoryOrderKey(statement, after.display_order, after.number);
  rocksdb::Iterator& row = IteratorOf(Family::kSignatoryOrder);
  // A walk goes on where it is; only its beginning has to be looked up.
  if (row.Valid() && ToView(row.key()) == last) {
    row.Next();
  } else {
    row.Seek(last);
    if (row.Valid() && ToView(row.key()) == last) row.Next();
  }
  RETURN_IF_ERROR(StatusOf(row));
  if (!row.Valid()) return std::nullopt;
  return ParseSignatoryOrderKey(prefix, ToView(row.key()));
}

StateView::Found<SignatoryParty> RocksStateView::NextByParty(absl::string_view statement,
                                                             const SignatoryParty& after) const {
  const std::string prefix = SignatoriesPrefix(statement);
  const std::string last = SignatoryPartyKey(statement, after.party_key, after.number);
  rocksdb::Iterator& row = IteratorOf(Family::kSignatoryParties);
  if (!row.Valid() || ToView(row.key()) != last) row.Seek(last);
  if (row.Valid() && ToView(row.key()) == last) row.Next();
  RETURN_IF_ERROR(StatusOf(row));
  if (!row.Valid()) return std::nullopt;
  return ParseSignatoryPartyKey(prefix, ToView(row.key()));
}

}  // namespace communique::content

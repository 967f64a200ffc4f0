#include "content-service/storage/rocks_content_store.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/messages.h"
#include "content-service/domain/overlay_state_view.h"
#include "content-service/domain/section_tree.h"
#include "content-service/domain/stored_statement.h"
#include "content-service/storage/blob_rows.h"
#include "content-service/storage/log_rows.h"
#include "content-service/storage/rocks_state_view.h"
#include "content-service/storage/rocks_status.h"
#include "content-service/storage/state_at.h"
#include "content-service/storage/statement_finder.h"
#include "content-service/storage/view_counts.h"
#include "rocksdb/db.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {

absl::StatusOr<v1::Statement> RocksContentStore::GetFreshStatement(absl::string_view id, ReadAt at,
                                                                   const FreshRows* fresh) const {
  const RocksStateView stored = StateOf(database_, at);
  OverlayStateView state(stored);
  if (fresh != nullptr) state.Add(fresh->sequence, fresh->rows, fresh->bodies);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, VisibleRow(state, id, at.view));
  return StatementMessage(state, id, row, at.view, Detail::kWhole);
}

absl::StatusOr<StatementPage> RocksContentStore::ListStatements(const StatementQuery& query,
                                                                ReadAt at) const {
  const RocksStateView state = StateOf(database_, at);
  ASSIGN_OR_RETURN(const auto finder, StatementFinder::Open(database_, state, at.view, query));
  StatementPage page;
  size_t bytes = 0;
  for (std::string last;;) {
    ASSIGN_OR_RETURN(const auto found, finder->Next());
    if (!found.has_value()) {
      page.next = finder->rest();
      return page;
    }
    if (page.items.size() < static_cast<size_t>(query.limit)) {
      ASSIGN_OR_RETURN(v1::Statement statement,
                       StatementMessage(state, found->id, found->row, at.view, query.detail));
      bytes += statement.ByteSizeLong();
      if (page.items.empty() || bytes <= query.byte_limit) {
        page.items.push_back(std::move(statement));
        last = StatementFinder::PlaceOf(*found);
        continue;
      }
    }
    page.next = last;
    return page;
  }
}

absl::StatusOr<v1::Section> RocksContentStore::GetSection(absl::string_view id, ReadAt at) const {
  const RocksStateView state = StateOf(database_, at);
  ASSIGN_OR_RETURN(const auto row, state.FindSection(id));
  if (!row.has_value() || (at.view != v1::VIEW_EDITORIAL && !row->is_public())) return NoSuchSection(id);
  return SectionMessage(state, id, *row, at.view);
}

absl::StatusOr<Page<v1::Section>> RocksContentStore::ListSections(absl::string_view after_id, int limit,
                                                                  size_t byte_limit, ReadAt at) const {
  const RocksStateView state = StateOf(database_, at);
  Page<v1::Section> page;
  size_t bytes = 0;
  for (std::string id(after_id);;) {
    ASSIGN_OR_RETURN(const auto next, state.NextSection(id));
    if (!next.has_value()) return page;
    id = next->id;
    if (at.view != v1::VIEW_EDITORIAL && !next->row.is_public()) continue;
    if (page.items.size() == static_cast<size_t>(limit)) break;
    ASSIGN_OR_RETURN(v1::Section section, SectionMessage(state, id, next->row, at.view));
    bytes += section.ByteSizeLong();
    if (!page.items.empty() && bytes > byte_limit) break;
    page.items.push_back(std::move(section));
  }
  page.more = true;
  return page;
}

absl::StatusOr<bool> RocksContentStore::IsBlobPublic(absl::string_view sha256) const {
  const std::string prefix = PublicBlobPrefix(sha256);
  const std::unique_ptr<rocksdb::Iterator> row(
      database_.db()->NewIterator(rocksdb::ReadOptions(), database_.family(Family::kPublicBlobs)));
  row->Seek(prefix);
  if (!row->status().ok()) return FromRocksDb(row->status(), "reading who lists a file");
  return row->Valid() && row->key().starts_with(prefix);
}

absl::StatusOr<int64_t> RocksContentStore::BlobReferences(absl::string_view sha256) const {
  return CountBlobReferences(database_, sha256);
}

absl::StatusOr<int64_t> RocksContentStore::ViewCount(absl::string_view statement) const {
  return ReadViews(database_, statement);
}

absl::StatusOr<uint64_t> RocksContentStore::SequenceOf(const Position& position) const {
  RETURN_IF_ERROR(CheckEpoch(position, database_.epoch()));
  const ChainEnd head = Head();
  if (position.sequence > head.sequence || position.public_position > head.public_position) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "POSITION_AHEAD",
                           "this position is not reached yet; ask again in a moment");
  }
  if (position.sequence != 0 || position.public_position == 0) return position.sequence;
  ASSIGN_OR_RETURN(const stored::v1::PublicRow row, ReadPublicRow(database_, position.public_position));
  return row.sequence();
}

absl::StatusOr<std::string> RocksContentStore::PositionAt(v1::View view, uint64_t sequence) const {
  uint64_t public_position = 0;
  if (sequence > 0) {
    ASSIGN_OR_RETURN(const stored::v1::Record record, ReadRecord(database_, sequence));
    public_position = record.public_position();
  }
  return PositionFor(view, database_.epoch(), sequence, public_position);
}

std::string PositionFor(v1::View view, absl::string_view epoch, uint64_t sequence, uint64_t public_position) {
  return EncodePosition({std::string(epoch), view == v1::VIEW_EDITORIAL ? sequence : 0, public_position});
}

}  // namespace communique::content

#include "content-service/storage/rocks_history_store.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/messages.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/domain/stored_statement.h"
#include "content-service/storage/log_rows.h"
#include "content-service/storage/rocks_state_view.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// `items` are the "revisions" that there are up to `newest`.
absl::Status NoSuchNumber(absl::string_view reason, absl::string_view name, absl::string_view items,
                          int64_t newest) {
  return ErrorWithReason(absl::StatusCode::kNotFound, reason,
                         newest == 0 ? absl::StrCat("there is no ", name, ": the statement has no ", items)
                                     : absl::StrCat("there is no ", name, "; the newest is ", newest),
                         {{"resource", std::string(name)}});
}

absl::StatusOr<v1::Revision> ReadRevision(const Database& database, const RocksStateView& state,
                                          absl::string_view statement, int64_t number, Detail detail) {
  ASSIGN_OR_RETURN(const auto row, state.FindRevision(statement, number));
  if (!row.has_value()) {
    return StoreDamaged(absl::StrCat("the row of ", RevisionName(statement, number), " is missing"));
  }
  ASSIGN_OR_RETURN(const stored::v1::Record record, ReadRecord(database, row->sequence()));
  return RevisionMessage(state, statement, number, *row, record, detail);
}

// What the effects of a commit say of one statement. The first says why it was touched; a commit of several
// steps may tell more.
bool Tells(const stored::v1::Record& record, absl::string_view statement) {
  return std::any_of(record.effects().begin(), record.effects().end(), [&](const stored::v1::Effect& effect) {
    return effect.has_statement() && effect.statement().statement() == statement;
  });
}

void AddEffects(const stored::v1::Record& record, absl::string_view statement, v1::StatementCommit& commit) {
  for (const stored::v1::Effect& effect : record.effects()) {
    const stored::v1::StatementEffect& told = effect.statement();
    if (!effect.has_statement() || told.statement() != statement) continue;
    if (commit.reason() == v1::CHANGE_REASON_UNSPECIFIED) commit.set_reason(told.reason());
    commit.set_revision(std::max(commit.revision(), told.revision()));
    commit.set_edition(std::max(commit.edition(), told.edition()));
  }
}

// Whether one more entry has room on a page.
template <typename Item>
bool HasRoom(const Page<Item>& page, const HistoryQuery& query, size_t bytes) {
  return page.items.empty() ||
         (page.items.size() < static_cast<size_t>(query.limit) && bytes <= query.byte_limit);
}

}  // namespace

absl::StatusOr<v1::Revision> RocksHistoryStore::GetRevision(absl::string_view statement, int64_t number,
                                                            uint64_t sequence) const {
  const RocksStateView state(database_, sequence);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, GetStatementRow(state, statement));
  if (number < 1 || number > row.revision()) {
    return NoSuchNumber("NO_SUCH_REVISION", RevisionName(statement, number), "revision", row.revision());
  }
  return ReadRevision(database_, state, statement, number, Detail::kWhole);
}

absl::StatusOr<Page<v1::Revision>> RocksHistoryStore::ListRevisions(const HistoryQuery& query,
                                                                    uint64_t sequence) const {
  const RocksStateView state(database_, sequence);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, GetStatementRow(state, query.statement));
  Page<v1::Revision> page;
  size_t bytes = 0;
  for (int64_t number = std::min(row.revision(), query.before - 1); number > 0; --number) {
    ASSIGN_OR_RETURN(v1::Revision revision,
                     ReadRevision(database_, state, query.statement, number, Detail::kHead));
    bytes += revision.ByteSizeLong();
    page.more = !HasRoom(page, query, bytes);
    if (page.more) break;
    page.items.push_back(std::move(revision));
  }
  return page;
}

absl::StatusOr<v1::Edition> RocksHistoryStore::GetEdition(absl::string_view statement, int32_t number,
                                                          ReadAt at) const {
  const RocksStateView state(database_, at.sequence);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, VisibleRow(state, statement, at.view));
  if (number < 1 || number > row.editions_size()) {
    return NoSuchNumber("NO_SUCH_EDITION", EditionName(statement, number), "edition", row.editions_size());
  }
  return EditionMessage(state, statement, row.editions(number - 1), at.view, Detail::kWhole);
}

absl::StatusOr<Page<v1::Edition>> RocksHistoryStore::ListEditions(const HistoryQuery& query,
                                                                  ReadAt at) const {
  const RocksStateView state(database_, at.sequence);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, VisibleRow(state, query.statement, at.view));
  Page<v1::Edition> page;
  size_t bytes = 0;
  for (int64_t number = std::min<int64_t>(row.editions_size(), query.before - 1); number > 0; --number) {
    ASSIGN_OR_RETURN(v1::Edition edition,
                     EditionMessage(state, query.statement, row.editions(static_cast<int>(number) - 1),
                                    at.view, Detail::kHead));
    bytes += edition.ByteSizeLong();
    page.more = !HasRoom(page, query, bytes);
    if (page.more) break;
    page.items.push_back(std::move(edition));
  }
  return page;
}

absl::StatusOr<Page<HistoryStore::Commit>> RocksHistoryStore::ListCommits(const HistoryQuery& query,
                                                                          uint64_t sequence) const {
  RocksStateView state(database_, sequence);
  RETURN_IF_ERROR(GetStatementRow(state, query.statement).status());
  Page<Commit> page;
  size_t bytes = 0;
  // From the commit that wrote a version of the row to the one before it.
  for (uint64_t at = std::min(sequence, static_cast<uint64_t>(query.before - 1));;) {
    state.MoveTo(at);
    ASSIGN_OR_RETURN(const auto version, state.StatementVersion(query.statement));
    if (!version.has_value()) return page;
    at = *version - 1;
    ASSIGN_OR_RETURN(const stored::v1::Record record, ReadRecord(database_, *version));
    // One that only notes who redirects here did nothing to this statement.
    if (!Tells(record, query.statement)) continue;
    ASSIGN_OR_RETURN(const auto row, state.FindStatement(query.statement));
    Commit commit{.sequence = *version, .message = {}};
    commit.message.set_position(
        PositionFor(v1::VIEW_EDITORIAL, database_.epoch(), record.sequence(), record.public_position()));
    *commit.message.mutable_time() = record.commit_time();
    commit.message.set_actor(record.actor());
    commit.message.set_request_id(record.request_id());
    commit.message.set_public_state(row->public_state());
    commit.message.set_draft_state(row->draft_state());
    AddEffects(record, query.statement, commit.message);
    bytes += commit.message.ByteSizeLong();
    page.more = !HasRoom(page, query, bytes);
    if (page.more) return page;
    page.items.push_back(std::move(commit));
  }
}

}  // namespace communique::content

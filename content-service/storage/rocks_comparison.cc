// What RocksHistoryStore tells of two versions beside each other.

#include <utility>

#include "content-service/domain/compare.h"
#include "content-service/domain/compare_signatories.h"
#include "content-service/domain/messages.h"
#include "content-service/domain/stored_statement.h"
#include "content-service/storage/rocks_history_store.h"
#include "content-service/storage/rocks_state_view.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

struct ComparedVersion {
  v1::Content content;
  bool erased = false;
  // Where its text stands; an edition has that of the revision that was published.
  stored::v1::BodyRef body;
  // Of the state that its signatories are those of.
  uint64_t sequence = 0;
};

absl::StatusOr<ComparedVersion> ReadComparedVersion(const RocksHistoryStore& history,
                                                    const RocksStateView& state, absl::string_view statement,
                                                    const stored::v1::StatementRow& row, const VersionId& id,
                                                    ReadAt at) {
  ComparedVersion version;
  if (id.is_edition) {
    const auto number = static_cast<int32_t>(id.number);
    ASSIGN_OR_RETURN(v1::Edition edition, history.GetEdition(statement, number, at));
    version.content = std::move(*edition.mutable_content());
    version.erased = edition.erased();
    version.body = row.editions(number - 1).content();
    version.sequence =
        number == row.editions_size() ? at.sequence : row.editions(number - 1).edition().sequence();
    return version;
  }
  ASSIGN_OR_RETURN(v1::Revision revision, history.GetRevision(statement, id.number, at.sequence));
  version.content = std::move(*revision.mutable_content());
  version.erased = revision.erased();
  ASSIGN_OR_RETURN(const auto revision_row, state.FindRevision(statement, id.number));
  version.body = revision_row->content();
  version.sequence = id.number == row.revision() ? at.sequence : revision_row->sequence();
  return version;
}

bool IsSameText(const ComparedVersion& from, const ComparedVersion& to) {
  return from.body.sequence() == to.body.sequence() && from.body.index() == to.body.index();
}

}  // namespace

absl::StatusOr<v1::Comparison> RocksHistoryStore::Compare(absl::string_view statement, const VersionId& from,
                                                          const VersionId& to, ReadAt at,
                                                          size_t byte_limit) const {
  const RocksStateView state(database_, at.sequence);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, VisibleRow(state, statement, at.view));
  ASSIGN_OR_RETURN(const ComparedVersion before, ReadComparedVersion(*this, state, statement, row, from, at));
  ASSIGN_OR_RETURN(const ComparedVersion after, ReadComparedVersion(*this, state, statement, row, to, at));
  v1::Comparison comparison;
  if (!before.erased && !after.erased && !IsSameText(before, after)) {
    comparison = CompareContents(before.content, after.content);
  }
  comparison.set_from_erased(before.erased);
  comparison.set_to_erased(after.erased);
  const RocksStateView signed_before(database_, before.sequence);
  const RocksStateView signed_after(database_, after.sequence);
  RETURN_IF_ERROR(
      CompareSignatories(signed_before, signed_after, statement, at.view, byte_limit, comparison));
  return comparison;
}

}  // namespace communique::content

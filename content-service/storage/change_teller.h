#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_TELLER_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_TELLER_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/change.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/change_selector.h"
#include "content-service/storage/change_sink.h"
#include "content-service/storage/rocks_state_view.h"

namespace communique::content {

// Tells the state, and what commits did to it, as changes that a selector lets through. Always the same
// changes in the same order. One thread; what it is given outlives it.
class ChangeTeller {
 public:
  ChangeTeller(const ChangeSelector& selector, RocksStateView& state) : selector_(selector), state_(state) {}

  // What a commit did, in the order of its effects. Moves the state to that commit.
  absl::Status TellCommit(const stored::v1::Record& record, ChangeSink& sink);

  // Parts of a snapshot of the state where it is.
  absl::Status TellSection(absl::string_view id, const stored::v1::SectionRow& row, ChangeSink& sink);
  // The statement, its earlier editions and its signatories. Nothing where it is not selected.
  absl::Status TellStatement(absl::string_view id, const stored::v1::StatementRow& row,
                             v1::ChangeReason reason, ChangeSink& sink);
  // Nothing where the address leads nowhere, or to a statement that is not selected.
  absl::Status TellPath(const stored::v1::PathRow& row, ChangeSink& sink);

 private:
  using StatementRow = stored::v1::StatementRow;

  absl::Status TellEffect(const stored::v1::Effect& effect, uint64_t sequence, ChangeSink& sink);
  absl::Status TellPathEffect(const stored::v1::PathEffect& effect, uint64_t sequence, ChangeSink& sink);
  // Of an address that a statement took over which is not selected, from one that may have been.
  absl::Status TellPathThatLeaves(const stored::v1::PathEffect& effect, const stored::v1::BodyRef& ref,
                                  ChangeSink& sink);
  absl::Status TellSectionRemoval(absl::string_view id, ChangeSink& sink);
  absl::Status TellErasure(const stored::v1::ErasureEffect& effect, ChangeSink& sink);
  absl::Status TellStatementEffect(const stored::v1::StatementEffect& effect, uint64_t sequence,
                                   ChangeSink& sink);
  absl::Status TellMessage(absl::string_view id, const StatementRow& row, v1::ChangeReason reason,
                           ChangeSink& sink);
  // What a commit made of a statement that is selected after it.
  absl::Status TellNews(absl::string_view id, const StatementRow& row,
                        const stored::v1::StatementEffect& effect, ChangeSink& sink);
  // It is not to be seen any longer; `row` is that of after.
  absl::Status TellRemoval(absl::string_view id, const StatementRow& row, ChangeSink& sink);
  absl::Status TellEarlierEditions(absl::string_view id, const StatementRow& row, ChangeSink& sink);
  absl::Status TellSignatories(absl::string_view id, int64_t first, int64_t count, ChangeSink& sink);
  absl::Status TellPathsOf(absl::string_view id, const StatementRow& row, ChangeSink& sink);
  absl::Status TellLeftFilter(absl::string_view id, const StatementRow& before, ChangeSink& sink);
  absl::Status TellPathBody(const stored::v1::BodyRef& ref, ChangeSink& sink);
  // Whether the statement, or what is told of its addresses, is selected in the state where it is.
  absl::StatusOr<bool> IsSelected(absl::string_view id) const;
  absl::StatusOr<bool> ArePathsSelected(absl::string_view id) const;
  // Whoever was told anything of a statement has to hear when it is to be forgotten.
  bool TellsOfStatements() const;

  const ChangeSelector& selector_;
  RocksStateView& state_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_TELLER_H_

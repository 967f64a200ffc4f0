// What RocksContentStore reads of lists of signatories.

#include <algorithm>
#include <string>
#include <utility>

#include "content-service/domain/messages.h"
#include "content-service/domain/signatory_list.h"
#include "content-service/domain/stored_statement.h"
#include "content-service/storage/rocks_content_store.h"
#include "content-service/storage/rocks_state_view.h"
#include "content-service/storage/state_at.h"
#include "serving/status_macros.h"
#include "statement/names.h"
#include "statement/party_key.h"

namespace communique::content {
namespace {

// Every row of a party but its first, in the order of their numbers.
absl::StatusOr<std::vector<DuplicateRow>> AllDuplicates(const RocksStateView& state,
                                                        absl::string_view statement) {
  std::vector<DuplicateRow> duplicates;
  SignatoryParty first;
  for (SignatoryParty place;;) {
    ASSIGN_OR_RETURN(auto next, state.NextByParty(statement, place));
    if (!next.has_value()) break;
    place = *std::move(next);
    if (place.party_key == first.party_key) {
      duplicates.push_back({place.number, first.number});
    } else {
      first = place;
    }
  }
  std::sort(duplicates.begin(), duplicates.end(),
            [](const DuplicateRow& a, const DuplicateRow& b) { return a.number < b.number; });
  return duplicates;
}

}  // namespace

absl::StatusOr<Page<v1::Signatory>> RocksContentStore::ListSignatories(absl::string_view statement,
                                                                       SignatoryPlace after, int limit,
                                                                       ReadAt at) const {
  const RocksStateView state = StateOf(database_, at);
  RETURN_IF_ERROR(VisibleRow(state, statement, at.view).status());
  Page<v1::Signatory> page;
  for (SignatoryOrder place{after.display_order, after.number};;) {
    ASSIGN_OR_RETURN(const auto next, state.NextInOrder(statement, place));
    if (!next.has_value()) return page;
    place = *next;
    ASSIGN_OR_RETURN(const auto row, state.FindSignatory(statement, place.number));
    // The order keeps every place that a row ever had; only its present one counts.
    if (!row.has_value() || row->display_order() != place.display_order) continue;
    if (page.items.size() == static_cast<size_t>(limit)) break;
    ASSIGN_OR_RETURN(v1::Signatory signatory, SignatoryMessage(state, *row, at.view));
    page.items.push_back(std::move(signatory));
  }
  page.more = true;
  return page;
}

absl::StatusOr<std::vector<v1::Signatory>> RocksContentStore::GetSignatories(absl::string_view statement,
                                                                             int64_t first, int64_t count,
                                                                             ReadAt at) const {
  const RocksStateView state = StateOf(database_, at);
  RETURN_IF_ERROR(VisibleRow(state, statement, at.view).status());
  std::vector<v1::Signatory> signatories;
  for (int64_t number = first; number < first + count; ++number) {
    ASSIGN_OR_RETURN(const auto row, state.FindSignatory(statement, number));
    if (!row.has_value()) continue;
    ASSIGN_OR_RETURN(v1::Signatory signatory, SignatoryMessage(state, *row, at.view));
    signatories.push_back(std::move(signatory));
  }
  return signatories;
}

absl::StatusOr<std::vector<DuplicateRow>> RocksContentStore::FindDuplicates(
    absl::string_view statement, const std::vector<v1::Signatory>& rows) const {
  const RocksStateView state(database_, Head().sequence);
  std::vector<DuplicateRow> duplicates;
  for (const v1::Signatory& row : rows) {
    ASSIGN_OR_RETURN(const SignatoryId id, ParseSignatoryName(row.name()));
    const std::string party_key = PartyKey(statement, row);
    ASSIGN_OR_RETURN(const auto first, state.NextByParty(statement, {party_key, 0}));
    if (first.has_value() && first->party_key == party_key && first->number < id.number) {
      duplicates.push_back({id.number, first->number});
    }
  }
  return duplicates;
}

absl::StatusOr<SignatoryCheck> RocksContentStore::CheckSignatories(absl::string_view statement,
                                                                   size_t most_duplicates, ReadAt at) const {
  const RocksStateView state = StateOf(database_, at);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, VisibleRow(state, statement, at.view));
  SignatoryCheck check;
  check.signatory_count = row.signatory_count();
  check.withdrawn_count = static_cast<int32_t>(row.last_signatory()) - row.signatory_count();
  check.open = IsOpenForSignature(row);
  if (const stored::v1::BodyRef* newest = NewestContentRef(row); newest != nullptr) {
    ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state, *newest));
    check.stated_count = content.signature_call().stated_count();
    if (row.public_state() == v1::PUBLIC_STATE_NEVER) check.open = content.signature_call().open();
  }
  ASSIGN_OR_RETURN(check.duplicates, AllDuplicates(state, statement));
  if (check.duplicates.size() > most_duplicates) check.duplicates.resize(most_duplicates);
  return check;
}

}  // namespace communique::content

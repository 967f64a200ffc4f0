#include "content-service/storage/change_teller.h"

#include <set>
#include <utility>

#include "content-service/domain/messages.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

absl::Status ChangeTeller::TellCommit(const stored::v1::Record& record, ChangeSink& sink) {
  state_.MoveTo(record.sequence());
  for (const stored::v1::Effect& effect : record.effects()) {
    const bool told = selector_.view() == v1::VIEW_EDITORIAL ? effect.in_editorial() : effect.in_public();
    if (told) RETURN_IF_ERROR(TellEffect(effect, record.sequence(), sink));
    if (sink.cut()) break;
  }
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellEffect(const stored::v1::Effect& effect, uint64_t sequence, ChangeSink& sink) {
  switch (effect.kind_case()) {
    case stored::v1::Effect::kStatement:
      return TellStatementEffect(effect.statement(), sequence, sink);
    case stored::v1::Effect::kSignatories: {
      const stored::v1::SignatoriesEffect& rows = effect.signatories();
      ASSIGN_OR_RETURN(const bool selected, IsSelected(rows.statement()));
      return selected ? TellSignatories(rows.statement(), rows.first_number(), rows.count(), sink)
                      : absl::OkStatus();
    }
    case stored::v1::Effect::kSection: {
      const std::string& id = effect.section().section();
      if (effect.section().deleted()) return TellSectionRemoval(id, sink);
      ASSIGN_OR_RETURN(const auto row, state_.FindSection(id));
      return row.has_value() ? TellSection(id, *row, sink) : absl::OkStatus();
    }
    case stored::v1::Effect::kPath:
      return TellPathEffect(effect.path(), sequence, sink);
    case stored::v1::Effect::kErasure:
      return TellErasure(effect.erasure(), sink);
    case stored::v1::Effect::KIND_NOT_SET:
      break;
  }
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellPathEffect(const stored::v1::PathEffect& effect, uint64_t sequence,
                                          ChangeSink& sink) {
  stored::v1::BodyRef ref;
  ref.set_sequence(sequence);
  ref.set_index(effect.body());
  if (selector_.SelectsAll()) return TellPathBody(ref, sink);
  ASSIGN_OR_RETURN(const bool selected, ArePathsSelected(effect.statement()));
  return selected ? TellPathBody(ref, sink) : TellPathThatLeaves(effect, ref, sink);
}

absl::Status ChangeTeller::TellPathThatLeaves(const stored::v1::PathEffect& effect,
                                              const stored::v1::BodyRef& ref, ChangeSink& sink) {
  ASSIGN_OR_RETURN(const stored::v1::Body body, state_.ReadBody(ref));
  state_.MoveTo(ref.sequence() - 1);
  absl::StatusOr<bool> was_selected = false;
  const auto before = state_.FindPath(body.path().path());
  if (before.ok() && before->has_value() && !(*before)->public_of().empty() &&
      (*before)->public_of() != effect.statement()) {
    was_selected = ArePathsSelected((*before)->public_of());
  }
  state_.MoveTo(ref.sequence());
  RETURN_IF_ERROR(before.status());
  RETURN_IF_ERROR(was_selected.status());
  if (!*was_selected || !selector_.Tells(v1::CHANGE_KIND_PATH) || !sink.Wants()) return absl::OkStatus();
  v1::Change change;
  change.mutable_path()->set_path(body.path().path());
  sink.Add(std::move(change));
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellErasure(const stored::v1::ErasureEffect& effect, ChangeSink& sink) {
  ASSIGN_OR_RETURN(const bool selected, IsSelected(effect.statement()));
  if (!selected || !selector_.Tells(v1::CHANGE_KIND_ERASURE) || !sink.Wants()) return absl::OkStatus();
  const auto tell = [&](std::string resource) {
    v1::Change change;
    change.mutable_erasure()->set_resource(std::move(resource));
    change.mutable_erasure()->set_block_anchor(effect.block_anchor());
    sink.Add(std::move(change));
  };
  if (effect.signatory() != 0) {
    tell(SignatoryName(effect.statement(), effect.signatory()));
  } else if (!effect.block_anchor().empty()) {
    tell(StatementName(effect.statement()));
  } else {
    if (selector_.view() == v1::VIEW_EDITORIAL) tell(RevisionName(effect.statement(), effect.revision()));
    if (effect.edition() != 0) tell(EditionName(effect.statement(), effect.edition()));
  }
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellStatementEffect(const stored::v1::StatementEffect& effect, uint64_t sequence,
                                               ChangeSink& sink) {
  const std::string& id = effect.statement();
  ASSIGN_OR_RETURN(const StatementRow after, GetStatementRow(state_, id));
  const bool selected = selector_.Selects(after);
  if (selector_.SelectsAll()) {
    if (selected) return TellNews(id, after, effect, sink);
    const bool was_public = effect.public_before() == v1::PUBLIC_STATE_LIVE ||
                            effect.public_before() == v1::PUBLIC_STATE_WITHDRAWN;
    return was_public ? TellRemoval(id, after, sink) : absl::OkStatus();
  }
  state_.MoveTo(sequence - 1);
  ASSIGN_OR_RETURN(const std::optional<StatementRow> before, state_.FindStatement(id));
  state_.MoveTo(sequence);
  const bool was_visible = before.has_value() && IsVisible(*before, selector_.view());
  const bool was_selected = was_visible && selector_.Selects(*before);
  if (!selected && !was_selected) {
    // A removed statement left its addresses with whoever filters; they go where it is filed elsewhere.
    const bool paths_leave =
        before.has_value() && selector_.SelectsPathsOf(*before) && !selector_.SelectsPathsOf(after);
    return paths_leave ? TellLeftFilter(id, *before, sink) : absl::OkStatus();
  }
  if (!selected) {
    return IsVisible(after, selector_.view()) ? TellLeftFilter(id, *before, sink)
                                              : TellRemoval(id, after, sink);
  }
  if (was_selected || !was_visible) return TellNews(id, after, effect, sink);
  // It was there all along but outside the filter: whoever filters needs all of it.
  RETURN_IF_ERROR(TellStatement(id, after, effect.reason(), sink));
  return TellPathsOf(id, after, sink);
}

absl::Status ChangeTeller::TellSection(absl::string_view id, const stored::v1::SectionRow& row,
                                       ChangeSink& sink) {
  const bool visible = selector_.view() == v1::VIEW_EDITORIAL || row.is_public();
  if (!visible || !selector_.Tells(v1::CHANGE_KIND_SECTION) || !sink.Wants()) return absl::OkStatus();
  v1::Change change;
  ASSIGN_OR_RETURN(*change.mutable_section(), SectionMessage(state_, id, row, selector_.view()));
  sink.Add(std::move(change));
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellSectionRemoval(absl::string_view id, ChangeSink& sink) {
  if (!selector_.Tells(v1::CHANGE_KIND_SECTION) || !sink.Wants()) return absl::OkStatus();
  v1::Change change;
  change.mutable_section_removal()->set_section(SectionName(id));
  sink.Add(std::move(change));
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellStatement(absl::string_view id, const StatementRow& row,
                                         v1::ChangeReason reason, ChangeSink& sink) {
  if (!selector_.Selects(row)) return absl::OkStatus();
  RETURN_IF_ERROR(TellMessage(id, row, reason, sink));
  RETURN_IF_ERROR(TellEarlierEditions(id, row, sink));
  return TellSignatories(id, 1, row.last_signatory(), sink);
}

absl::Status ChangeTeller::TellMessage(absl::string_view id, const StatementRow& row, v1::ChangeReason reason,
                                       ChangeSink& sink) {
  if (!selector_.Tells(v1::CHANGE_KIND_STATEMENT) || !sink.Wants()) return absl::OkStatus();
  v1::Change change;
  change.mutable_statement()->set_reason(reason);
  ASSIGN_OR_RETURN(*change.mutable_statement()->mutable_statement(),
                   StatementMessage(state_, id, row, selector_.view(), Detail::kWhole));
  sink.Add(std::move(change));
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellNews(absl::string_view id, const StatementRow& row,
                                    const stored::v1::StatementEffect& effect, ChangeSink& sink) {
  RETURN_IF_ERROR(TellMessage(id, row, effect.reason(), sink));
  // Back after a removal, on which whoever follows forgot all of it.
  const bool is_back = selector_.view() == v1::VIEW_PUBLIC &&
                       effect.public_before() == v1::PUBLIC_STATE_REMOVED &&
                       effect.public_after() != v1::PUBLIC_STATE_REMOVED;
  return is_back ? TellEarlierEditions(id, row, sink) : absl::OkStatus();
}

absl::Status ChangeTeller::TellRemoval(absl::string_view id, const StatementRow& row, ChangeSink& sink) {
  if (!TellsOfStatements() || !sink.Wants()) return absl::OkStatus();
  v1::Change change;
  v1::StatementRemoval& removal = *change.mutable_statement_removal();
  removal.set_statement(StatementName(id));
  ASSIGN_OR_RETURN(const stored::v1::Body edition, state_.ReadBody(LiveEdition(row)->edition()));
  removal.set_path(edition.edition().path());
  ASSIGN_OR_RETURN(const stored::v1::Body body, state_.ReadBody(row.notice()));
  const bool leads_elsewhere = !row.redirect_statement().empty() || !body.notice().redirect_uri().empty();
  removal.set_reason(leads_elsewhere ? v1::REMOVAL_REASON_REDIRECT : v1::REMOVAL_REASON_GONE);
  sink.Add(std::move(change));
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellEarlierEditions(absl::string_view id, const StatementRow& row,
                                               ChangeSink& sink) {
  if (!selector_.Tells(v1::CHANGE_KIND_STATEMENT)) return absl::OkStatus();
  for (int i = 0; i + 1 < row.editions_size(); ++i) {
    if (!sink.Wants()) continue;
    v1::Change change;
    ASSIGN_OR_RETURN(*change.mutable_edition(),
                     EditionMessage(state_, id, row.editions(i), selector_.view(), Detail::kWhole));
    sink.Add(std::move(change));
  }
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellSignatories(absl::string_view id, int64_t first, int64_t count,
                                           ChangeSink& sink) {
  if (!selector_.Tells(v1::CHANGE_KIND_SIGNATORY)) return absl::OkStatus();
  const int64_t end = first + count;
  for (int64_t number = first + sink.Wanted(count); number < end; ++number) {
    if (sink.full()) {
      (void)sink.Wanted(end - number);
      break;
    }
    ASSIGN_OR_RETURN(const auto row, state_.FindSignatory(id, number));
    if (!row.has_value()) return StoreDamaged("the row of a signatory is missing");
    v1::Change change;
    ASSIGN_OR_RETURN(*change.mutable_signatory(), SignatoryMessage(state_, *row, selector_.view()));
    sink.Add(std::move(change));
  }
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellPathsOf(absl::string_view id, const StatementRow& row, ChangeSink& sink) {
  std::set<std::string> paths;
  for (const stored::v1::EditionRow& edition : row.editions()) {
    ASSIGN_OR_RETURN(const stored::v1::Body body, state_.ReadBody(edition.edition()));
    paths.insert(body.edition().path());
  }
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const auto path_row, state_.FindPath(path));
    if (path_row.has_value() && path_row->public_of() == id) {
      RETURN_IF_ERROR(TellPathBody(path_row->change(), sink));
    }
  }
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellLeftFilter(absl::string_view id, const StatementRow& before,
                                          ChangeSink& sink) {
  if (!TellsOfStatements() || !sink.Wants()) return absl::OkStatus();
  v1::Change change;
  v1::StatementRemoval& removal = *change.mutable_statement_removal();
  removal.set_statement(StatementName(id));
  removal.set_reason(v1::REMOVAL_REASON_LEFT_FILTER);
  if (const stored::v1::EditionRow* live = LiveEdition(before); live != nullptr) {
    ASSIGN_OR_RETURN(const stored::v1::Body body, state_.ReadBody(live->edition()));
    removal.set_path(body.edition().path());
  }
  sink.Add(std::move(change));
  return absl::OkStatus();
}

absl::Status ChangeTeller::TellPath(const stored::v1::PathRow& row, ChangeSink& sink) {
  if (row.public_of().empty()) return absl::OkStatus();
  if (!selector_.SelectsAll()) {
    ASSIGN_OR_RETURN(const bool selected, ArePathsSelected(row.public_of()));
    if (!selected) return absl::OkStatus();
  }
  return TellPathBody(row.change(), sink);
}

absl::Status ChangeTeller::TellPathBody(const stored::v1::BodyRef& ref, ChangeSink& sink) {
  if (!selector_.Tells(v1::CHANGE_KIND_PATH) || !sink.Wants()) return absl::OkStatus();
  ASSIGN_OR_RETURN(stored::v1::Body body, state_.ReadBody(ref));
  v1::Change change;
  change.mutable_path()->Swap(body.mutable_path());
  sink.Add(std::move(change));
  return absl::OkStatus();
}

bool ChangeTeller::TellsOfStatements() const {
  return selector_.Tells(v1::CHANGE_KIND_STATEMENT) || selector_.Tells(v1::CHANGE_KIND_SIGNATORY) ||
         selector_.Tells(v1::CHANGE_KIND_PATH);
}

absl::StatusOr<bool> ChangeTeller::ArePathsSelected(absl::string_view id) const {
  ASSIGN_OR_RETURN(const StatementRow row, GetStatementRow(state_, id));
  return selector_.SelectsPathsOf(row);
}

absl::StatusOr<bool> ChangeTeller::IsSelected(absl::string_view id) const {
  ASSIGN_OR_RETURN(const StatementRow row, GetStatementRow(state_, id));
  return selector_.Selects(row);
}

}  // namespace communique::content

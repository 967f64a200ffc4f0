#include "content-service/domain/messages.h"

#include <utility>

#include "content-service/domain/erased_bodies.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {
namespace {

bool IsEditorial(v1::View view) { return view == v1::VIEW_EDITORIAL; }

v1::Content ShownContent(v1::Content content, v1::View view, Detail detail) {
  // What an import kept of the page it was taken from, names of its authors perhaps: never published.
  if (!IsEditorial(view)) content.clear_source_head();
  if (detail == Detail::kHead) content.clear_blocks();
  return content;
}

absl::StatusOr<v1::Content> ContentMessage(const StateView& state, const stored::v1::BodyRef& ref,
                                           v1::View view, Detail detail) {
  ASSIGN_OR_RETURN(v1::Content content, ReadContent(state, ref));
  return ShownContent(std::move(content), view, detail);
}

absl::Status AddEditions(const StateView& state, absl::string_view id, const stored::v1::StatementRow& row,
                         v1::View view, Detail detail, v1::Statement& statement) {
  for (const stored::v1::EditionRow& edition : row.editions()) {
    ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(edition.edition()));
    v1::EditionSummary& summary = *statement.add_editions();
    summary.set_number(edition.number());
    *summary.mutable_publish_time() = edition.publish_time();
    summary.set_text_digest(edition.text_digest());
    summary.set_erased(body.redacted());
    if (body.edition().has_change_note()) *summary.mutable_change_note() = body.edition().change_note();
  }
  if (const stored::v1::EditionRow* live = LiveEdition(row); live != nullptr) {
    ASSIGN_OR_RETURN(*statement.mutable_live(), EditionMessage(state, id, *live, view, detail));
    statement.set_path(statement.live().path());
  }
  return absl::OkStatus();
}

// The other language versions that the view sees, by language.
absl::Status AddTranslations(const StateView& state, absl::string_view id,
                             const stored::v1::StatementRow& row, v1::View view, v1::Statement& statement) {
  ASSIGN_OR_RETURN(const auto versions, state.FindGroup(row.group()));
  for (const auto& [language, version] : versions) {
    if (version.statement() == id) continue;
    ASSIGN_OR_RETURN(const stored::v1::StatementRow sibling, GetStatementRow(state, version.statement()));
    if (!IsVisible(sibling, view)) continue;
    const stored::v1::BodyRef* ref =
        IsEditorial(view) ? NewestContentRef(sibling) : &LiveEdition(sibling)->content();
    if (ref == nullptr) continue;
    ASSIGN_OR_RETURN(v1::Content content, ReadContent(state, *ref));
    v1::Translation& translation = *statement.add_translations();
    translation.set_statement(StatementName(version.statement()));
    translation.set_language(language);
    translation.set_path(PathOf(content, language));
    translation.set_title(std::move(*content.mutable_title()));
  }
  return absl::OkStatus();
}

void AddSchedule(const stored::v1::DraftRow& row, v1::Draft& draft) {
  if (row.has_schedule()) *draft.mutable_publish_time() = row.schedule().publish_time();
  for (const std::string& id : row.scheduled_together()) draft.add_scheduled_together(StatementName(id));
  if (row.has_schedule_failure()) *draft.mutable_schedule_failure() = row.schedule_failure();
}

// Why it was taken down, and where its addresses lead.
absl::Status AddNotice(const StateView& state, const stored::v1::StatementRow& row,
                       v1::Statement& statement) {
  if (!row.has_notice()) return absl::OkStatus();
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(row.notice()));
  *statement.mutable_notice() = std::move(*body.mutable_notice());
  return absl::OkStatus();
}

absl::Status AddEditorialFields(const StateView& state, const stored::v1::StatementRow& row, Detail detail,
                                v1::Statement& statement) {
  statement.set_etag(MakeEtag(statement.name(), row.sequence()));
  statement.set_draft_state(row.draft_state());
  *statement.mutable_create_time() = row.create_time();
  *statement.mutable_update_time() = row.update_time();
  if (!row.has_draft()) return absl::OkStatus();
  v1::Draft& draft = *statement.mutable_draft();
  ASSIGN_OR_RETURN(*draft.mutable_content(),
                   ContentMessage(state, row.draft().content(), v1::VIEW_EDITORIAL, detail));
  // Of the whole content, which a path is made from, the head is enough. A draft of the past that was erased
  // has neither.
  if (!draft.content().title().empty()) draft.set_path(PathOf(draft.content(), row.language()));
  draft.set_revision(row.draft().revision());
  AddSchedule(row.draft(), draft);
  return absl::OkStatus();
}

}  // namespace

bool IsVisible(const stored::v1::StatementRow& row, v1::View view) {
  return IsEditorial(view) || IsPublic(row);
}

absl::StatusOr<stored::v1::StatementRow> VisibleRow(const StateView& state, absl::string_view id,
                                                    v1::View view) {
  ASSIGN_OR_RETURN(stored::v1::StatementRow row, GetStatementRow(state, id));
  if (!IsVisible(row, view)) return NoSuchStatement(id);
  return row;
}

const std::string& SectionIn(const stored::v1::StatementRow& row, v1::View view) {
  return IsEditorial(view) ? NewestSection(row) : LiveEdition(row)->section();
}

absl::StatusOr<v1::Statement> StatementMessage(const StateView& state, absl::string_view id,
                                               const stored::v1::StatementRow& row, v1::View view,
                                               Detail detail) {
  v1::Statement statement;
  statement.set_name(StatementName(id));
  statement.set_group(row.group());
  statement.set_language(row.language());
  statement.set_public_state(row.public_state());
  statement.set_signatory_count(row.signatory_count());
  statement.set_signatories_digest(row.signatories_digest());
  statement.set_content_digest(row.content_digest());
  if (row.has_first_publish_time()) *statement.mutable_first_publish_time() = row.first_publish_time();
  if (row.has_last_major_time()) *statement.mutable_last_major_time() = row.last_major_time();
  RETURN_IF_ERROR(AddNotice(state, row, statement));
  RETURN_IF_ERROR(AddEditions(state, id, row, view, detail, statement));
  RETURN_IF_ERROR(AddTranslations(state, id, row, view, statement));
  if (IsEditorial(view)) RETURN_IF_ERROR(AddEditorialFields(state, row, detail, statement));
  return statement;
}

absl::StatusOr<v1::Edition> EditionMessage(const StateView& state, absl::string_view id,
                                           const stored::v1::EditionRow& row, v1::View view, Detail detail) {
  v1::Edition edition;
  edition.set_name(EditionName(id, row.number()));
  edition.set_number(row.number());
  *edition.mutable_publish_time() = row.publish_time();
  edition.set_text_digest(row.text_digest());
  ASSIGN_OR_RETURN(*edition.mutable_content(), ContentMessage(state, row.content(), view, detail));
  ASSIGN_OR_RETURN(stored::v1::Body summary, state.ReadBody(row.edition()));
  edition.set_path(std::move(*summary.mutable_edition()->mutable_path()));
  if (summary.redacted()) {
    edition.clear_content();
    edition.set_erased(true);
  }
  if (detail == Detail::kHead) return edition;
  ASSIGN_OR_RETURN(stored::v1::Body parts, state.ReadBody(row.parts()));
  edition.mutable_parts()->Swap(parts.mutable_digest_parts()->mutable_parts());
  return edition;
}

absl::StatusOr<v1::Revision> RevisionMessage(const StateView& state, absl::string_view id, int64_t number,
                                             const stored::v1::RevisionRow& row,
                                             const stored::v1::Record& record, Detail detail) {
  v1::Revision revision;
  revision.set_name(RevisionName(id, number));
  revision.set_number(number);
  ASSIGN_OR_RETURN(const stored::v1::Body body, state.ReadBody(row.content()));
  revision.set_erased(IsErasedContent(body));
  if (!revision.erased())
    *revision.mutable_content() = ShownContent(body.content(), v1::VIEW_EDITORIAL, detail);
  *revision.mutable_create_time() = record.commit_time();
  revision.set_actor(record.actor());
  return revision;
}

absl::StatusOr<v1::Signatory> SignatoryMessage(const StateView& state, const stored::v1::SignatoryRow& row,
                                               v1::View view) {
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(row.body()));
  v1::Signatory signatory = std::move(*body.mutable_signatory());
  if (IsEditorial(view)) signatory.set_etag(MakeEtag(signatory.name(), row.body().sequence()));
  return signatory;
}

absl::StatusOr<v1::Section> SectionMessage(const StateView& state, absl::string_view id,
                                           const stored::v1::SectionRow& row, v1::View view) {
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(row.body()));
  v1::Section section = std::move(*body.mutable_section());
  if (IsEditorial(view)) {
    section.set_etag(MakeEtag(SectionName(id), row.body().sequence()));
  } else {
    section.clear_create_time();
  }
  return section;
}

}  // namespace communique::content

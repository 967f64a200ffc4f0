#include "content-service/domain/publication.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decision_stages.h"
#include "content-service/domain/public_effects.h"
#include "content-service/domain/public_paths.h"
#include "content-service/domain/section_tree.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/anchors.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// Every anchor that is public from now on, as a new body where there are new ones.
absl::Status PublishAnchors(const StateView& state, const v1::Content& content, stored::v1::StatementRow& row,
                            DecisionBuilder& decision) {
  stored::v1::Body body;
  if (row.has_published_anchors()) {
    ASSIGN_OR_RETURN(body, state.ReadBody(row.published_anchors()));
  }
  auto& anchors = *body.mutable_published_anchors()->mutable_anchors();
  const size_t known = anchors.size();
  for (AnchoredBlock& block : ListAnchors(content)) anchors.insert({block.anchor, block.label_path});
  if (anchors.size() != known || !row.has_published_anchors()) {
    *row.mutable_published_anchors() = decision.Add(std::move(body));
  }
  return absl::OkStatus();
}

// The next edition, made from the draft, with its bodies.
stored::v1::EditionRow MakeEdition(const stored::v1::StatementRow& before, const v1::Content& content,
                                   DecisionBuilder& decision) {
  const TextDigest digest = ComputeTextDigest(content, before.language(), decision.context().seed);
  stored::v1::EditionRow edition;
  edition.set_number(before.editions_size() + 1);
  *edition.mutable_publish_time() = decision.time();
  edition.set_text_digest(digest.digest);
  *edition.mutable_content() = before.draft().content();
  edition.set_section(before.draft().section());
  edition.set_open_for_signature(content.signature_call().open());

  stored::v1::Body summary;
  summary.mutable_edition()->set_path(PathOf(content, before.language()));
  if (content.has_change_note()) *summary.mutable_edition()->mutable_change_note() = content.change_note();
  *edition.mutable_edition() = decision.Add(std::move(summary));

  stored::v1::Body parts;
  for (const v1::DigestPart& part : digest.parts) *parts.mutable_digest_parts()->add_parts() = part;
  *edition.mutable_parts() = decision.Add(std::move(parts));
  return edition;
}

void SetPublished(const v1::Content& content, const google::protobuf::Timestamp& time,
                  stored::v1::StatementRow& row) {
  row.set_public_state(v1::PUBLIC_STATE_LIVE);
  row.set_draft_state(v1::DRAFT_STATE_NONE);
  row.clear_draft();
  row.set_content_digest(ContentDigest(LiveEdition(row)->text_digest(), row.signatories_digest()));
  *row.mutable_update_time() = time;
  if (row.editions_size() == 1) *row.mutable_first_publish_time() = time;
  if (row.editions_size() == 1 || content.change_note().severity() == v1::CHANGE_SEVERITY_MAJOR) {
    *row.mutable_last_major_time() = time;
  }
}

// What the public last read; nothing where it reads nothing.
absl::StatusOr<std::optional<v1::Content>> ReadPublicContent(const StateView& state,
                                                             const stored::v1::StatementRow& row) {
  if (!IsPublic(row)) return std::nullopt;
  ASSIGN_OR_RETURN(v1::Content content, ReadContent(state, LiveEdition(row)->content()));
  return content;
}

absl::Status PublishDraft(const StateView& state, const std::string& id, DecisionBuilder& decision) {
  const std::string name = StatementName(id);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, id));
  ASSIGN_OR_RETURN(const std::optional<v1::Content> was, ReadPublicContent(state, before));
  ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state, before.draft().content()));
  const std::string path = PathOf(content, before.language());

  RETURN_IF_ERROR(PublishSections(state, before.draft().section(), decision));
  stored::v1::StatementRow row = before;
  row.set_sequence(decision.context().sequence);
  *row.add_editions() = MakeEdition(before, content, decision);
  RETURN_IF_ERROR(PublishAnchors(state, content, row, decision));
  RETURN_IF_ERROR(ClearNotice(state, id, row, decision));
  SetPublished(content, decision.time(), row);

  stored::v1::StatementEffect& effect = decision.TellStatement(kEverybody, id, v1::CHANGE_REASON_PUBLISHED);
  SetStates(effect, before, row);
  effect.set_edition(row.editions_size());
  AddStatementFact(name, row, decision).set_edition(row.editions_size());
  if (!was.has_value() && row.last_signatory() > 0) {
    decision.TellSignatories(kThePublic, id, 1, row.last_signatory());
  }
  const bool told_by_siblings =
      !was.has_value() || was->title() != content.title() || PathOf(*was, before.language()) != path;
  if (told_by_siblings) RETURN_IF_ERROR(TellPublicSiblings(state, id, row, decision));
  RETURN_IF_ERROR(SettlePaths(state, id, before, {path, {}}, decision));
  if (was.has_value()) RETURN_IF_ERROR(SetFilesPublic(*was, id, false, decision));
  RETURN_IF_ERROR(SetFilesPublic(content, id, true, decision));
  decision.rows().statements[id] = std::move(row);
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckChangeNote(const stored::v1::StatementRow& before, const v1::Content& draft,
                             const std::string& name) {
  if (before.editions().empty()) return absl::OkStatus();
  const v1::ChangeNote& note = draft.change_note();
  if (note.severity() != v1::CHANGE_SEVERITY_UNSPECIFIED && !note.text().empty()) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "CHANGE_NOTE_REQUIRED",
                         absl::StrCat("edition ", before.editions_size() + 1, " of ", name,
                                      " needs a change note that tells the public what "
                                      "changed; update content.change_note with a severity and a text"),
                         {{"resource", name}});
}

absl::Status PublishDrafts(const StateView& state, const std::vector<std::string>& ids,
                           DecisionBuilder& decision) {
  DecisionStages stages(state, decision);
  for (const std::string& id : ids) {
    RETURN_IF_ERROR(PublishDraft(stages.state(), id, decision));
    stages.EndStage();
  }
  stages.EndAll();
  return absl::OkStatus();
}

}  // namespace communique::content

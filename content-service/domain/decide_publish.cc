#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/draft_writing.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/publish_paths.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/anchors.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::Status CheckPublishable(const stored::v1::StatementRow& row, const std::string& name) {
  if (row.has_draft()) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "NO_DRAFT",
                         absl::StrCat(name, " has no draft to publish; update it first"),
                         {{"resource", name}});
}

absl::Status CheckChangeNote(const v1::ChangeNote& note, int32_t edition, const std::string& name) {
  if (edition == 1) return absl::OkStatus();
  if (note.severity() != v1::CHANGE_SEVERITY_UNSPECIFIED && !note.text().empty()) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "CHANGE_NOTE_REQUIRED",
                         absl::StrCat("edition ", edition, " of ", name,
                                      " needs a change note that tells the public what "
                                      "changed; update content.change_note with a severity and a text"),
                         {{"resource", name}});
}

// Makes the section of a public statement, and those above it, public where they are not. Told from
// the top down.
absl::Status PublishSections(const StateView& state, const std::string& section, DecisionBuilder& decision) {
  std::vector<std::pair<std::string, stored::v1::SectionRow>> hidden;
  for (std::string id = section; !id.empty();) {
    ASSIGN_OR_RETURN(auto row, state.FindSection(id));
    if (!row.has_value()) {
      return ErrorWithReason(absl::StatusCode::kDataLoss, "STORE_DAMAGED",
                             absl::StrCat("the row of ", SectionName(id),
                                          " is missing from the store; restore it from a backup"));
    }
    if (row->is_public()) break;
    std::string parent = row->parent();
    row->set_is_public(true);
    hidden.emplace_back(std::move(id), *std::move(row));
    id = std::move(parent);
  }
  for (auto entry = hidden.rbegin(); entry != hidden.rend(); ++entry) {
    decision.TellSection(kThePublic, entry->first);
    decision.AddFact(SectionName(entry->first));
    decision.rows().sections[entry->first] = entry->second;
  }
  return absl::OkStatus();
}

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

void AddStatementFact(const std::string& name, const stored::v1::StatementRow& row,
                      DecisionBuilder& decision) {
  v1::PublicFact& fact = decision.AddFact(name);
  fact.set_public_state(row.public_state());
  fact.set_edition(row.editions_size());
  fact.set_text_digest(LiveEdition(row)->text_digest());
  fact.set_signatories_digest(row.signatories_digest());
  fact.set_content_digest(row.content_digest());
}

// What the siblings say of this one is new to the public.
absl::Status TellPublicSiblings(const StateView& state, const std::string& id,
                                const stored::v1::StatementRow& before, const v1::Content& content,
                                DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const auto siblings, Siblings(state, before.group(), id));
  if (siblings.empty()) return absl::OkStatus();
  if (IsPublic(before)) {
    ASSIGN_OR_RETURN(const v1::Content live, ReadContent(state, LiveEdition(before)->content()));
    const bool same = live.title() == content.title() &&
                      PathOf(live, before.language()) == PathOf(content, before.language());
    if (same) return absl::OkStatus();
  }
  TellSiblings(siblings, kThePublic, decision);
  return absl::OkStatus();
}

}  // namespace

absl::Status DecideAction(const PublishStatement& action, const StateView& state, DecisionBuilder& decision) {
  const std::string name = StatementName(action.id);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, action.id));
  RETURN_IF_ERROR(CheckEtag(action.etag, name, before.sequence()));
  RETURN_IF_ERROR(CheckPublishable(before, name));
  ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state, before.draft().content()));
  RETURN_IF_ERROR(CheckChangeNote(content.change_note(), before.editions_size() + 1, name));

  RETURN_IF_ERROR(PublishSections(state, before.draft().section(), decision));
  stored::v1::StatementRow row = before;
  row.set_sequence(decision.context().sequence);
  *row.add_editions() = MakeEdition(before, content, decision);
  RETURN_IF_ERROR(PublishAnchors(state, content, row, decision));
  SetPublished(content, decision.time(), row);

  stored::v1::StatementEffect& effect =
      decision.TellStatement(kEverybody, action.id, v1::CHANGE_REASON_PUBLISHED);
  SetStates(effect, before, row);
  effect.set_edition(row.editions_size());
  AddStatementFact(name, row, decision);
  if (!IsPublic(before) && row.last_signatory() > 0) {
    decision.TellSignatories(kThePublic, action.id, 1, row.last_signatory());
  }
  RETURN_IF_ERROR(TellPublicSiblings(state, action.id, before, content, decision));
  RETURN_IF_ERROR(PublishPaths(state, action.id, before, PathOf(content, before.language()), decision));
  for (const v1::Attachment& attachment : content.attachments()) {
    ASSIGN_OR_RETURN(std::string sha256, ParseBlobName(attachment.blob()));
    decision.rows().public_blobs.emplace(std::move(sha256), action.id);
  }
  decision.rows().statements[action.id] = std::move(row);
  decision.Touch(name);
  return absl::OkStatus();
}

}  // namespace communique::content

#include "content-service/domain/draft_writing.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/blob_references.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/stored_statement.h"
#include "google/rpc/error_details.pb.h"
#include "serving/status_macros.h"
#include "statement/anchors.h"
#include "statement/block_walk.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::Status CheckSectionExists(const StateView& state, absl::string_view field, const std::string& name,
                                FieldViolations& violations) {
  ASSIGN_OR_RETURN(const std::string id, ParseSectionName(name));
  ASSIGN_OR_RETURN(const auto row, state.FindSection(id));
  if (!row.has_value()) {
    violations.Add(absl::StrCat(field, ".section"),
                   absl::StrCat("there is no ", name, "; create it, or name one that ListSections shows"));
  }
  return absl::OkStatus();
}

// Takes the facts of every attachment from its blob. `positions` gets the names of originals that would
// publish a position which nobody confirmed.
absl::Status FillFileFacts(const StateView& state, absl::string_view field, v1::Content& content,
                           FieldViolations& violations, std::vector<std::string>& positions) {
  for (int i = 0; i < content.attachments_size(); ++i) {
    v1::Attachment& attachment = *content.mutable_attachments(i);
    ASSIGN_OR_RETURN(const std::string sha256, ParseBlobName(attachment.blob()));
    ASSIGN_OR_RETURN(const std::optional<v1::Blob> blob, state.FindBlob(sha256));
    if (!blob.has_value()) {
      violations.Add(absl::StrCat(field, ".attachments[", i, "].blob"),
                     absl::StrCat("there is no ", attachment.blob(), "; upload the file first"));
      continue;
    }
    attachment.set_media_type(blob->media_type());
    attachment.set_size_bytes(blob->size_bytes());
    attachment.set_width(blob->width());
    attachment.set_height(blob->height());
    attachment.set_page_count(blob->page_count());
    const auto& found = blob->found_metadata();
    if (attachment.publish_original() && !attachment.confirm_position() &&
        std::find(found.begin(), found.end(), v1::FOUND_METADATA_POSITION) != found.end()) {
      positions.push_back(attachment.entry_id());
    }
  }
  return absl::OkStatus();
}

// The rules know that the attachment is there; only its blob says whether it is an image.
void CheckImages(const v1::Content& content, absl::string_view field, FieldViolations& violations) {
  for (const PlacedBlock& placed : BlocksInReadingOrder(content)) {
    if (!placed.block->has_image()) continue;
    for (const v1::Attachment& attachment : content.attachments()) {
      if (attachment.entry_id() == placed.block->image().attachment() && !attachment.media_type().empty() &&
          !absl::StartsWith(attachment.media_type(), "image/")) {
        violations.Add(
            absl::StrCat(field, ".blocks"),
            absl::StrCat("an image block shows the attachment \"", attachment.entry_id(), "\", which is ",
                         attachment.media_type(), "; show an image, or remove the block"));
      }
    }
  }
}

absl::StatusOr<AnchorHistory> ReadAnchorHistory(const StateView& state, const DraftOf& draft) {
  AnchorHistory history;
  if (draft.published_anchors != nullptr) {
    ASSIGN_OR_RETURN(const stored::v1::Body body, state.ReadBody(*draft.published_anchors));
    const auto& anchors = body.published_anchors().anchors();
    history.published.insert(anchors.begin(), anchors.end());
  }
  for (const auto& [id, row] : draft.siblings) {
    const stored::v1::BodyRef* newest = NewestContentRef(row);
    if (newest == nullptr) continue;
    ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state, *newest));
    for (AnchoredBlock& block : ListAnchors(content)) {
      if (!block.label_path.empty())
        history.group.emplace(std::move(block.label_path), std::move(block.anchor));
    }
  }
  return history;
}

// AssignAnchors knows no request; what it found wrong is told at this request's field.
void AddAnchorViolations(const absl::Status& status, absl::string_view field, FieldViolations& violations) {
  google::rpc::BadRequest found;
  if (const auto payload = status.GetPayload(kBadRequestType); payload.has_value()) {
    found.ParseFromString(std::string(*payload));
  }
  for (const auto& violation : found.field_violations()) {
    violations.Add(absl::StrCat(field, ".blocks"), violation.description());
  }
}

absl::Status PositionNotConfirmed(const std::vector<std::string>& entries) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "POSITION_NOT_CONFIRMED",
      absl::StrCat("the file of the attachment \"", entries[0],
                   "\" says where it was taken, and publish_original would ",
                   "publish that; leave publish_original out, or set confirm_position where that is meant"),
      {{"entry_id", entries[0]}});
}

// Whether the address is one of a statement that is removed, and no draft has reserved it.
absl::StatusOr<bool> CanBeTakenOver(const StateView& state, const stored::v1::PathRow& row,
                                    absl::string_view id) {
  if (row.public_of().empty() || (!row.draft_of().empty() && row.draft_of() != id)) return false;
  ASSIGN_OR_RETURN(const stored::v1::StatementRow owner, GetStatementRow(state, row.public_of()));
  return owner.public_state() == v1::PUBLIC_STATE_REMOVED;
}

// OK where the statement may have it: nobody's, its own, or one that it is meant to take over.
absl::Status CheckPathIsFree(const StateView& state, absl::string_view id, const PathWanted& wanted,
                             const stored::v1::PathRow& row) {
  const bool no_draft_has_it = row.draft_of().empty() || row.draft_of() == id;
  if (no_draft_has_it && (row.public_of().empty() || row.public_of() == id)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool can_be_taken_over, CanBeTakenOver(state, row, id));
  if (can_be_taken_over && wanted.take_over_gone) return absl::OkStatus();
  const std::string whose =
      can_be_taken_over
          ? absl::StrCat(" is one of ", StatementName(row.public_of()),
                         ", which is removed; choose another slug, or set take_over_gone_path to replace ",
                         "what it says with this statement")
          : " is taken by another statement; choose another slug";
  return ErrorWithReason(absl::StatusCode::kAlreadyExists, "PATH_TAKEN",
                         absl::StrCat("the address ", wanted.path, whose), {{"path", wanted.path}});
}

}  // namespace

absl::StatusOr<std::map<std::string, stored::v1::StatementRow>> Siblings(const StateView& state,
                                                                         absl::string_view group,
                                                                         absl::string_view own_id) {
  ASSIGN_OR_RETURN(auto versions, state.FindGroup(group));
  std::erase_if(versions, [&](const auto& version) { return version.second.statement() == own_id; });
  return StatementsOf(state, versions);
}

absl::StatusOr<std::map<std::string, stored::v1::StatementRow>> StatementsOf(
    const StateView& state, const std::map<std::string, stored::v1::GroupRow>& versions) {
  std::map<std::string, stored::v1::StatementRow> statements;
  for (const auto& [language, version] : versions) {
    ASSIGN_OR_RETURN(statements[version.statement()], GetStatementRow(state, version.statement()));
  }
  return statements;
}

absl::Status CompleteContent(const StateView& state, const DraftOf& draft, v1::Content& content) {
  FieldViolations violations;
  std::vector<std::string> positions;
  RETURN_IF_ERROR(CheckSectionExists(state, draft.field, content.section(), violations));
  RETURN_IF_ERROR(FillFileFacts(state, draft.field, content, violations, positions));
  CheckImages(content, draft.field, violations);
  ASSIGN_OR_RETURN(const AnchorHistory history, ReadAnchorHistory(state, draft));
  AddAnchorViolations(AssignAnchors(draft.previous, history, content), draft.field, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  if (!positions.empty()) return PositionNotConfirmed(positions);
  // With the anchors and the facts of its files, and with what an update left as it was.
  return CheckContentSize(content);
}

absl::Status WriteRevision(const std::string& id, stored::v1::Body content, stored::v1::StatementRow& row,
                           DecisionBuilder& decision) {
  stored::v1::DraftRow& draft = *row.mutable_draft();
  draft.set_revision(row.revision());
  ASSIGN_OR_RETURN(*draft.mutable_section(), ParseSectionName(content.content().section()));
  RETURN_IF_ERROR(SetFilesListed(content.content(), id, row.revision(), true, decision.rows()));
  *draft.mutable_content() = decision.Add(std::move(content));
  stored::v1::RevisionRow& revision = decision.rows().revisions[{id, row.revision()}];
  *revision.mutable_content() = draft.content();
  revision.set_sequence(decision.context().sequence);
  return absl::OkStatus();
}

absl::Status MovePathReservation(const StateView& state, absl::string_view id, const PathWanted& wanted,
                                 RowChanges& rows) {
  if (wanted.before == wanted.path) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::optional<stored::v1::PathRow> row, state.FindPath(wanted.path));
  stored::v1::PathRow reserved = std::move(row).value_or(stored::v1::PathRow());
  RETURN_IF_ERROR(CheckPathIsFree(state, id, wanted, reserved));
  reserved.set_draft_of(std::string(id));
  rows.paths[wanted.path] = std::move(reserved);
  return wanted.before.empty() ? absl::OkStatus() : FreePathReservation(state, id, wanted.before, rows);
}

absl::Status FreePathReservation(const StateView& state, absl::string_view id, absl::string_view path,
                                 RowChanges& rows) {
  ASSIGN_OR_RETURN(std::optional<stored::v1::PathRow> row, state.FindPath(path));
  if (row.has_value() && row->draft_of() == id) {
    row->clear_draft_of();
    rows.paths[std::string(path)] = *std::move(row);
  }
  return absl::OkStatus();
}

void TellSiblings(const std::map<std::string, stored::v1::StatementRow>& siblings, Audience audience,
                  DecisionBuilder& decision) {
  for (const auto& [id, row] : siblings) {
    const Audience told{audience.editorial, audience.in_public && IsPublic(row)};
    if (!told.editorial && !told.in_public) continue;
    SetStates(decision.TellStatement(told, id, v1::CHANGE_REASON_TRANSLATIONS), row, row);
  }
}

}  // namespace communique::content

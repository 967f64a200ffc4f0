#include "content-service/domain/erased_bodies.h"

#include <algorithm>
#include <map>
#include <set>

#include "content-service/domain/blob_references.h"
#include "content-service/domain/list_index.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/block_walk.h"
#include "statement/erasure.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// All but one, as they are stored.
absl::StatusOr<std::vector<v1::Content>> OtherContents(const StateView& state, const Writing& writing,
                                                       const std::vector<Writing>& all) {
  std::vector<v1::Content> others;
  for (const Writing& other : all) {
    if (other.revision == writing.revision) continue;
    ASSIGN_OR_RETURN(v1::Content content, ReadContent(state, other.content));
    content.clear_blocks();
    others.push_back(std::move(content));
  }
  return others;
}

}  // namespace

absl::StatusOr<std::vector<Writing>> ListWritings(const StateView& state, const std::string& id) {
  ASSIGN_OR_RETURN(const auto revisions, state.Revisions(id));
  ASSIGN_OR_RETURN(const stored::v1::StatementRow row, GetStatementRow(state, id));
  std::map<std::pair<uint64_t, uint32_t>, stored::v1::EditionRow> edition_of;
  for (const stored::v1::EditionRow& edition : row.editions()) edition_of[KeyOf(edition.content())] = edition;
  std::vector<Writing> writings;
  for (const auto& [number, content] : revisions) {
    Writing& writing = writings.emplace_back();
    writing.revision = number;
    writing.content = content;
    const auto edition = edition_of.find(KeyOf(content));
    if (edition != edition_of.end()) writing.edition = edition->second;
  }
  return writings;
}

std::pair<uint64_t, uint32_t> KeyOf(const stored::v1::BodyRef& ref) { return {ref.sequence(), ref.index()}; }

bool HasBlock(const v1::Content& content, absl::string_view anchor) {
  const auto blocks = BlocksInReadingOrder(content);
  return std::any_of(blocks.begin(), blocks.end(), [&](const PlacedBlock& placed) {
    return absl::string_view(placed.block->anchor()) == anchor;
  });
}

// No content that was written is without a title.
bool IsErasedContent(const stored::v1::Body& body) {
  return body.redacted() && body.content().title().empty();
}

void Redact(const stored::v1::BodyRef& ref, stored::v1::Body body, DecisionBuilder& decision) {
  body.clear_salt();
  body.set_redacted(true);
  decision.rows().redacted[KeyOf(ref)] = std::move(body);
}

absl::Status EraseWriting(const StateView& state, const Writing& writing, stored::v1::Body body,
                          DecisionBuilder& decision) {
  v1::Content left;
  left.set_section(body.content().section());
  if (writing.edition.has_value()) left.set_slug(body.content().slug());
  *body.mutable_content() = std::move(left);
  Redact(writing.content, std::move(body), decision);
  if (!writing.edition.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(stored::v1::Body summary, state.ReadBody(writing.edition->edition()));
  summary.mutable_edition()->clear_change_note();
  Redact(writing.edition->edition(), std::move(summary), decision);
  ASSIGN_OR_RETURN(stored::v1::Body parts, state.ReadBody(writing.edition->parts()));
  EraseAllParts(*parts.mutable_digest_parts()->mutable_parts());
  Redact(writing.edition->parts(), std::move(parts), decision);
  return absl::OkStatus();
}

absl::Status EraseTitle(const StateView& state, const std::string& id, const Writing& writing,
                        const std::vector<Writing>& all, const v1::Content& content,
                        DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const auto others, OtherContents(state, writing, all));
  RowChanges& rows = decision.rows();
  for (const v1::View view : {v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL}) {
    rows.erased_list_entries.merge(TitleEntries(view, id, content.title()));
    for (const v1::Content& other : others) {
      for (const ListEntry& entry : TitleEntries(view, id, other.title())) {
        rows.erased_list_entries.erase(entry);
      }
    }
    // States of the past that showed it still list it, without a title.
    rows.list_entries.merge(TitleEntries(view, id, ""));
  }
  return absl::OkStatus();
}

absl::Status EraseFiles(const StateView& state, const std::string& id, const Writing& writing,
                        const v1::Content& content, DecisionBuilder& decision) {
  RETURN_IF_ERROR(SetFilesListed(content, id, writing.revision, false, decision.rows()));
  for (const v1::Attachment& attachment : content.attachments()) {
    ASSIGN_OR_RETURN(const std::string sha256, ParseBlobName(attachment.blob()));
    ASSIGN_OR_RETURN(const bool is_listed, state.IsBlobListed(sha256, {id, writing.revision}));
    if (!is_listed) decision.rows().erased_files.insert(sha256);
  }
  return absl::OkStatus();
}

absl::Status ErasePath(const StateView& state, const std::string& id, const std::string& language,
                       const Writing& writing, const std::vector<Writing>& all, const v1::Content& content,
                       DecisionBuilder& decision) {
  if (writing.edition.has_value()) return absl::OkStatus();
  const std::string path = PathOf(content, language);
  ASSIGN_OR_RETURN(const auto others, OtherContents(state, writing, all));
  for (const v1::Content& other : others) {
    if (PathOf(other, language) == path) return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const auto versions, state.PathVersions(path));
  for (const stored::v1::PathRow& row : versions) {
    const bool is_own = row.draft_of().empty() || row.draft_of() == id;
    if (!is_own || !row.public_of().empty()) return absl::OkStatus();
  }
  decision.rows().erased_paths.insert(path);
  return absl::OkStatus();
}

}  // namespace communique::content

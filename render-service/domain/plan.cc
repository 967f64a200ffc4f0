#include "render-service/domain/plan.h"

#include <algorithm>
#include <tuple>

#include "render-service/domain/index_plan.h"

namespace communique::render {
namespace {

using content::v1::Attachment;

OutputKey AttachmentKey(const std::string& statement, const Attachment& attachment) {
  return {.type = OutputType::kAttachment, .statement = statement, .entry = attachment.entry_id()};
}

// Texts and set pages; attached files are planned on their own, since most changes leave them alone.
std::vector<OutputKey> TextsOf(const std::string& statement) {
  std::vector<OutputKey> keys;
  for (const OutputType type : {OutputType::kStatementJson, OutputType::kStatementText,
                                OutputType::kStatementPage, OutputType::kSetPages}) {
    keys.push_back({.type = type, .statement = statement});
  }
  return keys;
}

const google::protobuf::RepeatedPtrField<Attachment>& AttachmentsOf(
    const std::optional<PublicStatement>& state) {
  static const auto& none = *new google::protobuf::RepeatedPtrField<Attachment>;
  return state.has_value() ? state->statement.live().content().attachments() : none;
}

// What the bytes and names of an attachment's files come from.
auto FilesComeFrom(const Attachment& attachment) {
  return std::tuple(attachment.file_name(), attachment.blob(), attachment.media_type(),
                    attachment.publish_original(), attachment.width(), attachment.height());
}

const Attachment* FindAttachment(const std::optional<PublicStatement>& state, const std::string& entry) {
  for (const Attachment& attachment : AttachmentsOf(state)) {
    if (attachment.entry_id() == entry) return &attachment;
  }
  return nullptr;
}

bool HasSameFiles(const Attachment& attachment, const std::optional<PublicStatement>& other) {
  const Attachment* there = FindAttachment(other, attachment.entry_id());
  return there != nullptr && FilesComeFrom(*there) == FilesComeFrom(attachment);
}

void PlanAttachments(const std::string& statement, const StatementDelta& delta, RenderPlan& plan) {
  // Two entries may list the same bytes under the same name: when one changes or goes, the other's
  // files are made sure of again.
  std::set<std::string> touched_blobs;
  for (const Attachment& attachment : AttachmentsOf(delta.before)) {
    if (HasSameFiles(attachment, delta.after)) continue;
    touched_blobs.insert(attachment.blob());
    plan.Drop(AttachmentKey(statement, attachment));
    for (const Attachment& heir : AttachmentsOf(delta.after)) {
      if (FilesComeFrom(heir) != FilesComeFrom(attachment)) continue;
      plan.hand_over[AttachmentKey(statement, attachment)] = AttachmentKey(statement, heir);
    }
  }
  for (const Attachment& attachment : AttachmentsOf(delta.after)) {
    if (!HasSameFiles(attachment, delta.before) || touched_blobs.contains(attachment.blob())) {
      plan.Render(AttachmentKey(statement, attachment));
    }
  }
}

bool IsSame(const PublicStatement& a, const PublicStatement& b) {
  const auto same = [](const auto& x, const auto& y) {
    return x.SerializeAsString() == y.SerializeAsString();
  };
  const auto all_same = [&](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
  };
  return same(a.statement, b.statement) && all_same(a.earlier_editions, b.earlier_editions) &&
         all_same(a.signatories, b.signatories);
}

void PlanStatement(const StatementDelta& delta, RenderPlan& plan) {
  if (delta.before.has_value() && delta.after.has_value() && IsSame(*delta.before, *delta.after)) return;
  const std::string& statement = (delta.after.has_value() ? *delta.after : *delta.before).statement.name();
  for (const OutputKey& key : TextsOf(statement)) {
    delta.after.has_value() ? plan.Render(key) : plan.Drop(key);
  }
  PlanAttachments(statement, delta, plan);
}

}  // namespace

void RenderPlan::Render(const OutputKey& key) {
  render.insert(key);
  drop.erase(key);
}

void RenderPlan::Drop(const OutputKey& key) {
  drop.insert(key);
  render.erase(key);
}

RenderPlan Plan(const SiteDelta& delta, const SiteOutline& before, const SiteOutline& after) {
  RenderPlan plan;
  for (const std::string& statement : delta.refiled) {
    for (const OutputKey& key : TextsOf(statement)) {
      // Set pages speak of no section.
      if (key.type != OutputType::kSetPages) plan.Render(key);
    }
  }
  IndexPlan indexes(before, after, plan);
  for (const StatementDelta& statement : delta.statements) {
    if (!statement.before.has_value() && !statement.after.has_value()) continue;
    PlanStatement(statement, plan);
    indexes.EntryChanged(
        statement.before.has_value() ? std::optional(MakeIndexEntry(statement.before->statement))
                                     : std::nullopt,
        statement.after.has_value() ? std::optional(MakeIndexEntry(statement.after->statement))
                                    : std::nullopt);
  }
  indexes.SectionsChanged();
  for (const content::v1::PathChange& path : delta.paths) {
    const OutputKey notice{.type = OutputType::kNotice, .path = path.path()};
    OutputOfPath(path).has_value() ? plan.Render(notice) : plan.Drop(notice);
  }
  return plan;
}

bool IsShown(const content::v1::Statement& statement) {
  return statement.has_live() && (statement.public_state() == content::v1::PUBLIC_STATE_LIVE ||
                                  statement.public_state() == content::v1::PUBLIC_STATE_WITHDRAWN);
}

std::vector<OutputKey> OutputsOfStatement(const PublicStatement& statement) {
  const std::string& name = statement.statement.name();
  std::vector<OutputKey> keys = TextsOf(name);
  for (const Attachment& attachment : statement.statement.live().content().attachments()) {
    keys.push_back(AttachmentKey(name, attachment));
  }
  return keys;
}

std::optional<OutputKey> OutputOfPath(const content::v1::PathChange& path) {
  switch (path.target_case()) {
    case content::v1::PathChange::kRedirect:
    case content::v1::PathChange::kGone:
      return OutputKey{.type = OutputType::kNotice, .path = path.path()};
    default:
      return std::nullopt;
  }
}

}  // namespace communique::render

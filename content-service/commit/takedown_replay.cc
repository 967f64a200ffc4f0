#include "content-service/commit/takedown_replay.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

SeenStatement SeenAs(const std::string& id, const stored::v1::StatementRow& row) {
  return {id, MakeEtag(StatementName(id), row.sequence())};
}

// The text of the public edition, but for a file.
absl::StatusOr<std::optional<v1::Content>> ContentWithout(const std::string& file,
                                                          const stored::v1::StatementRow& row,
                                                          const StateView& state) {
  ASSIGN_OR_RETURN(v1::Content content, ReadContent(state, LiveEdition(row)->content()));
  auto& attachments = *content.mutable_attachments();
  bool is_listed = false;
  for (int i = attachments.size() - 1; i >= 0; --i) {
    if (attachments[i].blob() != BlobName(file)) continue;
    attachments.DeleteSubrange(i, 1);
    is_listed = true;
  }
  if (!is_listed) return std::nullopt;
  return content;
}

// What the store was restored to does not have it, or has it erased.
bool IsNotThere(const absl::Status& status) { return absl::IsNotFound(status); }

}  // namespace

absl::StatusOr<TakedownReplay::Report> TakedownReplay::Run(const Takedowns& takedowns) {
  report_ = {};
  for (const stored::v1::Takedown& takedown : takedowns) RETURN_IF_ERROR(Redo(takedown));
  return std::move(report_);
}

absl::StatusOr<TakedownReplay::Report> TakedownReplay::EndSchedules() {
  report_ = {};
  std::string id;
  while (true) {
    const RocksStateView state = State();
    ASSIGN_OR_RETURN(const auto next, state.NextStatement(id));
    if (!next.has_value()) return std::move(report_);
    id = next->id;
    if (next->row.draft_state() == v1::DRAFT_STATE_SCHEDULED) RETURN_IF_ERROR(EndSchedule(id));
  }
}

absl::Status TakedownReplay::Redo(const stored::v1::Takedown& takedown) {
  const std::string& id = takedown.statement();
  switch (takedown.kind()) {
    case stored::v1::TAKEDOWN_KIND_WITHDRAWN:
      return Withdraw(id);
    case stored::v1::TAKEDOWN_KIND_REMOVED:
      return Remove(id, "");
    case stored::v1::TAKEDOWN_KIND_SCHEDULE_ENDED:
      return EndSchedule(id);
    case stored::v1::TAKEDOWN_KIND_SIGNATORY_WITHDRAWN:
      return WithdrawSignatory(id, takedown.signatory());
    case stored::v1::TAKEDOWN_KIND_FILE_REPLACED:
      return TakeFile(id, takedown.file());
    case stored::v1::TAKEDOWN_KIND_SIGNATORY_ERASED:
    case stored::v1::TAKEDOWN_KIND_BLOCK_ERASED:
    case stored::v1::TAKEDOWN_KIND_REVISION_ERASED:
      return Erase(takedown);
    default:
      return absl::OkStatus();
  }
}

absl::Status TakedownReplay::Withdraw(const std::string& id) {
  ASSIGN_OR_RETURN(const auto row, Find(id));
  if (!row.has_value() || row->public_state() != v1::PUBLIC_STATE_LIVE) return EndSchedule(id);
  RETURN_IF_ERROR(Do(WithdrawStatement{SeenAs(id, *row), notice_}));
  Tell(absl::StrCat(StatementName(id), " was withdrawn"));
  return absl::OkStatus();
}

absl::Status TakedownReplay::Remove(const std::string& id, const std::string& why) {
  ASSIGN_OR_RETURN(const auto row, Find(id));
  if (!row.has_value() || !IsPublic(*row)) return EndSchedule(id);
  RemoveStatement remove{SeenAs(id, *row), {}, {}, {}};
  remove.gone = notice_;
  RETURN_IF_ERROR(Do(std::move(remove)));
  Tell(absl::StrCat(StatementName(id), " was removed as gone", why));
  return absl::OkStatus();
}

// What was taken down may stand in the backup as what is to be published.
absl::Status TakedownReplay::EndSchedule(const std::string& id) {
  ASSIGN_OR_RETURN(const auto row, Find(id));
  if (!row.has_value() || row->draft_state() != v1::DRAFT_STATE_SCHEDULED) {
    TellNothing();
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(Do(CancelSchedule{SeenAs(id, *row)}));
  Tell(absl::StrCat("the schedule of ", StatementName(id), " was cancelled"));
  return absl::OkStatus();
}

absl::Status TakedownReplay::WithdrawSignatory(const std::string& id, int64_t number) {
  ASSIGN_OR_RETURN(const auto signatory, State().FindSignatory(id, number));
  if (!signatory.has_value() || signatory->status() == v1::SIGNATORY_STATUS_WITHDRAWN) {
    TellNothing();
    return absl::OkStatus();
  }
  const std::string name = SignatoryName(id, number);
  const absl::Status withdrawn =
      Do(content::WithdrawSignatory{{id, number, MakeEtag(name, signatory->body().sequence())}, notice_});
  if (ReasonOf(withdrawn) == "SIGNATORY_ERASED") {
    TellNothing();
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(withdrawn);
  Tell(absl::StrCat(name, " was withdrawn"));
  return absl::OkStatus();
}

absl::Status TakedownReplay::TakeFile(const std::string& id, const std::string& file) {
  ASSIGN_OR_RETURN(const auto row, Find(id));
  std::optional<v1::Content> content;
  if (row.has_value() && IsPublic(*row)) {
    ASSIGN_OR_RETURN(content, ContentWithout(file, *row, State()));
  }
  // It may come with a text that is scheduled still.
  if (!content.has_value()) return EndSchedule(id);
  content->mutable_change_note()->set_severity(v1::CHANGE_SEVERITY_MINOR);
  content->mutable_change_note()->set_text(notice_);
  const bool can_have_edition =
      row->public_state() == v1::PUBLIC_STATE_LIVE && row->draft_state() == v1::DRAFT_STATE_NONE;
  Transact anew;
  anew.operations.emplace_back(
      UpdateStatement{id, SeenAs(id, *row).etag, *std::move(content), {"attachments", "change_note"}, false});
  anew.operations.emplace_back(PublishStatement{{{id, ""}}, {}});
  if (can_have_edition && Do(std::move(anew)).ok()) {
    Tell(absl::StrCat(StatementName(id), " has a new edition without the file ", file,
                      ", which had been replaced; publish it with the right one"));
    return absl::OkStatus();
  }
  return Remove(id, absl::StrCat(" since it lists the file ", file,
                                 ", which had been replaced; publish it with the right one"));
}

absl::Status TakedownReplay::Erase(const stored::v1::Takedown& takedown) {
  const std::string& id = takedown.statement();
  RETURN_IF_ERROR(MakeWay(takedown));
  ASSIGN_OR_RETURN(const auto row, Find(id));
  absl::Status erased = NoSuchStatement(id);
  if (row.has_value()) {
    content::Erase erase;
    erase.statement = SeenAs(id, *row);
    erase.block_anchor = takedown.block_anchor();
    erase.signatory = takedown.signatory();
    erase.revision = takedown.revision();
    erased = Do(std::move(erase));
  }
  if (IsNotThere(erased)) {
    TellNothing();
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(erased);
  const std::string what = takedown.signatory() != 0 ? SignatoryName(id, takedown.signatory())
                           : takedown.revision() != 0
                               ? RevisionName(id, takedown.revision())
                               : absl::StrCat(StatementName(id), "#", takedown.block_anchor());
  Tell(absl::StrCat(what, " was erased"));
  return absl::OkStatus();
}

absl::Status TakedownReplay::MakeWay(const stored::v1::Takedown& takedown) {
  if (takedown.signatory() != 0) return absl::OkStatus();
  const std::string& id = takedown.statement();
  ASSIGN_OR_RETURN(auto row, Find(id));
  if (!row.has_value()) return absl::OkStatus();
  if (row->draft_state() == v1::DRAFT_STATE_SCHEDULED) {
    RETURN_IF_ERROR(EndSchedule(id));
    ASSIGN_OR_RETURN(row, Find(id));
  }
  if (takedown.revision() == 0) return absl::OkStatus();
  if (row->has_draft() && row->draft().revision() == takedown.revision()) {
    RETURN_IF_ERROR(Do(DiscardDraft{SeenAs(id, *row)}));
    Tell(absl::StrCat("the draft of ", StatementName(id), " was discarded since it is to be erased"));
    return absl::OkStatus();
  }
  if (!IsPublic(*row)) return absl::OkStatus();
  const RocksStateView state = State();
  ASSIGN_OR_RETURN(const auto revision, state.FindRevision(id, takedown.revision()));
  const stored::v1::BodyRef& live = LiveEdition(*row)->content();
  const bool is_live = revision.has_value() && revision->content().sequence() == live.sequence() &&
                       revision->content().index() == live.index();
  return is_live ? Remove(id, " since what it shows is to be erased") : absl::OkStatus();
}

absl::StatusOr<std::optional<stored::v1::StatementRow>> TakedownReplay::Find(const std::string& id) const {
  return State().FindStatement(id);
}

absl::Status TakedownReplay::Do(Action action) {
  return committer_.SubmitAndWait(Command{std::move(action), actor_, "", "", "", false}).status();
}

}  // namespace communique::content

#include "render-service/pipeline/change_follower.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/position.h"

namespace communique::render {
namespace {

constexpr int kProgressSeconds = 2;

std::vector<content::v1::Change> TakeChanges(
    google::protobuf::RepeatedPtrField<content::v1::Change>& changes) {
  return {std::make_move_iterator(changes.begin()), std::make_move_iterator(changes.end())};
}

// For people: what the state of the connection means for the site.
absl::Status Explain(const absl::Status& error) {
  const std::string reason = ReasonOf(error);
  if (reason == "EPOCH_CHANGED") {
    return ErrorWithReason(
        error.code(), reason,
        "EPOCH_CHANGED: content-service has another history than the one this site was made from, as after a "
        "restore; the site stays as it is. Connect the right content-service, or stop, delete the state "
        "directory, and start again to make the site anew from the new history");
  }
  return ErrorWithReason(error.code(), reason.empty() ? "NOT_FOLLOWING" : reason,
                         absl::StrCat("cannot follow content-service: ", error.message()));
}

}  // namespace

ChangeFollower::ChangeFollower(ContentClient& client, const Checkpoint& from, Inbox& inbox,
                               RenderStatus& status, Backoff backoff)
    : client_(client),
      inbox_(inbox),
      status_(status),
      backoff_(backoff),
      epoch_(from.epoch),
      number_(from.number),
      snapshot_token_(from.snapshot_resume_token) {}

void ChangeFollower::Run() {
  absl::Duration wait = backoff_.first;
  while (!inbox_.closed()) {
    received_any_ = false;
    const absl::Status ended = FollowOnce();
    if (inbox_.closed()) break;
    status_.SetConnection(false, Explain(ended));
    wait = received_any_ ? backoff_.first : std::min(2 * wait, backoff_.longest);
    inbox_.WaitForClose(wait);
  }
  status_.SetConnection(false, absl::OkStatus());
}

absl::Status ChangeFollower::FollowOnce() {
  coming_ = {};
  error_ = absl::OkStatus();
  if (epoch_.empty() && snapshot_token_.empty() && !Push(SnapshotStarted{})) return absl::OkStatus();
  const absl::Status ended = client_.Watch(
      NextRequest(), [this](content::v1::WatchResponse message) { return Receive(std::move(message)); });
  if (!error_.ok()) return error_;
  // The rest of a broken snapshot cannot be had any more: take a new one.
  const bool is_refused = absl::IsInvalidArgument(ended) || absl::IsFailedPrecondition(ended) ||
                          absl::IsOutOfRange(ended) || absl::IsNotFound(ended);
  if (epoch_.empty() && !received_any_ && is_refused) snapshot_token_.clear();
  return ended;
}

content::v1::WatchRequest ChangeFollower::NextRequest() const {
  content::v1::WatchRequest request;
  request.set_view(content::v1::VIEW_PUBLIC);
  request.mutable_progress_interval()->set_seconds(kProgressSeconds);
  if (epoch_.empty()) {
    request.set_snapshot_resume_token(snapshot_token_);
  } else {
    request.set_cursor(EncodePosition({.epoch = epoch_, .sequence = 0, .public_position = number_}));
  }
  return request;
}

bool ChangeFollower::Receive(content::v1::WatchResponse message) {
  if (!received_any_) status_.SetConnection(true, absl::OkStatus());
  received_any_ = true;
  switch (message.message_case()) {
    case content::v1::WatchResponse::kSnapshot: {
      content::v1::SnapshotChunk& chunk = *message.mutable_snapshot();
      snapshot_token_ = chunk.resume_token();
      return Push(SnapshotPart{TakeChanges(*chunk.mutable_changes()), chunk.resume_token()});
    }
    case content::v1::WatchResponse::kSnapshotEnd:
      error_ = ReceiveSnapshotEnd(message.snapshot_end());
      break;
    case content::v1::WatchResponse::kChangeSets:
      for (content::v1::ChangeSet& change_set : *message.mutable_change_sets()->mutable_change_sets()) {
        error_ = ReceiveChangeSet(change_set);
        if (!error_.ok()) break;
      }
      break;
    case content::v1::WatchResponse::kProgress:
      status_.SetHead(message.progress().number() + message.progress().lag());
      break;
    default:
      break;
  }
  return error_.ok() && !inbox_.closed();
}

absl::Status ChangeFollower::ReceiveSnapshotEnd(const content::v1::SnapshotEnd& end) {
  ASSIGN_OR_RETURN(const Position position, DecodePosition(end.position()));
  epoch_ = position.epoch;
  number_ = position.public_position;
  snapshot_token_.clear();
  status_.SetHead(number_);
  Push(SnapshotComplete{.epoch = epoch_, .number = number_});
  return absl::OkStatus();
}

absl::Status ChangeFollower::ReceiveChangeSet(content::v1::ChangeSet& change_set) {
  if (change_set.number() != number_ + 1) {
    return absl::DataLossError(absl::StrCat("commit ", change_set.number(), " came after ", number_,
                                            "; the stream has a gap or repeats itself"));
  }
  std::vector<content::v1::Change> changes = TakeChanges(*change_set.mutable_changes());
  coming_.number = change_set.number();
  std::move(changes.begin(), changes.end(), std::back_inserter(coming_.changes));
  if (!change_set.last_fragment()) return absl::OkStatus();
  number_ = change_set.number();
  status_.SetHead(number_);
  Push(std::exchange(coming_, {}));
  return absl::OkStatus();
}

bool ChangeFollower::Push(Followed followed) { return inbox_.Push(std::move(followed)); }

}  // namespace communique::render

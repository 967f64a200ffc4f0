#include "render-service/pipeline/change_follower.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/position.h"

namespace communique::render {
namespace {

constexpr int kProgressSeconds = 2;
constexpr absl::Duration kReviewEvery = absl::Minutes(1);
constexpr absl::Duration kLookForAnswerEvery = absl::Milliseconds(100);

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
        "restore; the site stays as it is. `communique render status` says what would change; connect the "
        "right "
        "content-service, or go on with `communique render accept-epoch`");
  }
  return ErrorWithReason(error.code(), reason.empty() ? "NOT_FOLLOWING" : reason,
                         absl::StrCat("cannot follow content-service: ", error.message()));
}

}  // namespace

ChangeFollower::ChangeFollower(ContentClient& client, const Checkpoint& from, Inbox& inbox,
                               RenderStatus& status, Backoff backoff, EpochSwitch* epochs)
    : client_(client),
      inbox_(inbox),
      status_(status),
      backoff_(backoff),
      epochs_(epochs),
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
    if (ReasonOf(ended) == "EPOCH_CHANGED" && TurnToOtherHistory()) continue;
    Pause(wait);
  }
  status_.SetConnection(false, absl::OkStatus());
}

bool ChangeFollower::TurnToOtherHistory() {
  if (epochs_ == nullptr || epoch_.empty()) return false;
  const absl::StatusOr<bool> may_follow = epochs_->Review();
  if (!may_follow.ok() || !*may_follow) return false;
  epoch_.clear();
  number_ = 0;
  snapshot_token_.clear();
  return true;
}

void ChangeFollower::Pause(absl::Duration wait) const {
  const bool waits_for_answer =
      epochs_ != nullptr && epochs_->pending().has_value() && !epochs_->is_accepted();
  if (!waits_for_answer) return inbox_.WaitForClose(wait);
  // To compare histories reads all that is public.
  const absl::Time next = absl::Now() + std::max(wait, kReviewEvery);
  while (!inbox_.closed() && !epochs_->is_accepted() && absl::Now() < next) {
    inbox_.WaitForClose(kLookForAnswerEvery);
  }
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
  if (!received_any_) {
    status_.SetConnection(true, absl::OkStatus());
    if (epochs_ != nullptr) epochs_->Forget();
  }
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

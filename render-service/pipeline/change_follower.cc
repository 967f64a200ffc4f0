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

absl::Status OtherHistoryThanReviewed() {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED",
                         "content-service has another history than the one that was reviewed");
}

// For people: what the state of the connection means for the site.
absl::Status Explain(const absl::Status& error) {
  const std::string reason = ReasonOf(error);
  if (reason == "EPOCH_CHANGED") {
    return ErrorWithReason(
        error.code(), reason,
        "EPOCH_CHANGED: content-service has another history than the one this site was made from, as after a "
        "restore; the site stays as it is. `communique render status` says what would change; connect the "
        "right content-service, or go on with `communique render accept-epoch`");
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
  if (epochs_ == nullptr || (epoch_.empty() && !needs_review_)) return false;
  absl::StatusOr<std::optional<ComparedHistory>> may_follow =
      epochs_->Review({.epoch = epoch_, .number = number_, .snapshot_resume_token = snapshot_token_});
  other_.reset();
  other_begun_ = false;
  if (!may_follow.ok() || !may_follow->has_value()) return false;
  other_ = *std::move(may_follow);
  return true;
}

void ChangeFollower::GiveUpOtherHistory() {
  other_.reset();
  snapshot_token_.clear();
  needs_review_ = true;
  Push(SnapshotStarted{});
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
  if (needs_review_ && !other_.has_value()) return OtherHistoryThanReviewed();
  const absl::Status ended = client_.Watch(
      NextRequest(), [this](content::v1::WatchResponse message) { return Receive(std::move(message)); });
  if (!error_.ok()) return error_;
  // The rest of a broken snapshot cannot be had any more: take a new one.
  const bool is_refused = absl::IsInvalidArgument(ended) || absl::IsFailedPrecondition(ended) ||
                          absl::IsOutOfRange(ended) || absl::IsNotFound(ended);
  if (received_any_ || !is_refused) return ended;
  if (other_.has_value()) {
    if (other_begun_) GiveUpOtherHistory();
    return OtherHistoryThanReviewed();
  }
  if (epoch_.empty()) snapshot_token_.clear();
  return ended;
}

content::v1::WatchRequest ChangeFollower::NextRequest() const {
  content::v1::WatchRequest request;
  request.set_view(content::v1::VIEW_PUBLIC);
  request.mutable_progress_interval()->set_seconds(kProgressSeconds);
  if (other_.has_value() && !other_begun_) {
    request.set_snapshot_resume_token(other_->first.resume_token());
  } else if (epoch_.empty()) {
    request.set_snapshot_resume_token(snapshot_token_);
  } else {
    request.set_cursor(EncodePosition({.epoch = epoch_, .sequence = 0, .public_position = number_}));
  }
  return request;
}

absl::Status ChangeFollower::Begin(const content::v1::WatchResponse& first) {
  if (other_.has_value() && !other_begun_) return BeginOtherHistory(first);
  if (epoch_.empty() && snapshot_token_.empty()) Push(SnapshotStarted{});
  return absl::OkStatus();
}

absl::Status ChangeFollower::BeginOtherHistory(const content::v1::WatchResponse& first) {
  content::v1::SnapshotChunk& reviewed = other_->first;
  // A token is taken in its own history alone; where there was nothing to tell, only the end says whose it
  // is.
  if (reviewed.resume_token().empty()) {
    const absl::StatusOr<Position> end = DecodePosition(first.snapshot_end().position());
    if (!end.ok() || end->epoch != other_->change.epoch()) return OtherHistoryThanReviewed();
  }
  epoch_.clear();
  number_ = 0;
  snapshot_token_ = reviewed.resume_token();
  needs_review_ = false;
  other_begun_ = true;
  Push(SnapshotStarted{});
  if (!snapshot_token_.empty()) Push(SnapshotPart{TakeChanges(*reviewed.mutable_changes()), snapshot_token_});
  return absl::OkStatus();
}

bool ChangeFollower::Receive(content::v1::WatchResponse message) {
  if (!received_any_) {
    error_ = Begin(message);
    if (!error_.ok()) return false;
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
  if (other_.has_value() && position.epoch != other_->change.epoch()) {
    GiveUpOtherHistory();
    return OtherHistoryThanReviewed();
  }
  other_.reset();
  epoch_ = position.epoch;
  number_ = position.public_position;
  snapshot_token_.clear();
  // Whoever knows the head finds in the inbox all that leads to it.
  Push(SnapshotComplete{.epoch = epoch_, .number = number_});
  status_.SetHead(number_);
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
  Push(std::exchange(coming_, {}));
  status_.SetHead(number_);
  return absl::OkStatus();
}

bool ChangeFollower::Push(Followed followed) { return inbox_.Push(std::move(followed)); }

}  // namespace communique::render

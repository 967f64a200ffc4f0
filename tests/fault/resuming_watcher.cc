#include "tests/fault/resuming_watcher.h"

#include <utility>

namespace communique::testing {

using content::v1::WatchRequest;
using content::v1::WatchResponse;

ResumingWatcher::ResumingWatcher(std::shared_ptr<grpc::Channel> channel, content::v1::View view)
    : stub_(content::v1::ChangeService::NewStub(std::move(channel))),
      view_(view),
      thread_([this] { Run(); }) {}

ResumingWatcher::~ResumingWatcher() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (context_ != nullptr) {
      context_->TryCancel();
    }
  }
  thread_.join();
}

bool ResumingWatcher::WaitForNumber(uint64_t number, absl::Duration limit) {
  absl::MutexLock lock(&mutex_);
  const auto has_come = [this, number]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return history_.begin >= number ||
           (!history_.change_sets.empty() && history_.change_sets.back().number() >= number);
  };
  return mutex_.AwaitWithTimeout(absl::Condition(&has_come), limit);
}

History ResumingWatcher::history() const {
  absl::MutexLock lock(&mutex_);
  return history_;
}

int ResumingWatcher::resumptions() const {
  absl::MutexLock lock(&mutex_);
  return streams_ - 1;
}

bool ResumingWatcher::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

void ResumingWatcher::Run() {
  while (!stopping()) {
    Follow();
  }
}

void ResumingWatcher::Follow() {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  WatchRequest request;
  request.set_view(view_);
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_) {
      return;
    }
    context_ = &context;
    request.set_cursor(cursor_);
  }
  const auto reader = stub_->Watch(&context, request);
  bool is_first = true;
  for (WatchResponse response; reader->Read(&response); is_first = false) {
    Take(response, is_first);
  }
  reader->Finish();
  absl::MutexLock lock(&mutex_);
  context_ = nullptr;
}

void ResumingWatcher::Take(const WatchResponse& response, bool is_first) {
  absl::MutexLock lock(&mutex_);
  streams_ += is_first ? 1 : 0;
  switch (response.message_case()) {
    case WatchResponse::kSnapshotEnd:
      history_.begin = response.snapshot_end().number();
      cursor_ = response.snapshot_end().position();
      break;
    case WatchResponse::kChangeSets:
      for (const content::v1::ChangeSet& change_set : response.change_sets().change_sets()) {
        history_.change_sets.push_back(change_set);
        cursor_ = change_set.position();
      }
      break;
    case WatchResponse::kProgress:
      cursor_ = response.progress().position();
      break;
    case WatchResponse::kSnapshot:
    case WatchResponse::MESSAGE_NOT_SET:
      break;
  }
}

}  // namespace communique::testing

#include "tests/fault/resuming_watcher.h"

#include <utility>

namespace communique::testing {

using content::v1::WatchRequest;
using content::v1::WatchResponse;

ResumingWatcher::ResumingWatcher(std::shared_ptr<grpc::Channel> channel, content::v1::View view,
                                 std::string cursor)
    : stub_(content::v1::ChangeService::NewStub(std::move(channel))),
      history_{.view = view},
      cursor_(std::move(cursor)),
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

bool ResumingWatcher::WaitForNumber(uint64_t number, absl::Duration limit) const {
  absl::MutexLock lock(&mutex_);
  const auto has_come = [this, number]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return reached_ >= number; };
  return mutex_.AwaitWithTimeout(absl::Condition(&has_come), limit);
}

History ResumingWatcher::history() const {
  absl::MutexLock lock(&mutex_);
  return history_;
}

int ResumingWatcher::resumptions() const {
  absl::MutexLock lock(&mutex_);
  return static_cast<int>(history_.calls.size()) - 1;
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
  request.mutable_progress_interval()->set_nanos(100'000'000);
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_) return;
    context_ = &context;
    request.set_view(history_.view);
    request.set_cursor(cursor_);
    request.set_snapshot_resume_token(resume_token_);
  }
  const auto reader = stub_->Watch(&context, request);
  WatchCall call{request.cursor(), request.snapshot_resume_token(), {}};
  for (WatchResponse response; reader->Read(&response);) Take(response, call);
  reader->Finish();
  absl::MutexLock lock(&mutex_);
  context_ = nullptr;
  call_told_something_ = false;
}

void ResumingWatcher::Take(const WatchResponse& response, const WatchCall& call) {
  absl::MutexLock lock(&mutex_);
  if (!call_told_something_) history_.calls.push_back(call);
  call_told_something_ = true;
  history_.calls.back().told.push_back(response);
  switch (response.message_case()) {
    case WatchResponse::kSnapshot:
      resume_token_ = response.snapshot().resume_token();
      break;
    case WatchResponse::kSnapshotEnd:
      resume_token_.clear();
      reached_ = response.snapshot_end().number();
      cursor_ = response.snapshot_end().position();
      break;
    case WatchResponse::kChangeSets:
      for (const content::v1::ChangeSet& change_set : response.change_sets().change_sets()) {
        // A commit that came in part comes again from its beginning.
        if (!change_set.last_fragment()) continue;
        reached_ = change_set.number();
        cursor_ = change_set.position();
      }
      break;
    case WatchResponse::kProgress:
      cursor_ = response.progress().position();
      break;
    case WatchResponse::MESSAGE_NOT_SET:
      break;
  }
}

}  // namespace communique::testing

#include "render-service/pipeline/job_table.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

constexpr int kMostFailures = 100;

google::protobuf::Timestamp Now() {
  google::protobuf::Timestamp now;
  const int64_t nanoseconds = absl::ToUnixNanos(absl::Now());
  now.set_seconds(nanoseconds / 1'000'000'000);
  now.set_nanos(static_cast<int32_t>(nanoseconds % 1'000'000'000));
  return now;
}

// 0 where the name is not that of a job.
int64_t NumberOf(absl::string_view name) {
  int64_t number = 0;
  return absl::ConsumePrefix(&name, "jobs/") && absl::SimpleAtoi(name, &number) ? number : 0;
}

bool HasEnded(const v1::Job& job) {
  return job.state() == v1::JOB_STATE_SUCCEEDED || job.state() == v1::JOB_STATE_FAILED;
}

}  // namespace

absl::StatusOr<v1::Job> JobTable::Add(const v1::StartRenderRequest& request) {
  absl::MutexLock lock(&mutex_);
  if (unended_ >= kMostUnended) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_JOBS",
                           absl::StrCat(unended_,
                                        " jobs have not ended yet; wait for one of them with WatchJob, "
                                        "and ask for several statements in one job"));
  }
  ++unended_;
  ForgetOldest();
  Entry& entry = jobs_[++last_number_];
  entry.request = request;
  entry.job.set_name(absl::StrCat("jobs/", last_number_));
  entry.job.set_state(v1::JOB_STATE_QUEUED);
  queued_.push_back(last_number_);
  return entry.job;
}

std::optional<v1::Job> JobTable::Find(const std::string& name) const {
  absl::MutexLock lock(&mutex_);
  const auto found = jobs_.find(NumberOf(name));
  return found == jobs_.end() ? std::nullopt : std::optional(found->second.job);
}

std::optional<JobTable::Begun> JobTable::BeginNext() {
  absl::MutexLock lock(&mutex_);
  if (queued_.empty()) return std::nullopt;
  Entry& entry = jobs_.at(queued_.front());
  queued_.pop_front();
  entry.job.set_state(v1::JOB_STATE_RUNNING);
  *entry.job.mutable_start_time() = Now();
  return Begun{.name = entry.job.name(), .request = entry.request};
}

void JobTable::SetOutputs(const std::string& name, const std::set<OutputKey>& outputs,
                          const std::string& position) {
  {
    absl::MutexLock lock(&mutex_);
    const int64_t number = NumberOf(name);
    Entry& entry = jobs_.at(number);
    for (const OutputKey& output : outputs) waiting_[output].push_back(number);
    entry.waiting = outputs.size();
    entry.job.set_total(static_cast<int32_t>(outputs.size()));
    EndWhereDone(entry, position);
  }
  watchers_.WakeAll();
}

void JobTable::Record(const Published& published, const std::string& position) {
  {
    absl::MutexLock lock(&mutex_);
    for (const Published::One& one : published.outputs) {
      for (const int64_t number : TakeWaiting(one.key)) {
        Entry& entry = jobs_.at(number);
        v1::Job& job = entry.job;
        job.set_done(job.done() + 1);
        job.set_written(job.written() + one.written);
        if (one.failed) {
          job.set_failed(job.failed() + 1);
          if (job.failures_size() < kMostFailures) *job.add_failures() = one.failure;
        }
        EndWhereDone(entry, position);
      }
    }
  }
  watchers_.WakeAll();
}

void JobTable::Forget(const std::vector<OutputKey>& dropped, const std::string& position) {
  {
    absl::MutexLock lock(&mutex_);
    for (const OutputKey& key : dropped) {
      for (const int64_t number : TakeWaiting(key)) {
        Entry& entry = jobs_.at(number);
        entry.job.set_total(entry.job.total() - 1);
        EndWhereDone(entry, position);
      }
    }
  }
  watchers_.WakeAll();
}

std::vector<int64_t> JobTable::TakeWaiting(const OutputKey& output) {
  const auto found = waiting_.find(output);
  if (found == waiting_.end()) return {};
  std::vector<int64_t> numbers = std::move(found->second);
  waiting_.erase(found);
  for (const int64_t number : numbers) --jobs_.at(number).waiting;
  return numbers;
}

void JobTable::EndWhereDone(Entry& entry, const std::string& position) {
  if (entry.job.state() != v1::JOB_STATE_RUNNING || entry.waiting > 0) return;
  entry.job.set_state(entry.job.failed() > 0 ? v1::JOB_STATE_FAILED : v1::JOB_STATE_SUCCEEDED);
  entry.job.set_position(position);
  *entry.job.mutable_end_time() = Now();
  --unended_;
}

void JobTable::ForgetOldest() {
  for (auto entry = jobs_.begin(); entry != jobs_.end() && jobs_.size() >= kMostKept;) {
    entry = HasEnded(entry->second.job) ? jobs_.erase(entry) : std::next(entry);
  }
}

}  // namespace communique::render

#include "render-service/service/job_stream.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "statement/errors.h"

namespace communique::render {

absl::StatusOr<v1::Job> FindJob(const JobTable& jobs, const std::string& name) {
  std::optional<v1::Job> job = jobs.Find(name);
  if (job.has_value()) return *std::move(job);
  return ErrorWithReason(absl::StatusCode::kNotFound, "JOB_NOT_FOUND",
                         absl::StrCat(QuoteForMessage(name),
                                      " is not a job here; jobs are forgotten when the service stops, and "
                                      "StartRender gives a new one"));
}

JobStream::JobStream(JobTable& jobs, std::string name, serving::Executor& executor)
    : StreamWriter(executor, jobs.watchers()), jobs_(jobs), name_(std::move(name)) {}

JobStream::Step JobStream::Next(v1::WatchJobResponse& response, bool closing) {
  absl::StatusOr<v1::Job> job = FindJob(jobs_, name_);
  if (!job.ok()) return Step::Finish(job.status());
  const bool is_told = told_.SerializeAsString() == job->SerializeAsString();
  if (is_told && job->has_end_time()) return Step::Finish(absl::OkStatus());
  if (closing) {
    return Step::Finish(
        ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                        "the service is stopping and forgets its jobs; what they asked for is "
                        "rendered once it is back"));
  }
  if (is_told) return Step::WaitUntil(absl::InfiniteFuture());
  told_ = *job;
  *response.mutable_job() = *std::move(job);
  return Step::Write();
}

}  // namespace communique::render

#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_JOB_STREAM_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_JOB_STREAM_H_

#include <string>

#include "absl/status/statusor.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/pipeline/job_table.h"
#include "serving/executor.h"
#include "serving/stream_writer.h"

namespace communique::render {

// NOT_FOUND, reason JOB_NOT_FOUND, for a name that is not there.
absl::StatusOr<v1::Job> FindJob(const JobTable& jobs, const std::string& name);

// Tells a job's progress until it has ended. Owns itself; see StreamWriter.
class JobStream final : public serving::StreamWriter<v1::WatchJobResponse> {
 public:
  JobStream(JobTable& jobs, std::string name, serving::Executor& executor);

 private:
  Step Next(v1::WatchJobResponse& response, bool closing) override;

  JobTable& jobs_;
  const std::string name_;
  // As told last.
  v1::Job told_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_JOB_STREAM_H_

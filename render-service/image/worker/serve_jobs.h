#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SERVE_JOBS_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SERVE_JOBS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/worker/v1/worker.pb.h"

namespace communique::render {

// Does one job: its results in order, or what is wrong with the input.
using JobHandler = std::function<absl::StatusOr<std::vector<std::string>>(const worker::v1::Request& request,
                                                                          absl::string_view input)>;

// A worker's whole life, once it is in its sandbox: greets with `version`, then does one job after another.
// OK when the parent has closed the channel; else what broke it.
absl::Status ServeJobs(int channel, const std::string& version, const JobHandler& handler);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SERVE_JOBS_H_

#include "render-service/image/worker/serve_jobs.h"

#include "render-service/image/worker/channel.h"
#include "render-service/image/worker/memory_file.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr uint64_t kMaxInput = 256 * 1024 * 1024;

absl::StatusOr<std::vector<std::string>> DoJob(const worker::v1::Request& request, int input_file,
                                               const JobHandler& handler) {
  ASSIGN_OR_RETURN(const std::string input, ReadWholeFile(input_file, kMaxInput));
  return handler(request, input);
}

worker::v1::Response Answer(const worker::v1::Request& request, const std::vector<FileDescriptor>& files,
                            const JobHandler& handler) {
  worker::v1::Response response;
  response.set_job_id(request.job_id());
  absl::StatusOr<std::vector<std::string>> results = DoJob(request, files[0].get(), handler);
  absl::Status status = results.status();
  for (size_t i = 0; status.ok() && i < results->size(); ++i) {
    response.add_result_sizes((*results)[i].size());
    status = WriteAll(files[1].get(), (*results)[i]);
  }
  if (!status.ok()) {
    response.clear_result_sizes();
    response.set_code(static_cast<int>(status.code()));
    response.set_message(std::string(status.message()));
  }
  return response;
}

}  // namespace

absl::Status ServeJobs(int channel, const std::string& version, const JobHandler& handler) {
  worker::v1::Hello hello;
  hello.set_version(version);
  RETURN_IF_ERROR(SendMessage(channel, hello));
  while (true) {
    worker::v1::Request request;
    const absl::StatusOr<std::vector<FileDescriptor>> files = ReceiveMessage(channel, request);
    if (absl::IsUnavailable(files.status())) {
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(files.status());
    if (files->size() != kMaxMessageFiles) {
      return absl::InternalError("a job came without its files");
    }
    RETURN_IF_ERROR(SendMessage(channel, Answer(request, *files, handler)));
  }
}

}  // namespace communique::render

#include "render-service/image/worker/decode_role.h"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "render-service/image/derivative/encode.h"
#include "render-service/image/derivative/make_images.h"
#include "render-service/image/derivative/vips_library.h"
#include "render-service/image/worker/sandbox.h"
#include "render-service/image/worker/serve_jobs.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr int kWarmUpSide = 32;

// Goes every way of the libraries once, so that what they load and set up at first use is there before the
// sandbox closes. It also shows at the start, and not at the first image, if one is broken.
absl::Status WarmUp() {
  VipsImage* made = nullptr;
  if (vips_black(&made, kWarmUpSide, kWarmUpSide, "bands", 3, nullptr) != 0) {
    return TakeVipsError(absl::StatusCode::kInternal, "libvips makes no image");
  }
  const VipsImagePtr black(made);
  const std::vector<std::string> types = {"image/jpeg", "image/png", "image/webp"};
  std::vector<ImageTarget> targets;
  targets.reserve(types.size());
  for (const std::string& type : types) {
    targets.push_back({.width = kWarmUpSide / 2, .height = kWarmUpSide / 2, .media_type = type});
  }
  for (const std::string& type : types) {
    ASSIGN_OR_RETURN(const std::string source, Encode(black.get(), type));
    RETURN_IF_ERROR(MakeImages(source, targets).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> DoJob(const worker::v1::Request& request, absl::string_view input) {
  if (!request.has_make_images()) {
    return absl::InvalidArgumentError("this worker makes images only");
  }
  std::vector<ImageTarget> targets;
  for (const auto& target : request.make_images().targets()) {
    targets.push_back(
        {.width = target.width(), .height = target.height(), .media_type = target.media_type()});
  }
  ASSIGN_OR_RETURN(MadeImages made, MakeImages(input, targets));
  std::vector<std::string> results;
  results.push_back(std::move(made.cleaned_copy));
  std::move(made.images.begin(), made.images.end(), std::back_inserter(results));
  return results;
}

}  // namespace

absl::Status RunDecodeRole(int channel) {
  RETURN_IF_ERROR(StartVips());
  RETURN_IF_ERROR(LimitResources());
  RETURN_IF_ERROR(WarmUp());
  RETURN_IF_ERROR(EnterSandbox({}));
  return ServeJobs(channel, ImageLibraryVersions(), DoJob);
}

}  // namespace communique::render

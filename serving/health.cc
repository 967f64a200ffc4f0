#include "serving/health.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "serving/grpc_status.h"
#include "serving/stream_writer.h"

namespace communique::serving {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

constexpr char kLiveness[] = "liveness";
constexpr char kStartup[] = "startup";
constexpr char kReadiness[] = "readiness";

HealthCheckResponse::ServingStatus ToServingStatus(bool serving) {
  return serving ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

// Checks tell nobody when they change.
constexpr absl::Duration kLookInterval = absl::Seconds(1);

// Sends the status at once and whenever it changes.
class WatchStream : public StreamWriter<HealthCheckResponse> {
 public:
  WatchStream(HealthState& state, std::string name, Executor& executor)
      : StreamWriter(executor, state.watchers()), state_(state), name_(std::move(name)) {}

 private:
  Step Next(HealthCheckResponse& response, bool closing) override {
    const std::optional<bool> serving = state_.IsServing(name_);
    const HealthCheckResponse::ServingStatus now =
        serving.has_value() ? ToServingStatus(*serving) : HealthCheckResponse::SERVICE_UNKNOWN;
    if (now != told_) {
      told_ = now;
      response.set_status(now);
      return Step::Write();
    }
    if (closing) {
      return Step::Finish(absl::UnavailableError("the server is stopping"));
    }
    return Step::WaitUntil(absl::Now() + kLookInterval);
  }

  HealthState& state_;
  const std::string name_;
  HealthCheckResponse::ServingStatus told_ = HealthCheckResponse::UNKNOWN;
};

}  // namespace

HealthState::HealthState()
    : serving_{{"", false}, {kLiveness, true}, {kReadiness, false}, {kStartup, false}} {}

void HealthState::AddServices(const std::vector<std::string>& names) {
  absl::MutexLock lock(&mutex_);
  for (const std::string& name : names) {
    serving_.emplace(name, serving_.at(kReadiness));
  }
}

void HealthState::AddCheck(const std::string& name, std::function<bool()> is_well) {
  AddServices({name});
  absl::MutexLock lock(&mutex_);
  checks_[name] = std::move(is_well);
}

void HealthState::SetReady(bool ready) {
  {
    absl::MutexLock lock(&mutex_);
    for (auto& [name, serving] : serving_) {
      if (name == kStartup) {
        serving = serving || ready;
      } else if (name != kLiveness) {
        serving = ready;
      }
    }
  }
  watchers_.WakeAll();
}

std::optional<bool> HealthState::IsServing(absl::string_view name) const {
  absl::MutexLock lock(&mutex_);
  const auto found = serving_.find(std::string(name));
  if (found == serving_.end()) return std::nullopt;
  const auto check = checks_.find(found->first);
  return found->second && (check == checks_.end() || check->second());
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context,
                                               const HealthCheckRequest* request,
                                               HealthCheckResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const std::optional<bool> serving = state_.IsServing(request->service());
  if (serving.has_value()) {
    response->set_status(ToServingStatus(*serving));
    reactor->Finish(grpc::Status::OK);
  } else {
    reactor->Finish(ToGrpcStatus(absl::NotFoundError(absl::StrCat(
        "there is no service '", request->service().substr(0, 100),
        "' here; ask for liveness, startup, readiness, nothing, or the full name of a service"))));
  }
  return reactor;
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(grpc::CallbackServerContext*,
                                                                    const HealthCheckRequest* request) {
  auto* stream = new WatchStream(state_, request->service(), executor_);
  stream->Start();
  return stream;
}

}  // namespace communique::serving

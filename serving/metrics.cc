#include "serving/metrics.h"

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "serving/grpc_status.h"
#include "serving/listen_address.h"
#include "statement/errors.h"

namespace communique::serving {
namespace {

const prometheus::Histogram::BucketBoundaries& SecondsBuckets() {
  static const auto* buckets = new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return *buckets;
}

}  // namespace

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      calls_(prometheus::BuildCounter()
                 .Name("communique_rpcs_total")
                 .Help("Ended calls by method and status code.")
                 .Register(*registry_)),
      open_calls_(prometheus::BuildGauge()
                      .Name("communique_rpcs_open")
                      .Help("Calls that have begun and not ended, by method.")
                      .Register(*registry_)),
      seconds_(prometheus::BuildHistogram()
                   .Name("communique_rpc_seconds")
                   .Help("Duration of ended unary calls, by method.")
                   .Register(*registry_)),
      data_losses_(prometheus::BuildCounter()
                       .Name("communique_data_loss_total")
                       .Help("Calls that found stored bytes damaged, by reason.")
                       .Register(*registry_)) {}

void Metrics::DataLost(DataLoss loss) {
  data_losses_.Add({{"reason", loss.reason}}).Increment();
  absl::MutexLock lock(&losses_mutex_);
  const std::string reason = loss.reason;
  first_data_losses_.emplace(reason, std::move(loss));
}

std::optional<Metrics::DataLoss> Metrics::FirstDataLoss(const std::string& reason) const {
  absl::MutexLock lock(&losses_mutex_);
  const auto found = first_data_losses_.find(reason);
  return found == first_data_losses_.end() ? std::nullopt : std::optional(found->second);
}

Metrics::Rpcs::Rpcs(Metrics& metrics, absl::string_view method)
    : metrics_(metrics), method_(method), open_(metrics.open_calls_.Add({{"method", std::string(method)}})) {}

void Metrics::Rpcs::Started() { open_.Increment(); }

void Metrics::Rpcs::Ended(grpc::StatusCode code, absl::Duration duration, bool is_unary) {
  open_.Decrement();
  // A code that gRPC does not know is UNKNOWN, as CodeName has it.
  const auto index = static_cast<size_t>(code) < by_code_.size() ? static_cast<size_t>(code)
                                                                 : size_t{grpc::StatusCode::UNKNOWN};
  prometheus::Counter* counter = by_code_[index];
  if (counter == nullptr) {
    counter = &metrics_.calls_.Add({{"method", method_}, {"code", std::string(CodeName(code))}});
    by_code_[index] = counter;
  }
  counter->Increment();
  if (!is_unary) return;
  prometheus::Histogram* seconds = seconds_;
  if (seconds == nullptr) {
    seconds = &metrics_.seconds_.Add({{"method", method_}}, SecondsBuckets());
    seconds_ = seconds;
  }
  seconds->Observe(absl::ToDoubleSeconds(duration));
}

Metrics::Rpcs& Metrics::RpcsOf(absl::string_view method) {
  absl::MutexLock lock(&mutex_);
  auto known = rpcs_.find(method);
  if (known == rpcs_.end()) {
    known = rpcs_.emplace(std::string(method), std::unique_ptr<Rpcs>(new Rpcs(*this, method))).first;
  }
  return *known->second;
}

absl::StatusOr<std::unique_ptr<MetricsServer>> MetricsServer::Start(const std::string& listen,
                                                                    const Metrics& metrics) {
  // The exposer reports errors by throwing; here they become a status.
  try {
    auto server = std::unique_ptr<MetricsServer>(new MetricsServer(listen));
    server->exposer_.RegisterCollectable(metrics.registry());
    return server;
  } catch (const std::exception&) {
    return ErrorWithReason(
        absl::StatusCode::kUnavailable, kAddressUnavailable,
        absl::StrCat("cannot serve metrics on ", listen,
                     ": the port is taken or it is not an address of this machine; choose another with "
                     "--metrics-listen"));
  }
}

MetricsServer::MetricsServer(const std::string& listen) : exposer_(listen) {}

int MetricsServer::port() const { return exposer_.GetListeningPorts().at(0); }

}  // namespace communique::serving

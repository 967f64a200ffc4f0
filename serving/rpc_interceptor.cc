#include "serving/rpc_interceptor.h"

#include <string>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "serving/grpc_status.h"
#include "serving/trace_context.h"
#include "statement/errors.h"

namespace communique::serving {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

bool IsFaultOfServer(grpc::StatusCode code) {
  return code == grpc::StatusCode::INTERNAL || code == grpc::StatusCode::UNKNOWN ||
         code == grpc::StatusCode::DATA_LOSS;
}

// Of one call. gRPC calls it from one thread at a time.
class RpcInterceptor : public grpc::experimental::Interceptor {
 public:
  RpcInterceptor(const ServerRpcInfo& info, const Log& log, Metrics& metrics)
      : method_(info.method()),
        is_unary_(info.type() == ServerRpcInfo::Type::UNARY),
        log_(log),
        metrics_(metrics),
        rpcs_(metrics.RpcsOf(method_)) {
    rpcs_.Started();
  }

  ~RpcInterceptor() override {
    // A call that broke before it had a status.
    Ended(grpc::Status(grpc::StatusCode::CANCELLED, ""));
  }

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      const ClientMetadata& metadata = *methods->GetRecvInitialMetadata();
      request_id_ = RequestIdOf(metadata);
      traceparent_ = TraceparentOf(metadata);
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      methods->GetSendTrailingMetadata()->emplace("x-request-id", request_id_);
      Ended(methods->GetSendStatus());
    }
    methods->Proceed();
  }

 private:
  void Ended(const grpc::Status& status) {
    if (ended_) {
      return;
    }
    ended_ = true;
    const absl::Duration duration = absl::Now() - start_;
    rpcs_.Ended(status.error_code(), duration, is_unary_);
    const absl::string_view code = CodeName(status.error_code());
    const double milliseconds = absl::ToDoubleMilliseconds(duration);
    if (status.ok()) {
      log_.Info("rpc", {{"method", method_},
                        {"code", code},
                        {"ms", milliseconds},
                        {"request_id", request_id_},
                        {"traceparent", traceparent_}});
      return;
    }
    const bool is_fault = IsFaultOfServer(status.error_code());
    const std::string why = ReasonOf(FromGrpcStatus(status));
    if (status.error_code() == grpc::StatusCode::DATA_LOSS) {
      metrics_.DataLost({why, status.error_message(), absl::Now()});
    }
    const LogField reason("reason", why);
    const LogField detail("detail", is_fault ? status.error_message() : std::string());
    const Log::Fields fields = {{"method", method_},
                                {"code", code},
                                {"ms", milliseconds},
                                {"request_id", request_id_},
                                {"traceparent", traceparent_},
                                reason,
                                detail};
    is_fault ? log_.Error("rpc", fields) : log_.Info("rpc", fields);
  }

  const std::string method_;
  const bool is_unary_;
  const Log& log_;
  Metrics& metrics_;
  Metrics::Rpcs& rpcs_;
  const absl::Time start_ = absl::Now();
  std::string request_id_;
  std::string traceparent_;
  bool ended_ = false;
};

}  // namespace

grpc::experimental::Interceptor* RpcInterceptorFactory::CreateServerInterceptor(
    grpc::experimental::ServerRpcInfo* info) {
  return new RpcInterceptor(*info, log_, metrics_);
}

}  // namespace communique::serving

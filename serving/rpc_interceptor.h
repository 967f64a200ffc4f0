#ifndef COMMUNIQUE_SERVING_RPC_INTERCEPTOR_H_
#define COMMUNIQUE_SERVING_RPC_INTERCEPTOR_H_

#include <grpcpp/support/server_interceptor.h>

#include "serving/logging.h"
#include "serving/metrics.h"

namespace communique::serving {

// One log line and the metrics of every call, of all services and both gRPC APIs. The line has
// method, code, milliseconds, request_id, traceparent and the reason of an error; the message of an
// error only for faults of the server (INTERNAL, UNKNOWN, DATA_LOSS), since other messages may quote
// what the caller sent. The answer's trailers carry `x-request-id`.
class RpcInterceptorFactory : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  // Both outlive the server.
  RpcInterceptorFactory(const Log& log, Metrics& metrics) : log_(log), metrics_(metrics) {}

  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override;

 private:
  const Log& log_;
  Metrics& metrics_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_RPC_INTERCEPTOR_H_

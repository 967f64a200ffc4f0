#ifndef COMMUNIQUE_TESTS_FAULT_CALL_UNTIL_SETTLED_H_
#define COMMUNIQUE_TESTS_FAULT_CALL_UNTIL_SETTLED_H_

#include <grpcpp/client_context.h>

#include <chrono>

#include "absl/status/statusor.h"
#include "serving/grpc_status.h"

namespace communique::testing {

// Calls until it is answered with anything but UNAVAILABLE, always with the same request_id, as a client
// that must know how its write ended.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> CallUntilSettled(Stub& stub,
                                          grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                                       Response*),
                                          const Request& request) {
  while (true) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (status.ok()) return response;
    if (status.error_code() != grpc::StatusCode::UNAVAILABLE) return serving::FromGrpcStatus(status);
  }
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_CALL_UNTIL_SETTLED_H_

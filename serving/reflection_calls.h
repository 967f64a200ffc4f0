#ifndef COMMUNIQUE_SERVING_REFLECTION_CALLS_H_
#define COMMUNIQUE_SERVING_REFLECTION_CALLS_H_

#include <grpcpp/support/server_interceptor.h>

#include <set>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace communique::serving {

// The open calls of gRPC's reflection service: streams that last as long as their client likes, and the
// only ones that are not ours to end. Thread-safe.
class ReflectionCalls {
 public:
  // Cancels those that are open, and every one that still begins.
  void CancelAll();

  // For the interceptor of such a call. After Remove returns the call is not touched any more.
  void Add(const grpc::ServerContextBase* call);
  void Remove(const grpc::ServerContextBase* call);

 private:
  absl::Mutex mutex_;
  std::set<const grpc::ServerContextBase*> open_ ABSL_GUARDED_BY(mutex_);
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
};

// Tells `calls`, which outlives the server, of each call.
class ReflectionInterceptorFactory : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit ReflectionInterceptorFactory(ReflectionCalls& calls) : calls_(calls) {}

  // Null for calls of other services.
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override;

 private:
  ReflectionCalls& calls_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_REFLECTION_CALLS_H_

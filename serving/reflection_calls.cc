#include "serving/reflection_calls.h"

#include <grpcpp/server_context.h>

#include "absl/strings/match.h"

namespace communique::serving {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;

// Of one call. The context is there at least until the status was sent.
class ReflectionInterceptor : public grpc::experimental::Interceptor {
 public:
  ReflectionInterceptor(const grpc::ServerContextBase* call, ReflectionCalls& calls)
      : call_(call), calls_(calls) {}
  ~ReflectionInterceptor() override { calls_.Remove(call_); }

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      calls_.Add(call_);
    }
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) calls_.Remove(call_);
    methods->Proceed();
  }

 private:
  const grpc::ServerContextBase* const call_;
  ReflectionCalls& calls_;
};

}  // namespace

// With the mutex held, so that no call goes away meanwhile.
void ReflectionCalls::CancelAll() {
  absl::MutexLock lock(&mutex_);
  cancelled_ = true;
  for (const grpc::ServerContextBase* call : open_) call->TryCancel();
}

void ReflectionCalls::Add(const grpc::ServerContextBase* call) {
  absl::MutexLock lock(&mutex_);
  open_.insert(call);
  if (cancelled_) call->TryCancel();
}

void ReflectionCalls::Remove(const grpc::ServerContextBase* call) {
  absl::MutexLock lock(&mutex_);
  open_.erase(call);
}

grpc::experimental::Interceptor* ReflectionInterceptorFactory::CreateServerInterceptor(
    grpc::experimental::ServerRpcInfo* info) {
  if (!absl::StartsWith(info->method(), "/grpc.reflection.")) return nullptr;
  return new ReflectionInterceptor(info->server_context(), calls_);
}

}  // namespace communique::serving

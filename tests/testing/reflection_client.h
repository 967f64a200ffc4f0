#ifndef COMMUNIQUE_TESTS_TESTING_REFLECTION_CLIENT_H_
#define COMMUNIQUE_TESTS_TESTING_REFLECTION_CLIENT_H_

#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>
#include <vector>

namespace communique::testing {

// A stream of grpc.reflection.v1alpha, as grpcurl and buf open it. The two messages are read field by
// field: no C++ package holds them as headers.
class ReflectionStream {
 public:
  explicit ReflectionStream(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(channel),
        call_(stub_.PrepareCall(&context_, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
                                &queue_)) {
    call_->StartCall(nullptr);
    is_open_ = Wait();
  }
  // Ends the stream.
  ~ReflectionStream() {
    if (is_open_) {
      call_->WritesDone(nullptr);
      Wait();
    }
    grpc::Status status;
    call_->Finish(&status, nullptr);
    Wait();
  }
  ReflectionStream(const ReflectionStream&) = delete;
  ReflectionStream& operator=(const ReflectionStream&) = delete;

  // The names that the server tells. Empty on any failure; to be called once.
  std::vector<std::string> ListServices() {
    // ServerReflectionRequest with list_services (field 7) = "".
    const std::string request("\x3a\x00", 2);
    const grpc::Slice slice(request);
    if (!is_open_) return {};
    call_->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    if (!Wait()) return {};
    grpc::ByteBuffer reply;
    call_->Read(&reply, nullptr);
    if (!Wait()) return {};
    std::vector<grpc::Slice> slices;
    if (!reply.Dump(&slices).ok()) return {};
    std::string bytes;
    for (const grpc::Slice& part : slices) {
      bytes.append(reinterpret_cast<const char*>(part.begin()), part.size());
    }
    return NamesIn(bytes);
  }

 private:
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  // ServerReflectionResponse.list_services_response (6) . service (1) . name (1).
  static std::vector<std::string> NamesIn(const std::string& reply) {
    using google::protobuf::UnknownFieldSet;
    std::vector<std::string> names;
    UnknownFieldSet response;
    response.ParseFromString(reply);
    for (int i = 0; i < response.field_count(); ++i) {
      if (response.field(i).number() != 6) continue;
      UnknownFieldSet services;
      services.ParseFromString(response.field(i).length_delimited());
      for (int j = 0; j < services.field_count(); ++j) {
        UnknownFieldSet service;
        service.ParseFromString(services.field(j).length_delimited());
        names.push_back(service.field(0).length_delimited());
      }
    }
    return names;
  }

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  grpc::GenericStub stub_;
  const std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
  bool is_open_ = false;
};

// The names that a server tells. Empty on any failure.
inline std::vector<std::string> ListServices(const std::shared_ptr<grpc::Channel>& channel) {
  return ReflectionStream(channel).ListServices();
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_REFLECTION_CLIENT_H_

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

// The names that a server tells through grpc.reflection.v1alpha, as grpcurl and buf ask for them. The
// two messages are read field by field: no C++ package holds them as headers. Empty on any failure.
inline std::vector<std::string> ListServices(const std::shared_ptr<grpc::Channel>& channel) {
  using google::protobuf::UnknownFieldSet;
  // ServerReflectionRequest with list_services (field 7) = "".
  const std::string request("\x3a\x00", 2);
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  auto call =
      stub.PrepareCall(&context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  const auto wait = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  call->StartCall(nullptr);
  if (!wait()) return {};
  const grpc::Slice slice(request);
  call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
  if (!wait()) return {};
  grpc::ByteBuffer reply;
  call->Read(&reply, nullptr);
  if (!wait()) return {};
  call->WritesDone(nullptr);
  wait();
  grpc::Status status;
  call->Finish(&status, nullptr);
  wait();

  std::vector<grpc::Slice> slices;
  if (!reply.Dump(&slices).ok()) return {};
  std::string bytes;
  for (const grpc::Slice& part : slices) {
    bytes.append(reinterpret_cast<const char*>(part.begin()), part.size());
  }
  // ServerReflectionResponse.list_services_response (6) . service (1) . name (1).
  std::vector<std::string> names;
  UnknownFieldSet response;
  response.ParseFromString(bytes);
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

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_REFLECTION_CLIENT_H_

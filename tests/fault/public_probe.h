#ifndef COMMUNIQUE_TESTS_FAULT_PUBLIC_PROBE_H_
#define COMMUNIQUE_TESTS_FAULT_PUBLIC_PROBE_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/channel.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace communique::testing {

// A stranger without a token, who asks content-service whatever can be asked.
class PublicProbe {
 public:
  // What to ask about: ids, digests, positions and words, whether or not there is such a thing.
  struct Words {
    std::vector<std::string> statements;
    std::vector<std::string> sections;
    std::vector<std::string> blobs;
    std::vector<std::string> positions;
    std::vector<std::string> texts;
  };

  explicit PublicProbe(std::shared_ptr<grpc::Channel> channel) : channel_(std::move(channel)) {}

  // "package.Service/Method" of all that the server says it serves for content, by reflection.
  std::vector<std::string> Methods() const;
  // Those of them that it does not know how to ask.
  std::vector<std::string> MethodsWithoutCase() const;

  // Each call as text -> everything that came back: messages, status, details, what tokens hold. Without what
  // differs by itself: the server's time and the number of the call.
  std::map<std::string, std::string> AskEverything(const Words& words) const;

 private:
  std::string Ask(const google::protobuf::MethodDescriptor& method, const std::string& request) const;

  const std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_PUBLIC_PROBE_H_

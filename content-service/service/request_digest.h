#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_REQUEST_DIGEST_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_REQUEST_DIGEST_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/strings/string_view.h"

namespace communique::content {

// SHA-256 (32 raw bytes) over a method and its arguments, to tell whether two calls are the same one.
// Equal for equal messages within one build of the service and the builds it is rolled out beside; it
// is kept for a day at most. Pure.
std::string RequestDigest(absl::string_view method, const google::protobuf::Message& arguments);

// What a request_id stands for.
template <typename Request>
std::string PayloadHash(absl::string_view method, Request request) {
  request.clear_request_id();
  return RequestDigest(method, request);
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_REQUEST_DIGEST_H_

#include "content-service/service/request_digest.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "absl/strings/str_cat.h"
#include "statement/digest.h"

namespace communique::content {

std::string RequestDigest(absl::string_view method, const google::protobuf::Message& arguments) {
  // A method name has no zero byte, so the two parts cannot be confused.
  std::string bytes = absl::StrCat(method, absl::string_view("\0", 1));
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    arguments.SerializeToCodedStream(&coded);
  }
  return Sha256(bytes);
}

}  // namespace communique::content

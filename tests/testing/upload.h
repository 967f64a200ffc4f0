#ifndef COMMUNIQUE_TESTS_TESTING_UPLOAD_H_
#define COMMUNIQUE_TESTS_TESTING_UPLOAD_H_

#include <grpcpp/client_context.h>

#include <algorithm>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "serving/grpc_status.h"
#include "statement/digest.h"

namespace communique::testing {

// One upload, as honest as its test makes it: what is declared and what is sent are two things.
struct Upload {
  // Declares `file` and sends it whole.
  explicit Upload(std::string file) : bytes(std::move(file)) {
    header.set_sha256(Sha256Hex(bytes));
    header.set_size_bytes(static_cast<int64_t>(bytes.size()));
  }

  absl::StatusOr<content::v1::UploadBlobResponse> Send(content::v1::BlobService::Stub& stub) const {
    constexpr size_t kChunk = size_t{64} << 10;
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    content::v1::UploadBlobResponse response;
    const auto writer = stub.UploadBlob(&context, &response);
    content::v1::UploadBlobRequest message;
    *message.mutable_header() = header;
    bool open = writer->Write(message);
    for (size_t at = 0; open && at < bytes.size(); at += kChunk) {
      message.set_chunk(bytes.substr(at, kChunk));
      open = writer->Write(message);
    }
    writer->WritesDone();
    const absl::Status status = serving::FromGrpcStatus(writer->Finish());
    if (!status.ok()) return status;
    return response;
  }

  content::v1::UploadHeader header;
  std::string bytes;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_UPLOAD_H_

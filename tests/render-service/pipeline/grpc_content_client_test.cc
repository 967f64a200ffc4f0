#include "render-service/pipeline/grpc_content_client.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::testing::StatusIs;

// Sends what it is told to, and then perhaps no end.
class Blobs : public content::v1::BlobService::Service {
 public:
  grpc::Status DownloadBlob(grpc::ServerContext* context, const content::v1::DownloadBlobRequest*,
                            grpc::ServerWriter<content::v1::DownloadBlobResponse>* writer) override {
    content::v1::DownloadBlobResponse response;
    response.set_chunk(bytes);
    writer->Write(response);
    while (never_ends && !context->IsCancelled()) std::this_thread::yield();
    return grpc::Status::OK;
  }

  std::string bytes;
  bool never_ends = false;
};

class GrpcContentClientTest : public ::testing::Test {
 protected:
  void Start() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&blobs_);
    server_ = builder.BuildAndStart();
    auto client = MakeGrpcContentClient(
        {.address = absl::StrCat("127.0.0.1:", port), .download_limit = absl::Milliseconds(500)});
    ASSERT_OK(client);
    client_ = std::move(client).value();
  }
  ~GrpcContentClientTest() override { server_->Shutdown(std::chrono::system_clock::now()); }

  Blobs blobs_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<ContentClient> client_;
};

TEST_F(GrpcContentClientTest, AFileThatDoesNotComeToAnEndIsGivenUp) {
  blobs_.bytes = "the beginning";
  blobs_.never_ends = true;
  Start();
  EXPECT_THAT(client_->Download(BlobName(Sha256Hex("the beginning and the end"))),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(GrpcContentClientTest, AFileOfOtherBytesThanItsNameSaysIsRefused) {
  blobs_.bytes = "other bytes";
  Start();
  EXPECT_THAT(client_->Download(BlobName(Sha256Hex("the bytes"))), StatusIs(absl::StatusCode::kDataLoss));
  ASSERT_OK_AND_ASSIGN(const std::string bytes, client_->Download(BlobName(Sha256Hex("other bytes"))));
  EXPECT_EQ(bytes, "other bytes");
}

TEST_F(GrpcContentClientTest, NothingIsFetchedOnceItIsStopped) {
  Start();
  client_->Stop();
  EXPECT_THAT(client_->Download(BlobName(Sha256Hex("the bytes"))), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace communique::render

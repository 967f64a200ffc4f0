#include "render-service/pipeline/grpc_content_client.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

using ::communique::testing::StatusIs;

// Sends what it is told to, and then perhaps no end.
class Blobs : public content::v1::BlobService::Service {
 public:
  grpc::Status DownloadBlob(grpc::ServerContext* context, const content::v1::DownloadBlobRequest*,
                            grpc::ServerWriter<content::v1::DownloadBlobResponse>* writer) override {
    const auto shown = context->client_metadata().find("authorization");
    const bool is_shown = shown != context->client_metadata().end();
    authorization = is_shown ? std::string(shown->second.data(), shown->second.size()) : "";
    content::v1::DownloadBlobResponse response;
    response.set_chunk(bytes);
    writer->Write(response);
    while (never_ends && !context->IsCancelled()) std::this_thread::yield();
    return grpc::Status::OK;
  }

  std::string bytes;
  bool never_ends = false;
  // Of the last call.
  std::string authorization;
};

class GrpcContentClientTest : public ::testing::Test {
 protected:
  void Start(ContentClientOptions options = {.download_limit = absl::Milliseconds(500)}) {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&blobs_);
    server_ = builder.BuildAndStart();
    options.address = absl::StrCat("127.0.0.1:", port);
    auto client = MakeGrpcContentClient(options);
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

TEST_F(GrpcContentClientTest, ATokenThatWasChangedIsShownFromThenOn) {
  const communique::testing::TemporaryDirectory directory;
  const std::string file = (directory.path() / "token").string();
  std::ofstream(file) << "first-token-of-the-renderer\n";
  blobs_.bytes = "the bytes";
  Start({.token_file = file});
  const std::string blob = BlobName(Sha256Hex("the bytes"));
  ASSERT_OK(client_->Download(blob));
  EXPECT_EQ(blobs_.authorization, "Bearer first-token-of-the-renderer");
  std::ofstream(file) << "second-token-of-the-renderer\n";
  const absl::Time limit = absl::Now() + absl::Seconds(20);
  while (blobs_.authorization == "Bearer first-token-of-the-renderer" && absl::Now() < limit) {
    ASSERT_OK(client_->Download(blob));
  }
  EXPECT_EQ(blobs_.authorization, "Bearer second-token-of-the-renderer");
}

TEST_F(GrpcContentClientTest, NothingIsFetchedOnceItIsStopped) {
  Start();
  client_->Stop();
  EXPECT_THAT(client_->Download(BlobName(Sha256Hex("the bytes"))), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace communique::render

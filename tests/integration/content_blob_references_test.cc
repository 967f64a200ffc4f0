// Files and who lists them, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

class ContentBlobReferences : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  absl::StatusOr<GetBlobResponse> GetFile(const std::string& name, View view,
                                          const std::string& min_position = "") {
    GetBlobRequest request;
    request.set_name(name);
    request.set_view(view);
    request.set_min_position(min_position);
    return Call(*blobs_, &Blobs::GetBlob, request);
  }
};

TEST_F(ContentBlobReferences, EditorsAreToldHowManyRevisionsListAFileAndThePublicIsNot) {
  const Upload upload("an annex in plain text");
  ASSERT_OK_AND_ASSIGN(const auto sent, upload.Send(*blobs_));
  ASSERT_OK_AND_ASSIGN(const auto again, upload.Send(*blobs_));
  EXPECT_TRUE(again.already_stored());
  const std::string name = sent.blob().name();
  EXPECT_EQ(GetFile(name, VIEW_EDITORIAL)->blob().reference_count(), 0);
  auto create = CreateRequest("appeal", "Appeal");
  Attachment& attachment = *create.mutable_statement()->mutable_draft()->mutable_content()->add_attachments();
  attachment.set_file_name("annex.txt");
  attachment.set_blob(name);
  ASSERT_OK_AND_ASSIGN(const auto created, Call(*statements_, &Statements::CreateStatement, create));
  ASSERT_OK_AND_ASSIGN(const auto published, Publish(created.statement()));
  ASSERT_OK_AND_ASSIGN(const auto read, GetFile(name, VIEW_EDITORIAL, published.position()));
  EXPECT_EQ(read.blob().reference_count(), 1);
  ASSERT_OK_AND_ASSIGN(const auto in_public, GetFile(name, VIEW_PUBLIC, published.position()));
  EXPECT_EQ(in_public.blob().reference_count(), 0);
}

TEST_F(ContentBlobReferences, AReadOfAFileWaitsForThePositionThatItsCallerHasSeen) {
  const Upload upload("an annex in plain text");
  ASSERT_OK_AND_ASSIGN(const auto sent, upload.Send(*blobs_));
  EXPECT_THAT(GetFile(sent.blob().name(), VIEW_EDITORIAL, "no position"),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_POSITION", ""));
  DownloadBlobRequest request;
  request.set_name(sent.blob().name());
  request.set_view(VIEW_EDITORIAL);
  for (const std::string& position : {sent.position(), std::string("no position")}) {
    request.set_min_position(position);
    grpc::ClientContext context;
    DownloadBlobResponse response;
    const auto stream = blobs_->DownloadBlob(&context, request);
    EXPECT_EQ(stream->Read(&response), position == sent.position());
    const grpc::StatusCode expected =
        position == sent.position() ? grpc::StatusCode::OK : grpc::StatusCode::INVALID_ARGUMENT;
    while (stream->Read(&response)) continue;
    EXPECT_EQ(stream->Finish().error_code(), expected);
  }
}

}  // namespace
}  // namespace communique::testing

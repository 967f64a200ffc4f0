// Files that are refused: the code of the error table, a stable reason, what to do; and nothing of them is
// there afterwards, but for the beginning of an upload that may go on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statement/names.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

class ContentBlobErrors : public ContentServiceTest {
 protected:
  void SetUp() override { StartService(); }

  int64_t Committed(const std::string& sha256) {
    QueryUploadRequest request;
    request.set_sha256(sha256);
    const auto progress = Call(*blobs_, &Blobs::QueryUpload, request);
    EXPECT_OK(progress);
    return progress.ok() ? progress->committed_size() : -1;
  }
  absl::StatusOr<GetBlobResponse> GetBlob(const std::string& name) {
    GetBlobRequest request;
    request.set_name(name);
    request.set_view(VIEW_EDITORIAL);
    return Call(*blobs_, &Blobs::GetBlob, request);
  }
  void ExpectNothingOf(const std::string& sha256) {
    EXPECT_EQ(Committed(sha256), 0);
    EXPECT_THAT(GetBlob(BlobName(sha256)), StatusIs(absl::StatusCode::kNotFound));
  }
};

TEST_F(ContentBlobErrors, AWrongDigestIsRefusedAndNothingIsKept) {
  Upload upload("the bytes");
  upload.header.set_sha256(Sha256Hex("other bytes"));
  EXPECT_THAT(upload.Send(*blobs_),
              Refused(absl::StatusCode::kInvalidArgument, "DIGEST_MISMATCH", "send the whole file again"));
  ExpectNothingOf(Sha256Hex("other bytes"));
  ExpectNothingOf(Sha256Hex("the bytes"));
}

TEST_F(ContentBlobErrors, ATypeThatIsNotAllowedIsRefusedWhateverItsName) {
  for (const std::string bytes : {"<html><body>a page</body></html>", "GIF89a and so on",
                                  "MZ\x90\x01 a program", "PK\x03\x04 an archive"}) {
    const Upload upload(bytes);
    EXPECT_THAT(upload.Send(*blobs_), Refused(absl::StatusCode::kInvalidArgument, "MEDIA_TYPE_NOT_ALLOWED",
                                              "attach a JPEG, PNG or WebP image, a PDF"));
    ExpectNothingOf(upload.header.sha256());
  }
}

TEST_F(ContentBlobErrors, AFileOverTheLargestSizeIsRefusedByItsHeader) {
  Upload upload("");
  upload.header.set_size_bytes((int64_t{100} << 20) + 1);
  EXPECT_THAT(upload.Send(*blobs_),
              Refused(absl::StatusCode::kResourceExhausted, "BLOB_TOO_LARGE", "make it smaller"));
}

TEST_F(ContentBlobErrors, AWrongHeaderIsToldFieldByField) {
  Upload upload("text");
  upload.header.set_sha256("ABC");
  upload.header.set_size_bytes(0);
  EXPECT_THAT(upload.Send(*blobs_), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "(and 1 more)"));
}

TEST_F(ContentBlobErrors, MoreThanDeclaredIsRefused) {
  Upload upload("text and more");
  upload.header.set_size_bytes(4);
  EXPECT_THAT(upload.Send(*blobs_), Refused(absl::StatusCode::kInvalidArgument, "SIZE_MISMATCH",
                                            "declare the size of the whole file"));
  EXPECT_THAT(GetBlob(BlobName(upload.header.sha256())), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ContentBlobErrors, ACutOffUploadIsNoFileAndSaysHowToGoOn) {
  const std::string bytes(600'000, 'x');
  Upload cut_off(bytes);
  cut_off.bytes.resize(300'000);
  EXPECT_THAT(cut_off.Send(*blobs_),
              Refused(absl::StatusCode::kInvalidArgument, "SIZE_MISMATCH", "QueryUpload"));
  EXPECT_THAT(GetBlob(BlobName(cut_off.header.sha256())), StatusIs(absl::StatusCode::kNotFound));

  StopService();
  StartService();
  Upload rest(bytes);
  rest.header.set_offset(1);
  EXPECT_THAT(rest.Send(*blobs_), Refused(absl::StatusCode::kFailedPrecondition, "UPLOAD_OFFSET",
                                          "ask QueryUpload where to go on"));
  const int64_t committed = Committed(cut_off.header.sha256());
  ASSERT_GT(committed, 0);
  rest.header.set_offset(committed);
  rest.bytes.erase(0, static_cast<size_t>(committed));
  ASSERT_OK_AND_ASSIGN(const auto whole, rest.Send(*blobs_));
  EXPECT_EQ(whole.blob().size_bytes(), 600'000);
}

TEST_F(ContentBlobErrors, AClientThatIsGoneInTheMiddleLeavesNoFile) {
  const Upload upload(std::string(600'000, 'x'));
  {
    grpc::ClientContext context;
    UploadBlobResponse response;
    const auto writer = blobs_->UploadBlob(&context, &response);
    UploadBlobRequest message;
    *message.mutable_header() = upload.header;
    ASSERT_TRUE(writer->Write(message));
    message.set_chunk(upload.bytes.substr(0, 1000));
    ASSERT_TRUE(writer->Write(message));
    context.TryCancel();
    writer->Finish();
  }
  EXPECT_THAT(GetBlob(BlobName(upload.header.sha256())), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_OK(upload.Send(*blobs_)) << "nothing stands in the way of another try";
}

TEST_F(ContentBlobErrors, AFileThatIsNotThereCannotBeAttached) {
  ASSERT_OK(CreateSection("press"));
  CreateStatementRequest request = CreateRequest("a", "A");
  Attachment& attachment =
      *request.mutable_statement()->mutable_draft()->mutable_content()->add_attachments();
  attachment.set_file_name("scan.jpg");
  attachment.set_blob(BlobName(Sha256Hex("never sent")));
  EXPECT_THAT(Call(*statements_, &Statements::CreateStatement, request),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "upload the file first"));
  EXPECT_THAT(Get("a", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ContentBlobErrors, ANameThatIsNoneIsABadField) {
  EXPECT_THAT(GetBlob("scan.jpg"), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "name: "));
}

}  // namespace
}  // namespace communique::testing

// Uploads that break, over real gRPC: wherever they are cut, they go on from where the service says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "statement/errors.h"
#include "statement/names.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"
#include "tests/testing/service_process.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

constexpr int64_t kChunk = int64_t{256} << 10;
constexpr int64_t kSmall = 3 * kChunk + 1000;
// Its chunks go beside the write-ahead log.
constexpr int64_t kLarge = (int64_t{20} << 20) + 1000;

// A PDF in which no two chunks are the same.
std::string Document(int64_t size) {
  std::string bytes = "%PDF-1.7\n";
  for (int line = 0; static_cast<int64_t>(bytes.size()) < size; ++line) {
    absl::StrAppend(&bytes, line, ": ", std::string(1000, 'x'), "\n");
  }
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

class ContentUpload : public ContentServiceTest {
 protected:
  absl::StatusOr<QueryUploadResponse> Query(const std::string& bytes) {
    QueryUploadRequest request;
    request.set_sha256(Sha256Hex(bytes));
    return Call(*blobs_, &Blobs::QueryUpload, request);
  }

  // -1 where the service does not say.
  int64_t CommittedSize(const std::string& bytes) {
    const auto progress = Query(bytes);
    EXPECT_OK(progress);
    return progress.ok() ? progress->committed_size() : -1;
  }

  // An upload whose client has sent some bytes and says no more.
  struct OpenUpload {
    grpc::ClientContext context;
    UploadBlobResponse response;
    std::unique_ptr<grpc::ClientWriter<UploadBlobRequest>> writer;
  };
  // Returns once the service has the first `count` bytes, as far as they fill chunks.
  std::unique_ptr<OpenUpload> SendPart(const std::string& bytes, int64_t count) {
    auto upload = std::make_unique<OpenUpload>();
    upload->writer = blobs_->UploadBlob(&upload->context, &upload->response);
    UploadBlobRequest message;
    *message.mutable_header() = Upload(bytes).header;
    EXPECT_TRUE(upload->writer->Write(message));
    for (int64_t at = 0; at < count; at += kChunk) {
      const int64_t end = std::min(at + kChunk, count);
      message.set_chunk(bytes.substr(static_cast<size_t>(at), static_cast<size_t>(end - at)));
      EXPECT_TRUE(upload->writer->Write(message));
    }
    const int64_t whole = count / kChunk * kChunk;
    const absl::Time limit = absl::Now() + absl::Seconds(60);
    int64_t there = CommittedSize(bytes);
    for (; there >= 0 && there < whole && absl::Now() < limit; there = CommittedSize(bytes)) {
      absl::SleepFor(absl::Milliseconds(1));
    }
    EXPECT_GE(there, whole) << "of what was sent";
    return upload;
  }
  // And then breaks off without a word.
  void SendAndBreak(const std::string& bytes, int64_t count) {
    const auto upload = SendPart(bytes, count);
    upload->context.TryCancel();
    upload->writer->Finish();
  }

  // As a client does that wants its file to be there: asks, goes on, and asks again where that is refused.
  absl::StatusOr<UploadBlobResponse> GoOn(const std::string& bytes) {
    absl::StatusOr<UploadBlobResponse> sent;
    for (int attempt = 0; attempt < 1000; ++attempt) {
      const auto progress = Query(bytes);
      if (!progress.ok()) return progress.status();
      Upload rest(bytes);
      rest.header.set_offset(progress->complete() ? 0 : progress->committed_size());
      rest.bytes.erase(0, static_cast<size_t>(rest.header.offset()));
      sent = rest.Send(*blobs_);
      // Another one went on in between, or goes on instead.
      const bool asks_again = absl::IsAborted(sent.status()) || absl::IsUnavailable(sent.status()) ||
                              ReasonOf(sent.status()) == "UPLOAD_OFFSET";
      if (!asks_again) return sent;
    }
    return sent;
  }

  absl::StatusOr<std::string> Download(const std::string& bytes) {
    DownloadBlobRequest request;
    request.set_name(BlobName(Sha256Hex(bytes)));
    request.set_view(VIEW_EDITORIAL);
    grpc::ClientContext context;
    const auto reader = blobs_->DownloadBlob(&context, request);
    std::string read;
    for (DownloadBlobResponse message; reader->Read(&message);) read += message.chunk();
    const absl::Status status = serving::FromGrpcStatus(reader->Finish());
    if (!status.ok()) return status;
    return read;
  }

  // Each cut leaves another file.
  void ExpectToGoOnAfterCutsOf(int64_t size) {
    int64_t file = size;
    for (const int64_t cut : {int64_t{0}, int64_t{1}, kChunk - 1, kChunk, kChunk + 1, size - 1, size}) {
      SCOPED_TRACE(absl::StrCat("cut after ", cut, " of ", size));
      const std::string bytes = Document(++file);
      SendAndBreak(bytes, cut);
      ASSERT_OK_AND_ASSIGN(const auto progress, Query(bytes));
      EXPECT_EQ(progress.committed_size(), cut / kChunk * kChunk);
      EXPECT_FALSE(progress.complete());
      ASSERT_OK_AND_ASSIGN(const auto sent, GoOn(bytes));
      EXPECT_FALSE(sent.already_stored());
      ASSERT_OK_AND_ASSIGN(const std::string read, Download(bytes));
      EXPECT_TRUE(read == bytes);
      ASSERT_OK_AND_ASSIGN(const auto whole, Query(bytes));
      EXPECT_TRUE(whole.complete());
    }
  }
};

TEST_F(ContentUpload, GoesOnWhereverItWasCut) {
  StartService();
  ExpectToGoOnAfterCutsOf(kSmall);
}

TEST_F(ContentUpload, OfALargeFileGoesOnWhereverItWasCut) {
  StartService();
  ExpectToGoOnAfterCutsOf(kLarge);
}

TEST_F(ContentUpload, CutBetweenTheLastByteAndTheAnswerNeedsNoMoreBytesOrIsThereAlready) {
  StartService();
  for (const int64_t size : {4 * kChunk, kLarge}) {
    const std::string bytes = Document(size);
    const auto upload = SendPart(bytes, size);
    upload->writer->WritesDone();
    upload->context.TryCancel();
    upload->writer->Finish();
    ASSERT_OK(GoOn(bytes));
    EXPECT_TRUE(*Download(bytes) == bytes);
  }
}

TEST_F(ContentUpload, WithOtherBytesThanThoseThatAreThereIsRefusedAndBothAreForgotten) {
  StartService();
  const std::string bytes = Document(kSmall);
  Upload first(bytes);
  first.bytes = std::string(2 * kChunk, 'x');
  EXPECT_THAT(first.Send(*blobs_),
              Refused(absl::StatusCode::kInvalidArgument, "SIZE_MISMATCH", "QueryUpload"));
  ASSERT_EQ(CommittedSize(bytes), 2 * kChunk);
  EXPECT_THAT(GoOn(bytes),
              Refused(absl::StatusCode::kInvalidArgument, "DIGEST_MISMATCH", "send the whole file again"));
  EXPECT_EQ(CommittedSize(bytes), 0);
  ASSERT_OK(GoOn(bytes));
  EXPECT_TRUE(*Download(bytes) == bytes);
}

TEST_F(ContentUpload, GoesOnAtNoOtherPlaceThanItIs) {
  StartService();
  const std::string broken = Document(kSmall + 1);
  Upload part(broken);
  part.bytes.resize(static_cast<size_t>(kChunk + 1));
  ASSERT_FALSE(part.Send(*blobs_).ok());
  for (const int64_t offset : {int64_t{1}, kChunk - 1, kChunk + 1, 2 * kChunk, kSmall + 1, kSmall + 2}) {
    Upload rest(broken);
    rest.header.set_offset(offset);
    EXPECT_THAT(rest.Send(*blobs_),
                Refused(absl::StatusCode::kFailedPrecondition, "UPLOAD_OFFSET", "ask QueryUpload"))
        << offset;
  }
  Upload shorter(broken);
  shorter.header.set_offset(kChunk);
  shorter.header.set_size_bytes(kSmall);
  EXPECT_THAT(shorter.Send(*blobs_),
              Refused(absl::StatusCode::kFailedPrecondition, "UPLOAD_OFFSET", "262144 of 787433 are stored"));
  EXPECT_EQ(CommittedSize(broken), kChunk) << "nothing of it has changed what is there";
}

TEST_F(ContentUpload, OfOneFileFromManyConnectionsAtOnceLeavesOneWholeFile) {
  StartService();
  const std::string bytes = Document(kSmall);
  std::vector<std::thread> clients;
  std::atomic<int> whole = 0;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      const auto sent = GoOn(bytes);
      EXPECT_OK(sent);
      if (sent.ok()) ++whole;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(whole, 4);
  EXPECT_TRUE(*Download(bytes) == bytes);
}

TEST_F(ContentUpload, OfBytesThatAreHereAlreadyNeedsTheHeaderAlone) {
  StartService();
  const std::string bytes = Document(kSmall);
  ASSERT_OK(Upload(bytes).Send(*blobs_));
  Upload again(bytes);
  again.bytes.clear();
  ASSERT_OK_AND_ASSIGN(const auto sent, again.Send(*blobs_));
  EXPECT_TRUE(sent.already_stored());
  EXPECT_EQ(sent.blob().size_bytes(), kSmall);
}

TEST_F(ContentUpload, OfNoBytesIsRefused) {
  StartService();
  EXPECT_THAT(Upload("").Send(*blobs_), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                                                "header.size_bytes: must be the size of the whole file"));
}

TEST_F(ContentUpload, OfTheLargestSizeIsTakenAndOfOneByteMoreIsNot) {
  options_.blob_limits.file_bytes = kSmall;
  StartService();
  EXPECT_OK(Upload(Document(kSmall)).Send(*blobs_));
  EXPECT_THAT(Upload(Document(kSmall + 1)).Send(*blobs_),
              Refused(absl::StatusCode::kResourceExhausted, "BLOB_TOO_LARGE", "787432 are allowed"));
}

TEST_F(ContentUpload, OverTheQuotaIsRefusedWithWhatIsUsedAndDoesNothing) {
  options_.blob_limits.stored_bytes = 2 * kSmall;
  StartService();
  ASSERT_OK(Upload(Document(kSmall)).Send(*blobs_));
  const std::string too_much = Document(kSmall + 1);
  EXPECT_THAT(Upload(too_much).Send(*blobs_), Refused(absl::StatusCode::kResourceExhausted, "QUOTA_EXCEEDED",
                                                      "the files here have 787432 bytes"));
  EXPECT_EQ(CommittedSize(too_much), 0);
  EXPECT_OK(Upload(Document(kSmall - 1)).Send(*blobs_));
}

// The service as a process that can be killed.
class ContentUploadKill : public ContentUpload {
 protected:
  void Start() {
    const std::filesystem::path ports = directory_.path() / "ports";
    std::filesystem::remove(ports);
    process_ = std::make_unique<ServiceProcess>(
        COMMUNIQUE_CONTENT_PROGRAM,
        std::vector<std::string>{"--data-dir", directory_.path() / "data", "--listen", "127.0.0.1:0",
                                 "--port-file", ports},
        directory_.path() / "run");
    const int port = process_->WaitForPort(ports, "grpc");
    ASSERT_GT(port, 0) << process_->Err();
    ConnectTo(port);
  }
  void Kill() { process_ = nullptr; }

  std::unique_ptr<ServiceProcess> process_;
};

TEST_F(ContentUploadKill, InTheMiddleOfAnUploadLosesNothingThatQueryUploadTold) {
  for (const int64_t size : {kSmall, kLarge}) {
    SCOPED_TRACE(size);
    const std::string bytes = Document(size);
    Start();
    const auto upload = SendPart(bytes, size - kChunk);
    Kill();
    EXPECT_FALSE(upload->writer->Finish().ok());
    Start();
    ASSERT_OK_AND_ASSIGN(const auto progress, Query(bytes));
    EXPECT_EQ(progress.committed_size(), (size - kChunk) / kChunk * kChunk);
    EXPECT_FALSE(progress.complete());
    ASSERT_OK(GoOn(bytes));
    EXPECT_TRUE(*Download(bytes) == bytes);
    Kill();
    Start();
    EXPECT_TRUE(*Download(bytes) == bytes);
    Kill();
  }
}

TEST_F(ContentUploadKill, WhereNobodyAskedHowFarALargeUploadIsLeavesItToBeGoneOnWith) {
  const std::string bytes = Document(kLarge);
  Start();
  const auto upload = SendPart(bytes, 0);
  UploadBlobRequest message;
  for (int64_t at = 0; at < kLarge - kChunk; at += kChunk) {
    message.set_chunk(bytes.substr(static_cast<size_t>(at), kChunk));
    ASSERT_TRUE(upload->writer->Write(message));
  }
  Kill();
  EXPECT_FALSE(upload->writer->Finish().ok());
  Start();
  ASSERT_OK(GoOn(bytes));
  EXPECT_TRUE(*Download(bytes) == bytes);
}

}  // namespace
}  // namespace communique::testing

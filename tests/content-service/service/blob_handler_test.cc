#include "content-service/service/blob_handler.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "serving/grpc_status.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "tests/content-service/storage/blob_database.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

// Knows which files are public, and nothing else.
class FakeContentStore final : public ContentStore {
 public:
  std::string public_sha256;

  ChainEnd Head() const override { return ChainEnd{.sequence = 7, .public_position = 3}; }
  const std::string& Epoch() const override { return epoch_; }
  absl::StatusOr<bool> IsBlobPublic(absl::string_view sha256) const override {
    return sha256 == public_sha256;
  }

  absl::StatusOr<v1::Statement> GetStatement(absl::string_view, ReadAt) const override { return Unused(); }
  absl::StatusOr<v1::Statement> GetFreshStatement(absl::string_view, ReadAt,
                                                  const FreshRows*) const override {
    return Unused();
  }
  absl::StatusOr<StatementPage> ListStatements(const StatementQuery&, ReadAt) const override {
    return Unused();
  }
  absl::StatusOr<Page<v1::Signatory>> ListSignatories(absl::string_view, SignatoryPlace, int,
                                                      ReadAt) const override {
    return Unused();
  }
  absl::StatusOr<std::vector<v1::Signatory>> GetSignatories(absl::string_view, int64_t, int64_t,
                                                            ReadAt) const override {
    return Unused();
  }
  absl::StatusOr<std::vector<DuplicateRow>> FindDuplicates(absl::string_view,
                                                           const std::vector<v1::Signatory>&) const override {
    return Unused();
  }
  absl::StatusOr<SignatoryCheck> CheckSignatories(absl::string_view, size_t, ReadAt) const override {
    return Unused();
  }
  absl::StatusOr<v1::Section> GetSection(absl::string_view, ReadAt) const override { return Unused(); }
  absl::StatusOr<Page<v1::Section>> ListSections(absl::string_view, int, size_t, ReadAt) const override {
    return Unused();
  }
  absl::StatusOr<int64_t> BlobReferences(absl::string_view) const override { return 2; }
  absl::StatusOr<int64_t> ViewCount(absl::string_view) const override { return Unused(); }
  absl::StatusOr<uint64_t> SequenceOf(const Position&) const override { return Unused(); }
  absl::StatusOr<std::string> PositionAt(v1::View, uint64_t) const override { return Unused(); }

 private:
  static absl::Status Unused() { return absl::UnimplementedError("not asked for by BlobService"); }
  const std::string epoch_ = "0123456789abcdef";
};

// A store in which the first Append of an upload can be made to wait at its beginning.
class HoldingBlobStore final : public BlobStore {
 public:
  explicit HoldingBlobStore(BlobStore& store) : store_(store) {}

  // Of the next upload that begins.
  std::atomic<bool> hold_next = false;
  absl::Notification held;
  absl::Notification go_on;
  absl::Notification over;
  // Of that Append, once it is over.
  absl::Status outcome;

  std::shared_ptr<UploadTicket> TakeTicket() override { return store_.TakeTicket(); }
  absl::StatusOr<std::unique_ptr<BlobUpload>> BeginUpload(const v1::UploadHeader& header,
                                                          std::shared_ptr<UploadTicket> ticket) override {
    auto upload = store_.BeginUpload(header, std::move(ticket));
    if (!upload.ok() || !hold_next.exchange(false)) return upload;
    return std::make_unique<HeldUpload>(*this, *std::move(upload));
  }
  absl::StatusOr<UploadProgress> QueryUpload(absl::string_view sha256) override {
    return store_.QueryUpload(sha256);
  }
  absl::StatusOr<std::optional<v1::Blob>> Find(absl::string_view sha256) override {
    return store_.Find(sha256);
  }
  absl::StatusOr<std::string> Read(const v1::Blob& blob, int64_t offset) override {
    return store_.Read(blob, offset);
  }

 private:
  class HeldUpload final : public BlobUpload {
   public:
    HeldUpload(HoldingBlobStore& store, std::unique_ptr<BlobUpload> upload)
        : store_(store), upload_(std::move(upload)) {}
    bool already_stored() const override { return upload_->already_stored(); }
    absl::Status Append(absl::string_view bytes) override {
      store_.held.Notify();
      store_.go_on.WaitForNotification();
      store_.outcome = upload_->Append(bytes);
      store_.over.Notify();
      return store_.outcome;
    }
    absl::StatusOr<StoredBlob> Finish() override { return upload_->Finish(); }

   private:
    HoldingBlobStore& store_;
    const std::unique_ptr<BlobUpload> upload_;
  };

  BlobStore& store_;
};

class BlobHandlerTest : public ::testing::Test {
 protected:
  BlobHandlerTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&handler_);
    server_ = builder.BuildAndStart();
    stub_ = v1::BlobService::NewStub(
        grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials()));
  }
  ~BlobHandlerTest() override {
    streams_.Close();
    server_->Shutdown();
  }

  // Sends the messages and then says that they are all.
  absl::StatusOr<v1::UploadBlobResponse> Send(const std::vector<v1::UploadBlobRequest>& messages) {
    grpc::ClientContext context;
    v1::UploadBlobResponse response;
    const auto writer = stub_->UploadBlob(&context, &response);
    for (const v1::UploadBlobRequest& message : messages) {
      if (!writer->Write(message)) break;
    }
    writer->WritesDone();
    const absl::Status status = serving::FromGrpcStatus(writer->Finish());
    if (!status.ok()) return status;
    return response;
  }

  static v1::UploadBlobRequest Header(const std::string& bytes, int64_t offset = 0) {
    v1::UploadBlobRequest message;
    message.mutable_header()->set_sha256(Sha256Hex(bytes));
    message.mutable_header()->set_size_bytes(static_cast<int64_t>(bytes.size()));
    message.mutable_header()->set_offset(offset);
    return message;
  }
  static v1::UploadBlobRequest Chunk(const std::string& bytes) {
    v1::UploadBlobRequest message;
    message.set_chunk(bytes);
    return message;
  }

  absl::StatusOr<std::string> Download(const std::string& name, v1::View view, int64_t offset = 0,
                                       int64_t length = 0) {
    v1::DownloadBlobRequest request;
    request.set_name(name);
    request.set_view(view);
    request.set_offset(offset);
    request.set_length(length);
    grpc::ClientContext context;
    const auto reader = stub_->DownloadBlob(&context, request);
    std::string bytes;
    v1::DownloadBlobResponse message;
    while (reader->Read(&message)) {
      EXPECT_LE(message.chunk().size(), 256U << 10);
      bytes += message.chunk();
    }
    const absl::Status status = serving::FromGrpcStatus(reader->Finish());
    if (!status.ok()) return status;
    return bytes;
  }

  absl::StatusOr<v1::GetBlobResponse> Get(const std::string& name, v1::View view) {
    v1::GetBlobRequest request;
    request.set_name(name);
    request.set_view(view);
    grpc::ClientContext context;
    v1::GetBlobResponse response;
    const absl::Status status = serving::FromGrpcStatus(stub_->GetBlob(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  absl::StatusOr<v1::QueryUploadResponse> Query(const std::string& sha256) {
    v1::QueryUploadRequest request;
    request.set_sha256(sha256);
    grpc::ClientContext context;
    v1::QueryUploadResponse response;
    const absl::Status status = serving::FromGrpcStatus(stub_->QueryUpload(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  // -1 where the service does not say.
  int64_t CommittedSize(const std::string& bytes) {
    const auto progress = Query(Sha256Hex(bytes));
    EXPECT_OK(progress);
    return progress.ok() ? progress->committed_size() : -1;
  }

  BlobDatabase database_;
  FakeContentStore content_;
  const serving::Authorization authorization_;
  serving::Executor executor_{2, 100};
  serving::Executor uploads_{2, 100};
  serving::WakeList streams_;
  PositionGate gate_{content_, executor_, streams_};
  absl::Status kept_;
  HoldingBlobStore blobs_{database_.store()};
  BlobHandler handler_{blobs_,         content_,
                       gate_,          [this](const std::string&, auto then) { then(kept_); },
                       authorization_, BlobHandler::Executors{executor_, executor_, uploads_},
                       streams_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::BlobService::Stub> stub_;
};

TEST_F(BlobHandlerTest, AFileIsUploadedAndReadBack) {
  const std::string bytes(600'000, 'x');
  ASSERT_OK_AND_ASSIGN(const v1::UploadBlobResponse uploaded,
                       Send({Header(bytes), Chunk(bytes.substr(0, 1)), Chunk(bytes.substr(1))}));
  EXPECT_FALSE(uploaded.already_stored());
  EXPECT_EQ(uploaded.blob().media_type(), "text/plain");
  ASSERT_OK_AND_ASSIGN(const Position position, DecodePosition(uploaded.position()));
  EXPECT_EQ(position.sequence, 7U);
  ASSERT_OK_AND_ASSIGN(const std::string read, Download(uploaded.blob().name(), v1::VIEW_EDITORIAL));
  EXPECT_TRUE(read == bytes);
}

TEST_F(BlobHandlerTest, TheHeaderAloneIsEnoughForBytesThatAreHereAlready) {
  ASSERT_OK(Send({Header("text"), Chunk("text")}));
  ASSERT_OK_AND_ASSIGN(const v1::UploadBlobResponse again, Send({Header("text")}));
  EXPECT_TRUE(again.already_stored());
}

TEST_F(BlobHandlerTest, AnUploadThatBrokeGoesOnWhereItBroke) {
  const std::string bytes(600'000, 'x');
  EXPECT_THAT(Send({Header(bytes), Chunk(bytes.substr(0, 300'000))}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("only 300000 came")));
  ASSERT_OK_AND_ASSIGN(const v1::QueryUploadResponse progress, Query(Sha256Hex(bytes)));
  EXPECT_EQ(progress.committed_size(), 256 << 10);
  EXPECT_FALSE(progress.complete());
  EXPECT_OK(Send({Header(bytes, progress.committed_size()),
                  Chunk(bytes.substr(static_cast<size_t>(progress.committed_size())))}));
  EXPECT_TRUE(Query(Sha256Hex(bytes))->complete());
}

TEST_F(BlobHandlerTest, HowFarAnUploadIsTakesNoThreadOfOtherCalls) {
  // Of the threads too, which may come to it only after the test's end.
  const auto go_on = std::make_shared<absl::Notification>();
  for (int thread = 0; thread < 2; ++thread) executor_.Post([go_on] { go_on->WaitForNotification(); });
  EXPECT_OK(Query(Sha256Hex("text")));
  go_on->Notify();
}

TEST_F(BlobHandlerTest, MessagesInTheWrongOrderAreRefused) {
  EXPECT_THAT(Send({Chunk("text")}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("first message must be the header")));
  EXPECT_THAT(Send({Header("text"), Header("text")}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("second header")));
  EXPECT_THAT(Send({}), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("nothing came")));
  EXPECT_THAT(Send({Header("text"), Chunk("")}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("1 to 1048576 bytes")));
  const std::string large(2 << 20, 'x');
  EXPECT_THAT(Send({Header(large), Chunk(large)}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("1 to 1048576 bytes")));
}

TEST_F(BlobHandlerTest, AWrongTypeIsRefusedAndLeavesNothing) {
  const std::string page = "<!DOCTYPE html>";
  const auto refused = Send({Header(page), Chunk(page)});
  EXPECT_EQ(ReasonOf(refused.status()), "MEDIA_TYPE_NOT_ALLOWED");
  EXPECT_EQ(CommittedSize(page), 0);
}

TEST_F(BlobHandlerTest, ThePublicSeesAFileOnceAPublicStatementListsIt) {
  const std::string name = "blobs/" + Sha256Hex("text");
  ASSERT_OK(Send({Header("text"), Chunk("text")}));
  ASSERT_OK_AND_ASSIGN(const v1::GetBlobResponse whole, Get(name, v1::VIEW_EDITORIAL));
  EXPECT_TRUE(whole.blob().has_create_time());
  EXPECT_THAT(Get(name, v1::VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Download(name, v1::VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound));
  content_.public_sha256 = Sha256Hex("text");
  ASSERT_OK_AND_ASSIGN(const v1::GetBlobResponse seen, Get(name, v1::VIEW_PUBLIC));
  EXPECT_EQ(DecodePosition(seen.position())->sequence, 0U) << "the public is told public positions alone";
  EXPECT_FALSE(seen.blob().has_create_time()) << "nor how long ago the statement was prepared";
  EXPECT_EQ(*Download(name, v1::VIEW_UNSPECIFIED), "text");
}

TEST_F(BlobHandlerTest, AnUnknownFileAndAHiddenOneAreToldInTheSameWords) {
  const std::string kNotToBeSeen =
      " is not there, or not to be seen in this view; upload it, or ask for VIEW_EDITORIAL";
  ASSERT_OK(Send({Header("text"), Chunk("text")}));
  const std::string hidden = "blobs/" + Sha256Hex("text");
  const std::string unknown = "blobs/" + Sha256Hex("other");
  EXPECT_THAT(Get(hidden, v1::VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound, hidden + kNotToBeSeen));
  EXPECT_THAT(Get(unknown, v1::VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound, unknown + kNotToBeSeen));
}

TEST_F(BlobHandlerTest, ARangeIsReadAcrossChunks) {
  std::string bytes;
  for (int line = 0; bytes.size() < 600'000; ++line) bytes += "line " + std::to_string(line) + "\n";
  ASSERT_OK_AND_ASSIGN(const v1::UploadBlobResponse uploaded, Send({Header(bytes), Chunk(bytes)}));
  const std::string& name = uploaded.blob().name();
  const auto size = static_cast<int64_t>(bytes.size());
  for (const auto& [offset, length] : std::vector<std::pair<int64_t, int64_t>>{
           {0, 1}, {262'143, 2}, {262'144, 262'144}, {100, 500'000}, {size - 1, 1}, {size - 1, 0}}) {
    const auto all = length == 0 ? bytes.size() : static_cast<size_t>(length);
    ASSERT_OK_AND_ASSIGN(const std::string part, Download(name, v1::VIEW_EDITORIAL, offset, length));
    EXPECT_TRUE(part == bytes.substr(static_cast<size_t>(offset), all)) << offset << "+" << length;
  }
  constexpr int64_t kHuge = std::numeric_limits<int64_t>::max();
  for (const auto& [offset, length] : std::vector<std::pair<int64_t, int64_t>>{
           {size, 0}, {size, 1}, {size - 1, 2}, {0, size + 1}, {0, kHuge}, {kHuge, kHuge}, {kHuge, 0}}) {
    const auto beyond = Download(name, v1::VIEW_EDITORIAL, offset, length);
    EXPECT_THAT(beyond, StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("ask for bytes within them")));
    EXPECT_EQ(ReasonOf(beyond.status()), "RANGE_BEYOND_END");
  }
  EXPECT_THAT(Download(name, v1::VIEW_EDITORIAL, -1, -1),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("and 1 more")));
}

TEST_F(BlobHandlerTest, DamagedBytesEndADownloadWithDataLoss) {
  ASSERT_OK_AND_ASSIGN(const v1::UploadBlobResponse uploaded, Send({Header("text"), Chunk("text")}));
  const std::unique_ptr<rocksdb::Iterator> chunks(
      database_.db().NewIterator(rocksdb::ReadOptions(), database_.chunks()));
  chunks->SeekToFirst();
  ASSERT_TRUE(database_.db().Put(rocksdb::WriteOptions(), database_.chunks(), chunks->key(), "damaged").ok());
  EXPECT_THAT(Download(uploaded.blob().name(), v1::VIEW_EDITORIAL), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(BlobHandlerTest, AServerThatStopsEndsAnUploadThatWaitsForItsClient) {
  grpc::ClientContext context;
  v1::UploadBlobResponse response;
  const auto writer = stub_->UploadBlob(&context, &response);
  ASSERT_TRUE(writer->Write(Header("text")));
  streams_.Close();
  const absl::Status status = serving::FromGrpcStatus(writer->Finish());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(status), "SHUTTING_DOWN");
}

TEST_F(BlobHandlerTest, AStepThatIsStillUnderWayWhenItsClientComesBackWritesNothing) {
  const std::string bytes(600'000, 'x');
  blobs_.hold_next = true;
  {
    grpc::ClientContext context;
    v1::UploadBlobResponse response;
    const auto writer = stub_->UploadBlob(&context, &response);
    ASSERT_TRUE(writer->Write(Header(bytes)));
    // Other bytes: should they be written after all, the file is another.
    ASSERT_TRUE(writer->Write(Chunk(std::string(300'000, 'y'))));
    blobs_.held.WaitForNotification();
    context.TryCancel();
    EXPECT_THAT(serving::FromGrpcStatus(writer->Finish()), StatusIs(absl::StatusCode::kCancelled));
  }
  grpc::ClientContext context;
  v1::UploadBlobResponse response;
  const auto writer = stub_->UploadBlob(&context, &response);
  ASSERT_TRUE(writer->Write(Header(bytes)));
  ASSERT_TRUE(writer->Write(Chunk(bytes.substr(0, 300'000))));
  const absl::Time limit = absl::Now() + absl::Seconds(60);
  while (CommittedSize(bytes) == 0 && absl::Now() < limit) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_EQ(CommittedSize(bytes), 256 << 10) << "of what was sent";
  blobs_.go_on.Notify();
  blobs_.over.WaitForNotification();
  EXPECT_FALSE(blobs_.outcome.ok()) << "it is cancelled, or taken over, whichever is known first";
  ASSERT_TRUE(writer->Write(Chunk(bytes.substr(300'000))));
  writer->WritesDone();
  ASSERT_OK(serving::FromGrpcStatus(writer->Finish()));
  EXPECT_TRUE(*Download(response.blob().name(), v1::VIEW_EDITORIAL) == bytes);
}

TEST_F(BlobHandlerTest, ABrokenUploadIsGivenUpAfterAnHour) {
  const std::string bytes(600'000, 'x');
  EXPECT_FALSE(Send({Header(bytes), Chunk(bytes.substr(0, 300'000))}).ok());
  database_.now += absl::Minutes(61);
  EXPECT_EQ(CommittedSize(bytes), 0);
  const auto late = Send({Header(bytes, 256 << 10), Chunk(bytes.substr(256 << 10))});
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("begin at 0")));
  EXPECT_EQ(ReasonOf(late.status()), "UPLOAD_OFFSET");
  EXPECT_OK(Send({Header(bytes), Chunk(bytes)}));
}

TEST_F(BlobHandlerTest, AClientThatGoesAwayLeavesItsUploadToBeGoneOnWith) {
  const std::string bytes(600'000, 'x');
  {
    grpc::ClientContext context;
    v1::UploadBlobResponse response;
    const auto writer = stub_->UploadBlob(&context, &response);
    ASSERT_TRUE(writer->Write(Header(bytes)));
    ASSERT_TRUE(writer->Write(Chunk(bytes.substr(0, 300'000))));
    context.TryCancel();
    EXPECT_THAT(serving::FromGrpcStatus(writer->Finish()), StatusIs(absl::StatusCode::kCancelled));
  }
  EXPECT_OK(Send({Header(bytes), Chunk(bytes)}));
}

}  // namespace
}  // namespace communique::content

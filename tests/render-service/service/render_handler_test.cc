#include "render-service/service/render_handler.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "serving/grpc_status.h"
#include "statement/errors.h"
#include "statement/position.h"
#include "tests/render-service/pipeline/site_under_test.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::render::testing::FakeContent;
using ::communique::render::testing::SiteUnderTest;
using ::communique::testing::MakeStatement;
using ::communique::testing::StatusIs;
using ::communique::testing::Told;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kEpoch[] = "00000000000000aa";

std::string PositionOf(uint64_t number, const std::string& epoch = kEpoch) {
  return EncodePosition({.epoch = epoch, .sequence = 0, .public_position = number});
}

// The handler over a real pipeline and a real connection.
class RenderHandlerTest : public ::testing::Test {
 protected:
  RenderHandlerTest() {
    site_.Start();
    Serve(site_.status());
  }
  ~RenderHandlerTest() override {
    site_.status().waiters().Close();
    site_.jobs().watchers().Close();
    StopServing();
  }

  // Tells of `status`, which outlives the server.
  void Serve(RenderStatus& status) {
    StopServing();
    handler_ =
        std::make_unique<RenderHandler>(RenderHandler::Parts{.state = site_.state(),
                                                             .jobs = site_.jobs(),
                                                             .status = status,
                                                             .epochs = site_.epochs(),
                                                             .wake_loop = [this] { site_.WakeLoop(); },
                                                             .renderer_versions = {{"page", "pages 1"}}},
                                        authorization_, executor_, executor_);
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(handler_.get());
    server_ = builder.BuildAndStart();
    stub_ = v1::RenderService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }
  void StopServing() {
    if (server_ == nullptr) return;
    server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(5));
    server_->Wait();
    server_ = nullptr;
  }

  template <typename Method, typename Request, typename Response>
  absl::Status Call(Method method, const Request& request, Response& response,
                    std::chrono::milliseconds timeout = std::chrono::seconds(20)) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + timeout);
    return serving::FromGrpcStatus((stub_.get()->*method)(&context, request, &response));
  }

  absl::Status Wait(const std::string& position, v1::WaitForPositionResponse& response,
                    std::chrono::milliseconds timeout = std::chrono::seconds(20)) {
    v1::WaitForPositionRequest request;
    request.set_position(position);
    return Call(&v1::RenderService::Stub::WaitForPosition, request, response, timeout);
  }

  void Publish(const std::string& id, const std::string& title) {
    v1::WaitForPositionResponse waited;
    ASSERT_OK(Wait(PositionOf(content_.Commit({Told(MakeStatement({.id = id, .title = title}))})), waited));
  }

  FakeContent content_{kEpoch};
  SiteUnderTest site_{content_};
  const serving::Authorization authorization_;
  serving::Executor executor_{2, 100};
  std::unique_ptr<RenderHandler> handler_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::RenderService::Stub> stub_;
};

TEST_F(RenderHandlerTest, WaitForPositionReturnsOnceItIsOnDiskAndTellsWhatFailed) {
  const uint64_t number = content_.Commit({Told(MakeStatement({.id = "a", .title = "No glyph"}))});
  v1::WaitForPositionResponse response;
  ASSERT_OK(Wait(PositionOf(number), response));
  EXPECT_EQ(response.position(), PositionOf(number));
  ASSERT_EQ(response.failures_size(), 1);
  EXPECT_EQ(response.failures(0).statement(), "statements/a");
  EXPECT_THAT(response.failures(0).message(), HasSubstr("U+1F9FF"));
}

TEST_F(RenderHandlerTest, WaitForPositionNeedsAPositionAndSaysWhichOne) {
  v1::WaitForPositionResponse response;
  for (const char* text : {"", "p1.garbage"}) {
    const absl::Status refused = Wait(text, response);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("of content-service")));
    EXPECT_EQ(ReasonOf(refused), "BAD_POSITION");
    EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("leave the field empty")));
  }
}

TEST_F(RenderHandlerTest, WaitForPositionTellsFailuresOfTheStatementsAskedForAlone) {
  Publish("a", "No glyph");
  v1::WaitForPositionRequest request;
  request.set_position(PositionOf(1));
  request.add_statements("statements/b");
  v1::WaitForPositionResponse response;
  ASSERT_OK(Call(&v1::RenderService::Stub::WaitForPosition, request, response));
  EXPECT_THAT(response.failures(), IsEmpty());
}

TEST_F(RenderHandlerTest, WaitForPositionEndsWithTheDeadlineOfTheCall) {
  Publish("a", "A");
  v1::WaitForPositionResponse response;
  EXPECT_THAT(Wait(PositionOf(1'000), response, std::chrono::milliseconds(50)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(RenderHandlerTest, WaitForPositionRefusesAPositionOfAnotherHistory) {
  Publish("a", "A");
  v1::WaitForPositionResponse response;
  const absl::Status refused = Wait(PositionOf(1, "00000000000000bb"), response);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReasonOf(refused), "EPOCH_CHANGED");
}

TEST_F(RenderHandlerTest, WaitForPositionRefusesWhatIsNoPosition) {
  v1::WaitForPositionResponse response;
  EXPECT_THAT(Wait("yesterday", response), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(RenderHandlerTest, AWaitEndsWhenTheServerStops) {
  Publish("a", "A");
  std::thread closer([this] { site_.status().waiters().Close(); });
  v1::WaitForPositionResponse response;
  const absl::Status ended = Wait(PositionOf(1'000), response);
  closer.join();
  EXPECT_THAT(ended, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(ended), "SHUTTING_DOWN");
}

TEST_F(RenderHandlerTest, AWaitThatItsClientGaveUpIsForgottenAtTheNextEvent) {
  Publish("a", "A");
  grpc::ClientContext context;
  v1::WaitForPositionRequest request;
  request.set_position(PositionOf(1'000));
  v1::WaitForPositionResponse response;
  std::thread client([&] { stub_->WaitForPosition(&context, request, &response); });
  serving::WakeList& waiters = site_.status().waiters();
  const auto comes_to = [&waiters](size_t count) {
    const absl::Time limit = absl::Now() + absl::Seconds(20);
    while (waiters.size() != count && absl::Now() < limit) {
      waiters.WakeAll();
      std::this_thread::yield();
    }
    return waiters.size() == count;
  };
  EXPECT_TRUE(comes_to(1));
  context.TryCancel();
  client.join();
  EXPECT_TRUE(comes_to(0));
}

TEST_F(RenderHandlerTest, GetStatusCountsWhatIsThere) {
  Publish("a", "A");
  v1::GetStatusResponse response;
  ASSERT_OK(Call(&v1::RenderService::Stub::GetStatus, v1::GetStatusRequest(), response));
  EXPECT_EQ(response.position(), PositionOf(1));
  EXPECT_EQ(response.head(), PositionOf(1));
  EXPECT_EQ(response.lag(), 0u);
  EXPECT_TRUE(response.connected());
  EXPECT_EQ(response.statement_count(), 1);
  EXPECT_EQ(response.failure_count(), 0);
  EXPECT_EQ(static_cast<size_t>(response.output_count()), site_.Files().size());
  EXPECT_EQ(response.renderer_versions().at("page"), "pages 1");
  EXPECT_THAT(response.last_error(), IsEmpty());
}

TEST_F(RenderHandlerTest, GetStatusTellsNoHeadWhereContentServiceHasToldNone) {
  std::ostringstream lines;
  const serving::Log log("test", serving::LogFormat::kText, serving::LogLevel::kError, lines);
  RenderStatus status(log);
  // As after a start from a checkpoint.
  status.SetComplete(kEpoch, 3);
  status.SetConnection(false, absl::UnavailableError("no connection"));
  Serve(status);
  v1::GetStatusResponse response;
  ASSERT_OK(Call(&v1::RenderService::Stub::GetStatus, v1::GetStatusRequest(), response));
  EXPECT_EQ(response.position(), PositionOf(3));
  EXPECT_THAT(response.head(), IsEmpty());
  EXPECT_FALSE(response.connected());
  EXPECT_THAT(response.last_error(), HasSubstr("no connection"));

  status.SetConnection(true, absl::OkStatus());
  status.SetHead(5);
  ASSERT_OK(Call(&v1::RenderService::Stub::GetStatus, v1::GetStatusRequest(), response));
  EXPECT_EQ(response.head(), PositionOf(5));
  EXPECT_EQ(response.lag(), 2u);

  status.SetConnection(
      false, ErrorWithReason(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED", "another history"));
  ASSERT_OK(Call(&v1::RenderService::Stub::GetStatus, v1::GetStatusRequest(), response));
  EXPECT_THAT(response.head(), IsEmpty());
  EXPECT_THAT(response.last_error(), HasSubstr("another history"));
  StopServing();
}

TEST_F(RenderHandlerTest, ListOutputsGoesThroughAllPagesWithoutGapOrRepeat) {
  Publish("a", "A");
  v1::ListOutputsRequest request;
  request.set_page_size(3);
  std::vector<std::string> paths;
  do {
    v1::ListOutputsResponse response;
    ASSERT_OK(Call(&v1::RenderService::Stub::ListOutputs, request, response));
    for (const v1::Output& output : response.outputs()) paths.push_back(output.path());
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  std::vector<std::string> expected;
  for (const auto& [path, bytes] : site_.Files()) expected.push_back(path);
  EXPECT_EQ(paths, expected);
}

TEST_F(RenderHandlerTest, ListOutputsRefusesATokenOfOtherArguments) {
  Publish("a", "A");
  v1::ListOutputsRequest request;
  request.set_page_size(1);
  v1::ListOutputsResponse response;
  ASSERT_OK(Call(&v1::RenderService::Stub::ListOutputs, request, response));
  request.set_page_token(response.next_page_token());
  request.set_path_prefix("/en/");
  const absl::Status refused = Call(&v1::RenderService::Stub::ListOutputs, request, response);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(ReasonOf(refused), "BAD_PAGE_TOKEN");
}

TEST_F(RenderHandlerTest, ListOutputsTellsAllThatIsWrongAtOnce) {
  v1::ListOutputsRequest request;
  request.set_page_size(-1);
  request.set_statement("a");
  v1::ListOutputsResponse response;
  EXPECT_THAT(Call(&v1::RenderService::Stub::ListOutputs, request, response),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("1 more")));
}

TEST_F(RenderHandlerTest, AJobIsFollowedUntilItHasEnded) {
  Publish("a", "No glyph");
  v1::StartRenderResponse started;
  ASSERT_OK(Call(&v1::RenderService::Stub::StartRender, v1::StartRenderRequest(), started));
  grpc::ClientContext context;
  v1::WatchJobRequest request;
  request.set_name(started.job().name());
  const auto reader = stub_->WatchJob(&context, request);
  v1::WatchJobResponse last;
  for (v1::WatchJobResponse next; reader->Read(&next);) last = next;
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(last.job().state(), v1::JOB_STATE_FAILED);
  EXPECT_EQ(last.job().failed(), 1);
  EXPECT_EQ(last.job().done(), last.job().total());
  EXPECT_EQ(last.job().position(), PositionOf(1));

  v1::GetJobRequest get;
  get.set_name(started.job().name());
  v1::GetJobResponse got;
  ASSERT_OK(Call(&v1::RenderService::Stub::GetJob, get, got));
  EXPECT_EQ(got.job().SerializeAsString(), last.job().SerializeAsString());
}

TEST_F(RenderHandlerTest, AnUnknownJobOrStatementIsNotFound) {
  v1::GetJobRequest get;
  get.set_name("jobs/77");
  v1::GetJobResponse got;
  EXPECT_THAT(Call(&v1::RenderService::Stub::GetJob, get, got), StatusIs(absl::StatusCode::kNotFound));
  v1::StartRenderRequest start;
  start.add_statements("statements/nowhere");
  v1::StartRenderResponse started;
  EXPECT_THAT(Call(&v1::RenderService::Stub::StartRender, start, started),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("statements/nowhere")));
}

}  // namespace
}  // namespace communique::render

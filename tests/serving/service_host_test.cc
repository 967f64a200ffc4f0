#include "serving/service_host.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "serving/grpc_status.h"
#include "statement/errors.h"
#include "tests/testing/http_get.h"
#include "tests/testing/reflection_client.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::serving {
namespace {

using ::communique::testing::HttpGet;
using ::communique::testing::ListServices;
using ::communique::testing::PortIn;
using ::communique::testing::StatusIs;
using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Stub = ::grpc::health::v1::Health::Stub;

std::shared_ptr<grpc::Channel> Connect(int port) {
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
}

// The health of `service`, or the error.
absl::StatusOr<HealthCheckResponse::ServingStatus> Check(Stub& stub, const std::string& service,
                                                         const std::string& request_id = "") {
  grpc::ClientContext context;
  if (!request_id.empty()) context.AddMetadata("x-request-id", request_id);
  HealthCheckRequest request;
  request.set_service(service);
  HealthCheckResponse response;
  const grpc::Status status = stub.Check(&context, request, &response);
  if (!status.ok()) return FromGrpcStatus(status);
  return response.status();
}

class ServiceHostTest : public ::testing::Test {
 protected:
  ServiceHostTest() : log_("test", LogFormat::kJson, LogLevel::kInfo, lines_) {
    options_.listen = "127.0.0.1:0";
    options_.port_file = (directory_.path() / "ports").string();
    options_.drain_timeout = absl::Seconds(20);
  }

  std::unique_ptr<ServiceHost> Serving() {
    auto host = ServiceHost::Start(options_, log_);
    EXPECT_OK(host);
    EXPECT_OK((*host)->Serve({}, {"communique.content.v1.StatementService"}));
    return *std::move(host);
  }

  // What the port file says of a name; 0 where nothing.
  int PortOf(const std::string& name) const { return PortIn(options_.port_file, name); }

  communique::testing::TemporaryDirectory directory_;
  std::ostringstream lines_;
  const Log log_;
  ServingOptions options_;
};

TEST_F(ServiceHostTest, ThePortFileNamesEveryPortThatWasTaken) {
  options_.health_listen = "127.0.0.1:0";
  options_.metrics_listen = "127.0.0.1:0";
  ASSERT_OK_AND_ASSIGN(const auto host, ServiceHost::Start(options_, log_));
  host->AddPort("preview", 8080);
  EXPECT_EQ(PortOf("preview"), 0);
  ASSERT_OK(host->Serve({}, {}));
  EXPECT_EQ(PortOf("preview"), 8080);
  EXPECT_EQ(PortOf("grpc"), host->port());
  EXPECT_GT(PortOf("health"), 0);
  EXPECT_GT(PortOf("metrics"), 0);
}

TEST_F(ServiceHostTest, ProbesAnswerBeforeCallsAreServed) {
  options_.health_listen = absl::StrCat("unix:", (directory_.path() / "health").string());
  ASSERT_OK_AND_ASSIGN(const auto host, ServiceHost::Start(options_, log_));
  Stub stub(grpc::CreateChannel(options_.health_listen, grpc::InsecureChannelCredentials()));
  EXPECT_EQ(*Check(stub, "liveness"), HealthCheckResponse::SERVING);
  EXPECT_EQ(*Check(stub, "startup"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(*Check(stub, "readiness"), HealthCheckResponse::NOT_SERVING);
  ASSERT_OK(host->Serve({}, {}));
  EXPECT_EQ(*Check(stub, "startup"), HealthCheckResponse::SERVING);
  EXPECT_EQ(*Check(stub, "readiness"), HealthCheckResponse::SERVING);
}

TEST_F(ServiceHostTest, HealthFollowsTheProcessByName) {
  HealthState state;
  EXPECT_EQ(state.IsServing("liveness"), true);
  EXPECT_EQ(state.IsServing("startup"), false);
  state.AddServices({"a.B"});
  EXPECT_EQ(state.IsServing("a.B"), false);
  state.SetReady(true);
  for (const char* name : {"", "readiness", "startup", "liveness", "a.B"})
    EXPECT_EQ(state.IsServing(name), true) << name;
  state.SetReady(false);
  for (const char* name : {"", "readiness", "a.B"}) EXPECT_EQ(state.IsServing(name), false) << name;
  EXPECT_EQ(state.IsServing("startup"), true);
  EXPECT_EQ(state.IsServing("unknown"), std::nullopt);
}

TEST_F(ServiceHostTest, HealthOfAnUnknownServiceIsNotFoundWithAReason) {
  const auto host = Serving();
  Stub stub(Connect(host->port()));
  EXPECT_EQ(*Check(stub, ""), HealthCheckResponse::SERVING);
  EXPECT_EQ(*Check(stub, "communique.content.v1.StatementService"), HealthCheckResponse::SERVING);
  const auto unknown = Check(stub, "no.such.Service");
  EXPECT_THAT(unknown, StatusIs(absl::StatusCode::kNotFound, HasSubstr("no.such.Service")));
  EXPECT_EQ(ReasonOf(unknown.status()), "NOT_FOUND");
}

TEST_F(ServiceHostTest, ReflectionListsHealthToo) {
  const auto host = Serving();
  EXPECT_THAT(ListServices(Connect(host->port())),
              AllOf(Contains("grpc.health.v1.Health"), Contains("grpc.reflection.v1alpha.ServerReflection")));
}

TEST_F(ServiceHostTest, EveryCallIsOneLineWithItsRequestIdAndReason) {
  const auto host = Serving();
  Stub stub(Connect(host->port()));
  ASSERT_OK(Check(stub, "", "job-42"));
  ASSERT_FALSE(Check(stub, "secret-title", "job-43").ok());
  bool found = false;
  for (absl::string_view text : absl::StrSplit(lines_.str(), '\n', absl::SkipEmpty())) {
    const auto line = nlohmann::json::parse(std::string(text));
    if (line["message"] == "rpc" && line["request_id"] == "job-43") {
      found = true;
      EXPECT_EQ(line["method"], "/grpc.health.v1.Health/Check");
      EXPECT_EQ(line["code"], "NOT_FOUND");
      EXPECT_EQ(line["reason"], "NOT_FOUND");
      EXPECT_GE(line["ms"].get<double>(), 0.0);
    }
  }
  EXPECT_TRUE(found) << lines_.str();
  EXPECT_THAT(lines_.str(), Not(HasSubstr("secret-title"))) << "messages quote the caller";
}

TEST_F(ServiceHostTest, TheRequestIdComesBackInTheTrailers) {
  const auto host = Serving();
  Stub stub(Connect(host->port()));
  grpc::ClientContext context;
  context.AddMetadata("x-request-id", "job-44");
  HealthCheckResponse response;
  ASSERT_TRUE(stub.Check(&context, {}, &response).ok());
  EXPECT_EQ(context.GetServerTrailingMetadata().find("x-request-id")->second, "job-44");
}

TEST_F(ServiceHostTest, MetricsCountCallsByMethodAndCode) {
  options_.metrics_listen = "127.0.0.1:0";
  const auto host = Serving();
  Stub stub(Connect(host->port()));
  ASSERT_OK(Check(stub, ""));
  ASSERT_OK(Check(stub, ""));
  ASSERT_FALSE(Check(stub, "unknown").ok());
  EXPECT_THAT(
      HttpGet(PortOf("metrics"), "/metrics"),
      AllOf(HasSubstr("communique_rpcs_total{code=\"OK\",method=\"/grpc.health.v1.Health/Check\"} 2"),
            HasSubstr("communique_rpcs_total{code=\"NOT_FOUND\",method=\"/grpc.health.v1.Health/Check\"} 1"),
            HasSubstr("communique_rpc_seconds_count{method=\"/grpc.health.v1.Health/Check\"} 3"),
            HasSubstr("communique_rpcs_open{method=\"/grpc.health.v1.Health/Check\"} 0")));
}

TEST_F(ServiceHostTest, ATakenPortIsSaidSo) {
  const auto first = Serving();
  options_.listen = absl::StrCat("127.0.0.1:", first->port());
  ASSERT_OK_AND_ASSIGN(const auto second, ServiceHost::Start(options_, log_));
  EXPECT_THAT(second->Serve({}, {}), StatusIs(absl::StatusCode::kUnavailable, HasSubstr(options_.listen)));

  options_.listen = "127.0.0.1:0";
  options_.metrics_listen = absl::StrCat("127.0.0.1:", first->port());
  EXPECT_THAT(ServiceHost::Start(options_, log_),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("--metrics-listen")));
}

TEST_F(ServiceHostTest, DrainTellsWatchersThatItIsNotReadyAndEndsTheirStreams) {
  options_.health_listen = "127.0.0.1:0";
  const auto host = Serving();
  Stub stub(Connect(PortOf("health")));
  grpc::ClientContext context;
  const auto reader = stub.Watch(&context, HealthCheckRequest());
  HealthCheckResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  std::thread drain([&host] { host->Drain(); });
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  drain.join();
}

TEST_F(ServiceHostTest, DrainReturnsInTimeThoughAClientNeverEndsItsStream) {
  options_.drain_timeout = absl::Milliseconds(50);
  const auto host = Serving();
  Stub stub(Connect(host->port()));
  grpc::ClientContext context;
  const auto reader = stub.Watch(&context, HealthCheckRequest());
  HealthCheckResponse response;
  ASSERT_TRUE(reader->Read(&response));
  const absl::Time start = absl::Now();
  host->Drain();
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
  while (reader->Read(&response)) {
  }
  EXPECT_FALSE(reader->Finish().ok());
}

TEST_F(ServiceHostTest, DrainDoesNotWaitForThoseWhoWatchHealthOrAskReflectionOnTheSamePort) {
  options_.drain_timeout = absl::Minutes(5);
  const auto host = Serving();
  Stub stub(Connect(host->port()));
  grpc::ClientContext context;
  const auto reader = stub.Watch(&context, HealthCheckRequest());
  HealthCheckResponse response;
  ASSERT_TRUE(reader->Read(&response));
  communique::testing::ReflectionStream reflection(Connect(host->port()));
  ASSERT_THAT(reflection.ListServices(), Not(IsEmpty()));
  const absl::Time start = absl::Now();
  host->Drain();
  EXPECT_LT(absl::Now() - start, absl::Seconds(20));
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(ServiceHostTest, ANameOfTheServicesOwnIsServedWhileItsCheckIsWell) {
  std::atomic<bool> well = true;
  ASSERT_OK_AND_ASSIGN(const auto host, ServiceHost::Start(options_, log_));
  host->AddHealthCheck("writes", [&well] { return well.load(); });
  ASSERT_OK(host->Serve({}, {}));
  Stub stub(Connect(host->port()));
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service("writes");
  const auto reader = stub.Watch(&context, request);
  HealthCheckResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  well = false;
  EXPECT_EQ(*Check(stub, "writes"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(*Check(stub, "readiness"), HealthCheckResponse::SERVING);
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING) << "a watcher is told as well";
  well = true;
  EXPECT_EQ(*Check(stub, "writes"), HealthCheckResponse::SERVING);
  host->Drain();
}

}  // namespace
}  // namespace communique::serving

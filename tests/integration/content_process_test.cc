// communique-content as a process: how it starts, refuses to start, and stops.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "tests/testing/service_process.h"
#include "tests/testing/temporary_directory.h"

namespace communique::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace content::v1;  // NOLINT: the words of the API

class ContentProcess : public ::testing::Test {
 protected:
  std::unique_ptr<ServiceProcess> Start(const std::vector<std::string>& arguments) {
    return std::make_unique<ServiceProcess>(COMMUNIQUE_CONTENT_PROGRAM, arguments,
                                            directory_.path() / absl::StrCat("run", ++runs_));
  }
  std::vector<std::string> Usual() const {
    return {"--data-dir", data_, "--listen", "127.0.0.1:0", "--port-file", ports_};
  }

  TemporaryDirectory directory_;
  int runs_ = 0;
  const std::string data_ = (directory_.path() / "data").string();
  const std::string ports_ = (directory_.path() / "ports").string();
};

TEST_F(ContentProcess, SigtermEndsOpenStreamsWithTheirCursorAndExitsZero) {
  for (const int signal : {SIGTERM, SIGINT}) {
    const auto service = Start(Usual());
    const int port = service->WaitForPort(ports_, "grpc");
    ASSERT_GT(port, 0) << service->Err();
    ChangeService::Stub stub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    const auto reader = stub.Watch(&context, WatchRequest());
    WatchResponse response;
    while (reader->Read(&response) && !response.has_progress()) {
    }
    ASSERT_TRUE(response.has_progress());
    const std::string position = response.progress().position();
    service->Signal(signal);
    ASSERT_TRUE(reader->Read(&response));
    EXPECT_EQ(response.progress().position(), position);
    EXPECT_FALSE(reader->Read(&response));
    EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_EQ(service->WaitForExit(absl::Seconds(30)), 0) << service->Err();
    EXPECT_THAT(service->Err(), AllOf(HasSubstr("\"listening\""), HasSubstr("\"stopped\"")));
    std::filesystem::remove(ports_);
  }
}

TEST_F(ContentProcess, AStoreThatAnotherProcessHasIsLeftAlone) {
  const auto first = Start(Usual());
  ASSERT_GT(first->WaitForPort(ports_, "grpc"), 0) << first->Err();
  const auto second = Start({"--data-dir", data_, "--listen", "127.0.0.1:0"});
  EXPECT_EQ(second->WaitForExit(), 3);
  EXPECT_THAT(second->Err(), HasSubstr("communique-content: "));
}

TEST_F(ContentProcess, ATakenPortIsSaidSo) {
  const auto first = Start(Usual());
  const int port = first->WaitForPort(ports_, "grpc");
  ASSERT_GT(port, 0) << first->Err();
  const auto second = Start({"--data-dir", data_ + "2", "--listen", absl::StrCat("127.0.0.1:", port)});
  EXPECT_EQ(second->WaitForExit(), 4);
  EXPECT_THAT(second->Err(), HasSubstr(absl::StrCat("cannot listen on 127.0.0.1:", port)));
}

TEST_F(ContentProcess, OptionsThatCannotWorkAreRefusedBeforeAnythingIsMade) {
  const std::string file = (directory_.path() / "file").string();
  std::ofstream(file) << "x";
  const struct {
    std::vector<std::string> arguments;
    std::string message;
  } cases[] = {
      {{}, "--data-dir"},
      {{"--data-dir", file + "/data"}, "is not a directory"},
      {{"--data-dir", data_, "--listen", "0.0.0.0:0"}, "--token-file"},
      {{"--data-dir", data_, "--token-file", file + ".none"}, "cannot read the token file"},
      {{"--data-dir", data_, "--tls-cert", file}, "both a certificate and a key"},
      {{"--data-dir", data_, "--log-level", "loud"}, "log level is"},
      {{"--data-dir", data_, "--drain-timeout", "soon"}, "a duration is like"},
      {{"--data-dir", data_, "--blob-max-size", "much"}, "--blob-max-size"},
      {{"--data-dir", data_, "--blob-max-size", "101MiB"}, "--blob-max-size"},
      {{"--data-dir", data_, "--blob-max-uploads", "0"}, "--blob-max-uploads"},
      {{"--data-dir", data_, "--blob-quota", "-1"}, "--blob-quota"},
      {{"--data-dir", data_, "--blob-quota", "1MiB"}, "raise the one or lower the other"},
      {{"--data-dir", data_, "--no-such-option"}, "--no-such-option"},
  };
  for (const auto& refused : cases) {
    const auto service = Start(refused.arguments);
    EXPECT_EQ(service->WaitForExit(), 2) << refused.message;
    EXPECT_THAT(service->Err(), AllOf(StartsWith("communique-content: "), HasSubstr(refused.message)));
  }
  EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(ContentProcess, CheckConfigChecksAndStartsNothing) {
  const auto good = Start({"--data-dir", data_, "--blob-max-size", "20MiB", "--blob-max-uploads", "10",
                           "--blob-quota", "50GiB", "--check-config"});
  EXPECT_EQ(good->WaitForExit(), 0);
  EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(ContentProcess, HelpBeginsWithExamplesAndNamesTheExitCodes) {
  const auto help = Start({"--help"});
  EXPECT_EQ(help->WaitForExit(), 0);
  EXPECT_THAT(help->Out(), AllOf(HasSubstr("Examples:"), HasSubstr("--data-dir"),
                                 HasSubstr("--drain-timeout"), HasSubstr("Exit codes:")));
  EXPECT_LT(help->Out().find("Examples:"), help->Out().find("--listen TEXT"));
}

TEST_F(ContentProcess, FlagsWinOverTheEnvironmentAndThatOverTheFile) {
  const std::string config = (directory_.path() / "content.toml").string();
  std::ofstream(config) << "data-dir = \"" << data_ << "\"\nlog-level = \"loud-from-file\"\n";
  EXPECT_THAT(Start({"--config", config, "--check-config"})->WaitForExit(), 2);
  ::setenv("COMMUNIQUE_CONTENT_LOG_LEVEL", "warning", 1);
  EXPECT_EQ(Start({"--config", config, "--check-config"})->WaitForExit(), 0);
  ::setenv("COMMUNIQUE_CONTENT_LOG_LEVEL", "loud-from-environment", 1);
  EXPECT_EQ(Start({"--config", config, "--check-config"})->WaitForExit(), 2);
  EXPECT_EQ(Start({"--config", config, "--log-level", "error", "--check-config"})->WaitForExit(), 0);
  ::unsetenv("COMMUNIQUE_CONTENT_LOG_LEVEL");
}

}  // namespace
}  // namespace communique::testing

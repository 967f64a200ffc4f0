// Each run of communique-load, small, against a real content-service: it ends, and says what it is asked for
// in one JSON object.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/service_process.h"
#include "tests/testing/temporary_directory.h"

namespace communique::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class BenchmarkLoad : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path ports = directory_.path() / "ports";
    service_ = std::make_unique<ServiceProcess>(
        COMMUNIQUE_CONTENT_PROGRAM,
        std::vector<std::string>{"--data-dir", directory_.path() / "data", "--listen", "127.0.0.1:0",
                                 "--port-file", ports, "--log-level", "warning"},
        directory_.path() / "service");
    const int port = service_->WaitForPort(ports, "grpc");
    ASSERT_GT(port, 0) << service_->Err();
    address_ = absl::StrCat("127.0.0.1:", port);
    EXPECT_EQ(Load({"prepare"})["count"], 1);
  }

  std::unique_ptr<ServiceProcess> Start(std::vector<std::string> arguments) {
    for (const std::string& more : {std::string("--side"), std::string("content"), std::string("--address"),
                                    address_, std::string("--server-pid"), absl::StrCat(service_->pid())}) {
      arguments.push_back(more);
    }
    return std::make_unique<ServiceProcess>(COMMUNIQUE_LOAD_PROGRAM, arguments,
                                            directory_.path() / absl::StrCat("load", ++runs_));
  }
  // What a run prints; an empty object where that is no JSON object.
  nlohmann::json Load(const std::vector<std::string>& arguments) {
    const auto load = Start(arguments);
    EXPECT_EQ(load->WaitForExit(), 0) << load->Err();
    nlohmann::json printed = nlohmann::json::parse(load->Out(), nullptr, false);
    EXPECT_TRUE(printed.is_object()) << load->Out();
    return printed.is_object() ? printed : nlohmann::json::object();
  }
  static void ExpectFigures(const nlohmann::json& printed, const std::vector<std::string>& names) {
    EXPECT_EQ(printed.size(), names.size()) << printed;
    for (const std::string& name : names) {
      ASSERT_TRUE(printed.contains(name)) << name << " in " << printed;
      ASSERT_TRUE(printed[name].is_number()) << name << " in " << printed;
      // What a few deliveries cost may be less than one tick of the machine's clock of processes.
      const bool may_be_none = name == "cpu_us_per_delivery";
      EXPECT_GE(printed[name].get<double>(), may_be_none ? 0 : std::numeric_limits<double>::min()) << name;
    }
  }

  TemporaryDirectory directory_;
  std::unique_ptr<ServiceProcess> service_;
  std::string address_;
  int runs_ = 0;
};

TEST_F(BenchmarkLoad, WritesAndWatchesAndTellsHowLongThatTook) {
  ExpectFigures(Load({"writes", "--clients", "4", "--count", "40"}), {"seconds", "p50_ms", "p99_ms"});
  const nlohmann::json state = Load({"state"});
  EXPECT_EQ(state["count"], 41);
  EXPECT_GT(state["resident_bytes"], state["own_bytes"]);
  ExpectFigures(Load({"fanout", "--clients", "4", "--count", "40", "--watchers", "10", "--connections", "2"}),
                {"deliveries_per_second", "cpu_us_per_delivery"});
  ExpectFigures(Load({"latency", "--clients", "16", "--count", "20", "--rate", "50", "--watchers", "4",
                      "--connections", "2", "--stuck", "4", "--flood", "20"}),
                {"p50_ms", "p99_ms"});
  ExpectFigures(Load({"catch-up", "--count", "40", "--position", state["position"].get<std::string>()}),
                {"seconds"});
  EXPECT_TRUE(Load({"idle", "--watchers", "10", "--connections", "2"}).contains("bytes_per_watcher"));
}

TEST_F(BenchmarkLoad, SendsFilesAloneAndBesideWritesAndWritesThemWithoutAServer) {
  ExpectFigures(Load({"upload", "--bytes", "9000000", "--files", "2", "--clients", "32", "--rate", "50"}),
                {"bytes_per_second", "create_p50_ms", "create_p99_ms"});
  ExpectFigures(Load({"synced-writes", "--bytes", "3000000", "--directory", directory_.path()}),
                {"bytes_per_second"});
}

TEST_F(BenchmarkLoad, EndsWithAnErrorWhereACallFails) {
  ASSERT_EQ(Start({"writes", "--count", "1"})->WaitForExit(), 0);
  // The section that all of them are filed in is there already.
  const auto again = Start({"prepare"});
  EXPECT_NE(again->WaitForExit(), 0);
  EXPECT_THAT(again->Err(), HasSubstr("a call ended with status"));
  EXPECT_NE(Start({"no-such-run"})->WaitForExit(), 0);
  // Where nobody listens.
  address_ = "127.0.0.1:1";
  const auto alone = Start({"writes"});
  EXPECT_NE(alone->WaitForExit(), 0);
  EXPECT_THAT(alone->Err(), Not(IsEmpty()));
}

}  // namespace
}  // namespace communique::testing

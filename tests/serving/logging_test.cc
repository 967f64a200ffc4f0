#include "serving/logging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/testing/status_matchers.h"

namespace communique::serving {
namespace {

using ::communique::testing::StatusIs;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

TEST(Log, ALineIsOneJsonObjectWithTheFieldsGiven) {
  std::ostringstream out;
  const Log log("communique-content", LogFormat::kJson, LogLevel::kInfo, out);
  log.Info("rpc", {{"method", "/a/b"}, {"ms", 1.5}, {"port", 7401}});
  const auto line = nlohmann::json::parse(out.str());
  EXPECT_EQ(line["service"], "communique-content");
  EXPECT_EQ(line["level"], "info");
  EXPECT_EQ(line["message"], "rpc");
  EXPECT_EQ(line["method"], "/a/b");
  EXPECT_EQ(line["ms"], 1.5);
  EXPECT_EQ(line["port"], 7401);
  EXPECT_THAT(line["time"].get<std::string>(), MatchesRegex("[0-9]{4}-[0-9-]+T[0-9:]+[.][0-9]{3}Z"));
}

TEST(Log, ALineStaysOneLineOfValidJsonWhateverAValueHolds) {
  std::ostringstream out;
  const Log log("s", LogFormat::kJson, LogLevel::kInfo, out);
  log.Info("m", {{"detail", std::string("a\n\"b\" \xff {c}")}});
  EXPECT_THAT(out.str(), EndsWith("}\n"));
  EXPECT_EQ(out.str().find('\n'), out.str().size() - 1);
  EXPECT_THAT(nlohmann::json::parse(out.str())["detail"].get<std::string>(), HasSubstr("a\n\"b\""));
}

TEST(Log, WhatIsBelowTheLevelIsNotWritten) {
  std::ostringstream out;
  const Log log("s", LogFormat::kJson, LogLevel::kWarning, out);
  log.Debug("no");
  log.Info("no");
  EXPECT_EQ(out.str(), "");
  log.Warning("yes");
  log.Error("yes");
  EXPECT_THAT(out.str(), HasSubstr("\"error\""));
}

TEST(Log, TextIsForPeople) {
  std::ostringstream out;
  const Log log("s", LogFormat::kText, LogLevel::kInfo, out);
  log.Warning("listening", {{"name", "grpc"}, {"port", 7401}});
  EXPECT_THAT(out.str(), EndsWith(" WARNING listening name=\"grpc\" port=7401\n"));
}

TEST(Log, FormatsAndLevelsAreReadFromTheirNames) {
  EXPECT_EQ(*ParseLogFormat("json"), LogFormat::kJson);
  EXPECT_EQ(*ParseLogFormat("text"), LogFormat::kText);
  EXPECT_EQ(*ParseLogLevel("warning"), LogLevel::kWarning);
  EXPECT_THAT(ParseLogFormat("xml"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'xml'")));
  EXPECT_THAT(ParseLogLevel("loud"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'loud'")));
}

}  // namespace
}  // namespace communique::serving

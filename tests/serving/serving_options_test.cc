#include "serving/serving_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <sstream>

namespace communique::serving {
namespace {

// What a program of ours says of a wrong command line.
std::string ErrorOf(const std::string& command_line) {
  CLI::App app("What it does.", "communique-content");
  NameProgramInErrors(app);
  ServingOptions options;
  AddServingOptions(app, "COMMUNIQUE_TEST_", options);
  try {
    app.parse(command_line);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    app.exit(error, out, err);
    EXPECT_EQ(out.str(), "");
    return err.str();
  }
  return "";
}

TEST(ServingOptions, AWrongOptionIsAnsweredWithTheNameOfTheProgramAndWhichHelpToRead) {
  EXPECT_EQ(ErrorOf("--fast"),
            "communique-content: there is no option '--fast'; see: communique-content --help\n");
  EXPECT_EQ(ErrorOf("now"),
            "communique-content: 'now' is one word too many; see: communique-content --help\n");
  EXPECT_EQ(ErrorOf("--drain-timeout soon"),
            "communique-content: a duration is like 500ms, 10s or 2m, at most 10m; see: communique-content "
            "--help\n");
  EXPECT_THAT(ErrorOf("--port-file"), ::testing::StartsWith("communique-content: --port-file"));
  EXPECT_EQ(ErrorOf("--drain-timeout 5s"), "");
}

}  // namespace
}  // namespace communique::serving

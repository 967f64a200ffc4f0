#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

class ViewCommandsTest : public CliTest {
 protected:
  ViewCommandsTest() {
    for (const char* name : {"statements/a", "statements/b", "statements/c"})
      content.statements[name].set_name(name);
  }
};

TEST_F(ViewCommandsTest, CountsAreReadFromLinesAndThoseOfOneStatementAreAddedUp) {
  const std::string file =
      WriteFile("counts.txt", "# yesterday\nstatements/a 12\r\n\n  b\t3\nstatements/a 1\n");
  const Result result = RunCli({"views", "record", file});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_THAT(result.out, HasSubstr("counted 16 reads of 2 statements"));
  EXPECT_THAT(content.views, ElementsAre(Pair("statements/a", 13), Pair("statements/b", 3)));
}

TEST_F(ViewCommandsTest, ALineThatIsNoCountIsNamedAndNothingIsSent) {
  for (const char* line :
       {"statements/a", "statements/a many", "statements/a 0", "12 statements/a", "a 1 2"}) {
    const Result result = RunCli({"views", "record", WriteFile("counts.txt", absl::StrCat("b 1\n", line))});
    EXPECT_EQ(result.code, ExitCode::kUsage) << line;
    EXPECT_THAT(result.err, HasSubstr("line 2")) << line;
  }
  EXPECT_THAT(content.views, IsEmpty());
  EXPECT_EQ(RunCli({"views", "record", WriteFile("counts.txt", "unknown 1")}).code, ExitCode::kNotFound);
}

TEST_F(ViewCommandsTest, ManyStatementsTakeSeveralCallsEachWithAnIdOfItsOwn) {
  std::string lines;
  for (int i = 0; i < 1001; ++i) {
    content.statements[absl::StrCat("statements/s", i)];
    absl::StrAppend(&lines, "s", i, " 2\n");
  }
  const std::string file = WriteFile("counts.txt", lines);
  EXPECT_EQ(RunCli({"views", "record", "--request-id", "may-1", file}).code, ExitCode::kOk);
  EXPECT_THAT(content.request_ids, ElementsAre("may-1-1", "may-1-2"));
  EXPECT_THAT(content.views, SizeIs(1001));
  EXPECT_EQ(RunCli({"views", "record", "--request-id", "no spaces", file}).code, ExitCode::kUsage);
}

class LogViewsTest : public ViewCommandsTest {
 protected:
  LogViewsTest() {
    content.statements["statements/a"].set_path("/en/press/a/");
    content.statements["statements/b"].set_path("/ko/press/b/");
    content.statements["statements/c"].set_path("/en/press/c/");
  }
  static std::string Line(const std::string& request, int status, const std::string& behind = "") {
    return absl::StrCat("192.0.2.1 - - [10/May/2024:13:55:36 +0200] \"", request, "\" ", status, " 2326",
                        behind, "\n");
  }
  static std::string Get(const std::string& target, int status = 200) {
    return Line(absl::StrCat("GET ", target, " HTTP/1.1"), status);
  }
};

TEST_F(LogViewsTest, ReadsOfPagesAreCountedFromBothFormats) {
  const std::string log = WriteFile(
      "access.log",
      Get("/en/press/a/") +
          Line("GET /en/press/a/ HTTP/2.0", 304,
               " \"https://example.org/?q=\\\"x\\\"\" \"Mozilla/5.0 (X11)\"") +
          Get("/en/press/a/?from=letter") + Get("/en/press/a/index.html") +
          Get("https://example.org/ko/press/b/") +
          "2001:db8::1 - a user [10/May/2024:13:55:36 +0200] \"GET /ko/press/b/ HTTP/1.0\" 200 -\r\n");
  const Result result = RunCli({"views", "record", "--log", log});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_EQ(result.out, "counted 6 reads of 2 statements\n");
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(content.views, ElementsAre(Pair("statements/a", 4), Pair("statements/b", 2)));
}

TEST_F(LogViewsTest, WhatIsNoReadOfAPageOfAStatementIsNotCounted) {
  const std::string log = WriteFile(
      "access.log", Get("/en/press/a/statement.json") + Get("/en/press/") + Get("/en/press/a") +
                        Get("/en/press/a/", 404) + Get("/en/press/a/", 206) +
                        Line("HEAD /en/press/a/ HTTP/1.1", 200) + Line("POST /en/press/a/ HTTP/1.1", 200) +
                        Line("\\x16\\x03\\x01", 400) + Line("-", 408) + Line("GET /en/press/a/", 200) +
                        Get("http://example.org") + Get("*") + Get("/en/press/unknown/"));
  const Result result = RunCli({"views", "record", "--log", log});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_EQ(result.out, "counted 0 reads of 0 statements\n");
  EXPECT_EQ(result.err, "") << "all of it is understood";
  EXPECT_THAT(content.views, IsEmpty());
  EXPECT_THAT(content.request_ids, IsEmpty()) << "and nothing is sent";
}

TEST_F(LogViewsTest, LinesThatAreNotUnderstoodAreToldAndTheOthersCounted) {
  std::string log = Get("/en/press/a/");
  for (const char* line :
       {"", "no log at all", "192.0.2.1 - - [10/May/2024:13:55:36 +0200] \"GET /en/press/a/ HTTP/1.1",
        "\"\"\"", "] \"", "192.0.2.1 - - [now] \"GET /en/press/a/ HTTP/1.1\"",
        "192.0.2.1 - - [now] \"GET /en/press/a/ HTTP/1.1\" two 1",
        "192.0.2.1 - - [now] \"GET /en/press/a/ HTTP/1.1\" 200 many",
        "192.0.2.1 - - [now] \"GET /en/press/a/ HTTP/1.1\" 200 1 \"-\"",
        "192.0.2.1 - - [now] \"GET /en/press/a/ HTTP/1.1\" 200 1 \"-\" \"cut off",
        "{\"request\": \"GET /en/press/a/\", \"status\": 200}"}) {
    absl::StrAppend(&log, line, "\n");
  }
  log += std::string("\0\xff\xfe", 3);
  const Result result = RunCli({"views", "record", "--log", WriteFile("access.log", log)});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_THAT(result.err, HasSubstr("11 of 13 lines are not in the common or combined format"));
  EXPECT_THAT(result.err, HasSubstr("the first is line 3"));
  EXPECT_THAT(content.views, ElementsAre(Pair("statements/a", 1)));
}

TEST_F(LogViewsTest, RobotsAreLeftOutUnlessTheyAreAskedFor) {
  const std::string robot =
      Line("GET /en/press/a/ HTTP/1.1", 200, " \"-\" \"Mozilla/5.0 (compatible; SomeBot/2.1)\"");
  const std::string log = WriteFile("access.log", robot + Get("/en/press/a/"));
  const Result without = RunCli({"views", "record", "--log", log});
  EXPECT_THAT(without.err, HasSubstr("1 reads by robots were left out; --with-robots counts them"));
  EXPECT_THAT(content.views, ElementsAre(Pair("statements/a", 1)));
  EXPECT_EQ(RunCli({"views", "record", "--log", log, "--with-robots"}).code, ExitCode::kOk);
  EXPECT_THAT(content.views, ElementsAre(Pair("statements/a", 3)));
}

TEST_F(LogViewsTest, SeveralLogsAreOneAndOneThatIsNoLogIsAnError) {
  const std::string first = WriteFile("access.log.1", Get("/en/press/a/"));
  const std::string second = WriteFile("access.log.2", Get("/en/press/a/") + Get("/en/press/c/"));
  EXPECT_EQ(RunCli({"views", "record", "--log", first, "--log", second}).code, ExitCode::kOk);
  EXPECT_THAT(content.views, ElementsAre(Pair("statements/a", 2), Pair("statements/c", 1)));
  const Result none = RunCli({"views", "record", "--log", WriteFile("counts.txt", "statements/a 12\nb 1\n")});
  EXPECT_EQ(none.code, ExitCode::kUsage);
  EXPECT_THAT(none.err, HasSubstr("none of the 2 lines"));
  EXPECT_EQ(RunCli({"views", "record", "--log", first, second}).code, ExitCode::kUsage);
  EXPECT_EQ(RunCli({"views", "record", "--with-robots", second}).code, ExitCode::kUsage);
  EXPECT_EQ(RunCli({"views", "record", "--log", "/no/such/file"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace communique::cli

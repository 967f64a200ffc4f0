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
    for (const char* name : {"statements/a", "statements/b"}) content.statements[name].set_name(name);
  }
};

TEST_F(ViewCommandsTest, CountsAreReadFromLinesAndThoseOfOneStatementAreAddedUp) {
  const std::string file =
      WriteFile("counts.txt", "# yesterday\nstatements/a 12\r\n\n  b\t3\nstatements/a 1\n");
  const Result result = RunCli({"views", "record", file});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_THAT(result.out, HasSubstr("counted for 2 statements"));
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

}  // namespace
}  // namespace communique::cli

#include "cli/error_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "absl/strings/str_split.h"
#include "cli/text_layout.h"
#include "statement/errors.h"

namespace communique::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Report(const absl::Status& error, size_t columns = 0) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{.out = out, .err = err, .err_width = columns};
  ReportError(error, terminal);
  return err.str();
}

TEST(ErrorReport, NoLineIsWiderThanTheTerminal) {
  const absl::Status error = absl::PermissionDeniedError(
      "the address /en/press/keep-the-ferry/ is taken by another statement; choose another slug, and so on");
  for (const size_t columns : {50, 80}) {
    for (const absl::string_view line : absl::StrSplit(Report(error, columns), '\n')) {
      EXPECT_LE(DisplayWidth(line), columns) << line;
    }
  }
}

TEST(ErrorReport, IsOneLineWhereNothingIsToBeWrapped) {
  EXPECT_EQ(Report(absl::NotFoundError("there is no statement statements/x")),
            "communique: there is no statement statements/x\n");
}

TEST(ErrorReport, ReadingWithoutTheRoleNamesTheViewThatNeedsNone) {
  const absl::string_view message = "/Service/GetStatement with the view EDITORIAL needs the role reader";
  EXPECT_THAT(Report(absl::PermissionDeniedError(message)), HasSubstr("--view public"));
  EXPECT_THAT(Report(absl::UnauthenticatedError(message)), HasSubstr("--view public"));
}

TEST(ErrorReport, WritingWithoutTheRoleNamesNoViewThatWouldNotHelp) {
  const absl::string_view message = "/Service/PublishStatement needs the role publisher or above";
  EXPECT_THAT(Report(absl::PermissionDeniedError(message)), Not(HasSubstr("--view")));
  EXPECT_THAT(Report(absl::UnauthenticatedError(message)), Not(HasSubstr("--view")));
}

TEST(ErrorReport, AStatementThatIsClosedForSignatureNamesTheFlagThatSignsAllTheSame) {
  EXPECT_THAT(
      Report(ErrorWithReason(absl::StatusCode::kFailedPrecondition, "SIGNING_CLOSED", "it is closed")),
      HasSubstr("--although-closed"));
}

TEST(ErrorReport, ARowThatIsNotThereNamesTheCommandThatListsThoseThatAre) {
  EXPECT_THAT(Report(ErrorWithReason(absl::StatusCode::kNotFound, "NO_SUCH_SIGNATORY", "there is no row 9")),
              HasSubstr("communique signatory list STATEMENT"));
}

TEST(ErrorReport, AServiceThatSaysWhyItIsUnavailableWasReached) {
  EXPECT_THAT(Report(absl::UnavailableError("no connection")), HasSubstr("--content"));
  EXPECT_THAT(Report(ErrorWithReason(absl::StatusCode::kUnavailable, "BACKUP_FAILED", "the disk is away")),
              Not(HasSubstr("--content")));
}

}  // namespace
}  // namespace communique::cli

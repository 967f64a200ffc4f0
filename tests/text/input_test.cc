#include "text/input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "statement/errors.h"
#include "tests/testing/status_matchers.h"
#include "text/import.h"

namespace communique::text {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

std::string ReasonFor(absl::string_view text) { return ReasonOf(CleanInput(text).status()); }

TEST(Input, AByteOrderMarkIsDroppedAndLineEndingsBecomeOne) {
  ASSERT_OK_AND_ASSIGN(const std::string clean, CleanInput("\xEF\xBB\xBFone\r\ntwo\rthree\xE2\x80\xA8"
                                                           "four\n"));
  EXPECT_EQ(clean, "one\ntwo\nthree\nfour\n");
}

TEST(Input, BytesThatAreNotUtf8AreRefusedWithTheirLine) {
  EXPECT_THAT(CleanInput("one\ntwo \xC3(\n"), StatusIs(kInvalid, HasSubstr("line 2")));
  EXPECT_EQ(ReasonFor("\xFF\xFE"), "NOT_UTF8");
  EXPECT_EQ(ReasonFor("\xED\xA0\x80"), "NOT_UTF8");  // a surrogate
  EXPECT_EQ(ReasonFor("\xC0\xAF"), "NOT_UTF8");      // overlong
  EXPECT_EQ(ReasonFor("cut \xE2\x80"), "NOT_UTF8");
}

TEST(Input, ATextThatShowsNothingIsRefused) {
  EXPECT_EQ(ReasonFor(""), "EMPTY_TEXT");
  EXPECT_EQ(ReasonFor(" \n\t\n\xE2\x80\x8B\n"), "EMPTY_TEXT");
}

TEST(Input, ATextThatIsTooLargeIsRefused) {
  EXPECT_OK(CleanInput(std::string(kMaxTextBytes, 'a')));
  EXPECT_EQ(ReasonFor(std::string(kMaxTextBytes + 1, 'a')), "TEXT_TOO_LARGE");
}

TEST(Input, CharactersThatHideOrBreakTextAreRefusedWithWhatToDo) {
  EXPECT_THAT(CleanInput("one\ntwo\x07"), StatusIs(kInvalid, HasSubstr("line 2 has U+0007")));
  EXPECT_THAT(CleanInput(std::string("a\0b", 3)), StatusIs(kInvalid, HasSubstr("save it as UTF-8")));
  EXPECT_THAT(CleanInput("a\xE2\x80\xAE"
                         "b"),
              StatusIs(kInvalid, HasSubstr("isolates")));
  EXPECT_THAT(CleanInput("a\xEF\xBF\xBD"
                         "b"),
              StatusIs(kInvalid, HasSubstr("restore it from the original")));
  EXPECT_EQ(ReasonFor("a\xEF\xBF\xBC"), "FORBIDDEN_CHARACTER");
  EXPECT_EQ(ReasonFor("a\xF3\xA0\x81\x81"), "FORBIDDEN_CHARACTER");
  EXPECT_EQ(ReasonFor("a\xC2\x85"), "FORBIDDEN_CHARACTER");
  EXPECT_EQ(ReasonFor("a\xEF\xBF\xBF"), "FORBIDDEN_CHARACTER");
}

TEST(Input, IsolatesAndDirectionMarksAreAllowed) {
  EXPECT_OK(
      CleanInput("\xE2\x81\xA6"
                 "a\xE2\x81\xA9 \xE2\x80\x8F"));
}

TEST(Input, BothImportersRefuseAlike) {
  EXPECT_THAT(ImportPlainText(""), StatusIs(kInvalid));
  EXPECT_THAT(ImportMarkdown(""), StatusIs(kInvalid));
}

}  // namespace
}  // namespace communique::text

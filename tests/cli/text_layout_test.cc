#include "cli/text_layout.h"

#include <gtest/gtest.h>

namespace communique::cli {
namespace {

TEST(TextLayout, WideCharactersTakeTwoColumnsAndMarksNone) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("공동"), 4U);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1U);
  EXPECT_EQ(DisplayWidth("بيان"), 4U);
}

TEST(TextLayout, ColumnsStandBelowEachOtherInEveryScript) {
  EXPECT_EQ(FormatTable({{"statements/a", "ko", "공동 성명"}, {"성명", "en", "A title"}}, 0),
            "statements/a  ko  공동 성명\n"
            "성명          en  A title\n");
}

TEST(TextLayout, FieldsWithoutAValueAreLeftOut) {
  EXPECT_EQ(FormatFields({{"name", "a"}, {"path", ""}, {"state", "live"}}, 0), "name:   a\nstate:  live\n");
}

TEST(TextLayout, LongTextIsWrappedBesideItsLabel) {
  EXPECT_EQ(FormatFields({{"title", "one two three four five"}}, 20),
            "title:  one two\n"
            "        three four\n"
            "        five\n");
}

TEST(TextLayout, TextIsNotWrappedWhereThereIsNoTerminal) {
  const std::string long_line(500, 'x');
  EXPECT_EQ(Wrap("a " + long_line, 0, 4), "a " + long_line);
}

TEST(TextLayout, TheLastColumnGoesBelowTheOthersWhereThereIsLittleRoom) {
  EXPECT_EQ(FormatTable(
                {{"  --create-section TITLE", "make that section, with this title"}, {"  --id ID", ""}}, 40),
            "  --create-section TITLE\n"
            "      make that section, with this title\n"
            "  --id ID\n");
  EXPECT_EQ(FormatTable({{"  --id ID", "its permanent id"}}, 40), "  --id ID  its permanent id\n");
}

TEST(TextLayout, ALineKeepsWhatItIsIndentedBy) {
  EXPECT_EQ(Wrap("  5.1. one two three", 12, 0), "  5.1. one\n  two three");
}

TEST(TextLayout, NamesAndPathsAreNotBroken) {
  EXPECT_EQ(Wrap("names a-long-name.jpg in docs/a/b", 18, 0), "names\na-long-name.jpg in\ndocs/a/b");
}

TEST(TextLayout, LineBreaksOfTheTextAreKept) {
  EXPECT_EQ(Wrap("one\n\ntwo words", 12, 2), "one\n\n  two words");
}

TEST(TextLayout, KoreanBreaksBetweenWordsAndLatinNeverWithinOne) {
  EXPECT_EQ(Wrap("unbreakable", 12, 0), "unbreakable");
  EXPECT_EQ(Wrap("one unbreakable", 12, 0), "one\nunbreakable");
}

}  // namespace
}  // namespace communique::cli

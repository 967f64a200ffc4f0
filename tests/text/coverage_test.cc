#include "text/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace communique::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

void AddParagraph(absl::string_view text, Imported& imported) {
  imported.content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(std::string(text));
}

std::vector<int> MissingIn(absl::string_view text, const Imported& imported) {
  std::vector<int> lines;
  for (const MissingLine& line : FindMissingLines(text, imported)) {
    lines.push_back(line.line);
  }
  return lines;
}

TEST(Coverage, ALineThatIsNowhereIsFound) {
  Imported imported;
  imported.content.set_title("On the river");
  AddParagraph("It is bad.", imported);
  EXPECT_THAT(MissingIn("On the river\n\nIt is bad.\n", imported), IsEmpty());
  EXPECT_THAT(MissingIn("On the river\n\nIt is bad.\nVery bad.\n", imported), ElementsAre(4));
}

TEST(Coverage, WhiteSpaceAndLineEndsDoNotMatter) {
  Imported imported;
  AddParagraph("The river is bad and stays bad.", imported);
  EXPECT_THAT(MissingIn("  The   river\tis bad\n  and stays bad.\n", imported), IsEmpty());
}

TEST(Coverage, ALineThatStandsTwiceMustBeThereTwice) {
  Imported imported;
  AddParagraph("Again.", imported);
  EXPECT_THAT(MissingIn("Again.\n\nAgain.\n", imported), ElementsAre(3));
  AddParagraph("Again.", imported);
  EXPECT_THAT(MissingIn("Again.\n\nAgain.\n", imported), IsEmpty());
}

TEST(Coverage, LabelsAreTextButBulletsAreNot) {
  Imported imported;
  content::v1::Clause& clause = *imported.content.add_blocks()->mutable_clause();
  clause.set_label("1.");
  clause.add_inlines()->set_text("Publish.");
  imported.content.add_blocks()->mutable_bullet_list()->add_items()->add_inlines()->set_text("readings");
  EXPECT_THAT(MissingIn("1. Publish.\n- readings\n", imported), IsEmpty());
  clause.set_label("2.");
  EXPECT_THAT(MissingIn("1. Publish.\n- readings\n", imported), ElementsAre(1));
}

TEST(Coverage, PartsOfHeadAndTailMayShareALine) {
  Imported imported;
  imported.content.set_place("Halden Quay");
  imported.content.mutable_letter_date()->set_text("16 May 2024");
  content::v1::SourceHeadLine& head = *imported.content.add_source_head();
  head.set_label("Name");
  head.set_value("Secretariat");
  imported.signatories.emplace_back();
  imported.signatories[0].mutable_organisation()->set_name("River Union");
  imported.signatories[0].mutable_organisation()->set_abbreviation("RU");
  EXPECT_THAT(MissingIn("Name : Secretariat\nHalden Quay, 16 May 2024\n1. River Union (RU)\n", imported),
              IsEmpty());
}

TEST(Coverage, AnAnnouncedFileIsNoPlaceForALine) {
  Imported imported;
  imported.attachment_lines.push_back({"File", "a.jpg", 1, std::nullopt});
  EXPECT_THAT(MissingIn("File : a.jpg\n", imported), ElementsAre(1));
}

TEST(Coverage, TextThatMovedIsFound) {
  Imported imported;
  AddParagraph("Second.", imported);
  AddParagraph("First.", imported);
  EXPECT_THAT(MissingIn("First.\nSecond.\n", imported), IsEmpty());
}

TEST(Coverage, AnEmptyFieldIsFoundForNothing) {
  Imported imported;
  imported.content.set_title("On the river");
  imported.content.add_source_head()->set_label("Hit");
  EXPECT_THAT(MissingIn("On the river\nHit :\nVery bad.\n1. Worse.\n", imported), ElementsAre(3, 4));
}

TEST(Coverage, PartsThatOneLineUsedUpAreGoneForTheNext) {
  Imported imported;
  imported.content.set_place("Halden Quay");
  imported.content.mutable_letter_date()->set_text("16 May 2024");
  EXPECT_THAT(MissingIn("Halden Quay, 16 May 2024\n16 May 2024\n", imported), ElementsAre(2));
  EXPECT_THAT(MissingIn("16 May 2024\nHalden Quay\n", imported), IsEmpty());
}

TEST(Coverage, ATitleMayBePrintedOverLines) {
  Imported imported;
  imported.content.set_title("On the river and its banks");
  EXPECT_THAT(MissingIn("On the river\nand its banks\n", imported), IsEmpty());
  EXPECT_THAT(MissingIn("On the river\nand its banks\nand its banks\n", imported), ElementsAre(3));
}

}  // namespace
}  // namespace communique::text

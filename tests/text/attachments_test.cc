// Lines that announce files: whatever came for them, none is lost from the statement.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/text/describe.h"
#include "text/coverage.h"
#include "text/import.h"

namespace communique::text {
namespace {

// What follows the title and the one paragraph of text.
std::string Read(absl::string_view announcements, const std::vector<std::string>& files = {}) {
  const std::string text = absl::StrCat("On the river\n\nThe river is bad.\n\n", announcements);
  const auto imported = ImportPlainText(text, files);
  if (!imported.ok()) {
    return imported.status().ToString();
  }
  for (const MissingLine& line : FindMissingLines(text, *imported)) {
    ADD_FAILURE() << line.line << ": " << line.text;
  }
  for (const Finding& finding : imported->findings) {
    ADD_FAILURE() << finding.line << ": " << finding.message;
  }
  std::string all = testing::Describe(*imported);
  const auto without = [&all](const std::string& part) {
    if (const std::size_t at = all.find(part); at != std::string::npos) {
      all.erase(at, part.size());
    }
  };
  without("title On the river\n");
  without("paragraph The river is bad.\n");
  return all;
}

TEST(Attachments, ALineWhoseFileDidNotComeStaysInTheText) {
  EXPECT_EQ(Read("Attach file#1 : scan.jpg\n"),
            "paragraph Attach file#1 : scan.jpg\nattachment [Attach file#1] scan.jpg\n");
}

TEST(Attachments, ALineWhoseFileCameIsKeptAsPrinted) {
  EXPECT_EQ(Read("Attach file#1 : scan.jpg\n", {"Scan.JPG"}),
            "head [Attach file#1] scan.jpg\nattachment [Attach file#1] scan.jpg = file 0\n");
}

TEST(Attachments, AFileOfAnotherNameLeavesThePrintedNameInTheSourceHead) {
  EXPECT_EQ(Read("Attach file#1 : scan.jpg\n", {"photo.png"}),
            "head [Attach file#1] scan.jpg\nattachment [Attach file#1] scan.jpg = file 0\n");
}

TEST(Attachments, NamesGoFirstAndAreNotGuessedWhereSeveralAreLeft) {
  EXPECT_EQ(Read("File : a.jpg\n\nFile : b.jpg\n", {"other.jpg", "b.jpg"}),
            "head [File] a.jpg\nhead [File] b.jpg\nattachment [File] a.jpg = file 0\n"
            "attachment [File] b.jpg = file 1\n");
  EXPECT_EQ(Read("File : a.jpg\n\nFile : b.jpg\n", {"other.jpg"}),
            "paragraph File : a.jpg\nparagraph File : b.jpg\nattachment [File] a.jpg\n"
            "attachment [File] b.jpg\n");
}

TEST(Attachments, ALineOfSeveralFilesIsOne) {
  EXPECT_EQ(Read("첨부 : a.jpg, b.pdf\n", {"a.jpg", "b.pdf"}),
            "head [첨부] a.jpg, b.pdf\nattachment [첨부] a.jpg = file 0\nattachment [첨부] b.pdf = file 1\n");
  EXPECT_EQ(
      Read("첨부 : a.jpg, b.pdf, c.pdf\n", {"a.jpg"}),
      "paragraph 첨부 : a.jpg, b.pdf, c.pdf\nattachment [첨부] a.jpg = file 0\nattachment [첨부] b.pdf\n"
      "attachment [첨부] c.pdf\n");
}

TEST(Attachments, NamesMayStandBelowTheirLabel) {
  EXPECT_EQ(Read("Attachments:\nmap.png\nreadings.pdf\n", {"readings.pdf", "map.png"}),
            "head [Attachments] \nhead [] map.png\nhead [] readings.pdf\n"
            "attachment [Attachments] map.png = file 1\nattachment [Attachments] readings.pdf = file 0\n");
}

TEST(Attachments, ALineNeedsAFileName) {
  EXPECT_EQ(Read("Annex 1: what we mean by water\n"), "paragraph Annex 1: what we mean by water\n");
}

TEST(Attachments, AMarkdownParagraphStaysWhereItsFileDidNotCome) {
  const std::string text = "# On the river\n\nThe river is bad.\n\nAttachment: *map.png*\n";
  const auto without = ImportMarkdown(text);
  ASSERT_TRUE(without.ok());
  EXPECT_EQ(testing::DescribeBlocks(*without),
            "paragraph The river is bad.\nparagraph Attachment: *map.png*\n");
  EXPECT_TRUE(FindMissingMarkdownLines(text, *without).empty());
  const auto with = ImportMarkdown(text, {"map.png"});
  ASSERT_TRUE(with.ok());
  EXPECT_EQ(testing::DescribeBlocks(*with), "paragraph The river is bad.\n");
  EXPECT_TRUE(FindMissingMarkdownLines(text, *with).empty());
}

}  // namespace
}  // namespace communique::text

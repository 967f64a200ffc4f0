// Whole texts, each with what is expected of it beside it (data/NAME.txt or .md, and NAME.expected): the
// statement, the language and what the editor is told.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/text/describe.h"
#include "text/coverage.h"
#include "text/import.h"

namespace communique::text {
namespace {

std::filesystem::path DataFolder() {
  return std::filesystem::path(COMMUNIQUE_SOURCE_DIR) / "tests/text/data";
}

std::string Read(const std::filesystem::path& file) {
  std::stringstream bytes;
  bytes << std::ifstream(file).rdbuf();
  return bytes.str();
}

std::string DescribeAll(const Imported& imported) {
  std::string all = absl::StrCat(testing::Describe(imported), "language ", imported.language_guess, "\n");
  for (const Finding& finding : imported.findings) {
    absl::StrAppend(&all, "finding ", finding.line, ": ", finding.message, "\n");
  }
  return all;
}

class Documents : public ::testing::TestWithParam<std::string> {};

TEST_P(Documents, ReadAsExpected) {
  const std::filesystem::path file = DataFolder() / GetParam();
  const std::string text = Read(file);
  ASSERT_FALSE(text.empty()) << file;
  const bool markdown = file.extension() == ".md";
  const auto imported = markdown ? ImportMarkdown(text) : ImportPlainText(text);
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_TRUE(
      (markdown ? FindMissingMarkdownLines(text, *imported) : FindMissingLines(text, *imported)).empty());
  std::filesystem::path expected = file;
  expected.replace_extension(".expected");
  EXPECT_EQ(DescribeAll(*imported), Read(expected));
}

INSTANTIATE_TEST_SUITE_P(Data, Documents,
                         ::testing::Values("arabic-statement.txt", "board-page.txt", "french-resolution.txt",
                                           "indonesian-letter.txt", "japanese-articles.txt",
                                           "korean-statement.txt", "markdown-statement.md",
                                           "press-release.txt", "urdu-message.txt",
                                           "wrapped-resolution.txt"));

}  // namespace
}  // namespace communique::text

// Real texts in ten languages, where they are at hand: none of them loses a line.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "tests/text/describe.h"
#include "text/coverage.h"
#include "text/export.h"
#include "text/import.h"

namespace communique::text {
namespace {

std::filesystem::path SamplesFolder() {
  const char* folder = std::getenv("COMMUNIQUE_SAMPLES");
  return folder != nullptr ? std::filesystem::path(folder)
                           : std::filesystem::path(COMMUNIQUE_SOURCE_DIR) / "../shared/statements";
}

// Without the lines that say where the text is from.
std::string ReadSample(const std::filesystem::path& file) {
  std::stringstream bytes;
  bytes << std::ifstream(file).rdbuf();
  const std::string text = bytes.str();
  const std::size_t header = text.find("# ---- body starts");
  return header == std::string::npos ? text : text.substr(text.find('\n', header) + 1);
}

std::vector<std::filesystem::path> Samples() {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(SamplesFolder())) {
    for (const auto& entry : std::filesystem::directory_iterator(SamplesFolder())) {
      if (entry.path().extension() == ".txt") {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

#define SKIP_WITHOUT_SAMPLES(files) \
  if ((files).empty()) GTEST_SKIP() << "no sample texts; set COMMUNIQUE_SAMPLES to a folder of .txt files"

TEST(Samples, NoneLosesALineAndNoneNeedsTheLastResort) {
  const auto files = Samples();
  SKIP_WITHOUT_SAMPLES(files);
  for (const auto& file : files) {
    const std::string text = ReadSample(file);
    const auto imported = ImportPlainText(text);
    ASSERT_TRUE(imported.ok()) << file << ": " << imported.status();
    for (const MissingLine& line : FindMissingLines(text, *imported)) {
      ADD_FAILURE() << file << ":" << line.line << ": " << line.text;
    }
    for (const Finding& finding : imported->findings) {
      EXPECT_FALSE(absl::StrContains(finding.message, "found no place")) << file << ":" << finding.line;
    }
    EXPECT_FALSE(imported->content.title().empty()) << file;
  }
}

TEST(Samples, NoneLosesALineAsMarkdown) {
  const auto files = Samples();
  SKIP_WITHOUT_SAMPLES(files);
  for (const auto& file : files) {
    const std::string text = ReadSample(file);
    const auto imported = ImportMarkdown(text);
    ASSERT_TRUE(imported.ok()) << file << ": " << imported.status();
    for (const MissingLine& line : FindMissingMarkdownLines(text, *imported)) {
      ADD_FAILURE() << file << ":" << line.line << ": " << line.text;
    }
  }
}

TEST(Samples, LanguagesAreGuessed) {
  const auto files = Samples();
  SKIP_WITHOUT_SAMPLES(files);
  for (const auto& file : files) {
    // "15-ko-social-contract.txt"
    const std::string name = file.filename().string();
    const auto imported = ImportPlainText(ReadSample(file));
    ASSERT_TRUE(imported.ok()) << file;
    EXPECT_EQ(imported->language_guess, name.substr(3, 2)) << file;
  }
}

TEST(Samples, AllCanBeWrittenAsPlainText) {
  const auto files = Samples();
  SKIP_WITHOUT_SAMPLES(files);
  for (const auto& file : files) {
    const auto imported = ImportPlainText(ReadSample(file));
    ASSERT_TRUE(imported.ok()) << file;
    const std::string text = ExportPlainText(imported->content, imported->signatories);
    EXPECT_TRUE(absl::StrContains(text, imported->content.title())) << file;
    EXPECT_TRUE(ImportPlainText(text).ok()) << file;
  }
}

TEST(Samples, TheExampleHasFiveClausesAndFiveBelowTheFifth) {
  const std::filesystem::path file = SamplesFolder() / "00-en-joint-statement-jakarta.txt";
  if (!std::filesystem::exists(file)) {
    GTEST_SKIP() << "no sample text " << file.filename() << "; set COMMUNIQUE_SAMPLES to its folder";
  }
  const auto imported = ImportPlainText(ReadSample(file));
  ASSERT_TRUE(imported.ok());
  const content::v1::Content& content = imported->content;
  ASSERT_EQ(content.blocks_size(), 5);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(content.blocks(i).clause().label(), std::to_string(i + 1) + ".");
  }
  const content::v1::Clause& fifth = content.blocks(4).clause();
  ASSERT_EQ(fifth.children_size(), 6);
  EXPECT_TRUE(fifth.children(0).has_paragraph());
  for (int i = 1; i <= 5; ++i) {
    EXPECT_EQ(fifth.children(i).clause().label(), "5." + std::to_string(i) + ".");
    EXPECT_EQ(fifth.children(i).clause().depth(), 2);
  }
  EXPECT_EQ(content.letter_date().text(), "April 28th, 2014");
  EXPECT_EQ(content.letter_date().date().year(), 2014);
  EXPECT_EQ(content.letter_date().date().month(), 4);
  EXPECT_EQ(content.letter_date().date().day(), 28);
  EXPECT_EQ(content.place(), "Jakarta, Indonesia");
  ASSERT_EQ(imported->signatories.size(), 1u);
  EXPECT_EQ(imported->signatories[0].organisation().abbreviation(), "NKHR");
  ASSERT_EQ(imported->attachment_lines.size(), 1u);
  EXPECT_EQ(imported->attachment_lines[0].file_name, "dprk statement.jpg");
  ASSERT_EQ(content.source_head_size(), 6);
  // The short title of the page is kept there; the statement has the longer form.
  EXPECT_TRUE(absl::StartsWith(content.title(), content.source_head(2).value()));
  EXPECT_GT(content.title().size(), content.source_head(2).value().size());
}

}  // namespace
}  // namespace communique::text

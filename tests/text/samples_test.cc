// Real texts in ten languages, where they are at hand: none of them loses a line.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "tests/testing/sample_texts.h"
#include "text/coverage.h"
#include "text/export.h"
#include "text/import.h"

namespace communique::text {
namespace {

using testing::SampleText;
using testing::SampleTexts;

TEST(Samples, NoneLosesALineAndNoneNeedsTheLastResort) {
  const std::vector<SampleText> samples = SampleTexts();
  SKIP_WITHOUT_SAMPLES(samples);
  for (const auto& [file, text] : samples) {
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
  const std::vector<SampleText> samples = SampleTexts();
  SKIP_WITHOUT_SAMPLES(samples);
  for (const auto& [file, text] : samples) {
    const auto imported = ImportMarkdown(text);
    ASSERT_TRUE(imported.ok()) << file << ": " << imported.status();
    for (const MissingLine& line : FindMissingMarkdownLines(text, *imported)) {
      ADD_FAILURE() << file << ":" << line.line << ": " << line.text;
    }
  }
}

TEST(Samples, LanguagesAreGuessed) {
  const std::vector<SampleText> samples = SampleTexts();
  SKIP_WITHOUT_SAMPLES(samples);
  for (const auto& [file, text] : samples) {
    // "15-ko-social-contract.txt"
    const auto imported = ImportPlainText(text);
    ASSERT_TRUE(imported.ok()) << file;
    EXPECT_EQ(imported->language_guess, file.substr(3, 2)) << file;
  }
}

TEST(Samples, AllCanBeWrittenAsPlainText) {
  const std::vector<SampleText> samples = SampleTexts();
  SKIP_WITHOUT_SAMPLES(samples);
  for (const auto& [file, text] : samples) {
    const auto imported = ImportPlainText(text);
    ASSERT_TRUE(imported.ok()) << file;
    const std::string written = ExportPlainText(imported->content, imported->signatories);
    EXPECT_TRUE(absl::StrContains(written, imported->content.title())) << file;
    EXPECT_TRUE(ImportPlainText(written).ok()) << file;
  }
}

TEST(Samples, TheExampleHasFiveClausesAndFiveBelowTheFifth) {
  const std::vector<SampleText> samples = SampleTexts();
  if (samples.empty() || samples[0].name != "00-en-joint-statement-jakarta.txt") {
    GTEST_SKIP() << "no sample text 00-en-joint-statement-jakarta.txt; set COMMUNIQUE_SAMPLES to its folder";
  }
  const auto imported = ImportPlainText(samples[0].text, {"dprk statement.jpg"});
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
  ASSERT_EQ(content.source_head_size(), 7);
  EXPECT_EQ(content.source_head(6).label(), "Attach file#1");
  // The short title of the page is kept there; the statement has the longer form.
  EXPECT_TRUE(absl::StartsWith(content.title(), content.source_head(2).value()));
  EXPECT_GT(content.title().size(), content.source_head(2).value().size());
}

}  // namespace
}  // namespace communique::text

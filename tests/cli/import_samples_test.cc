// Real texts, where they are at hand, through the whole of `import`: what the service is sent holds every
// visible line, whatever became of the files that the text announces.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "tests/cli/cli_fixture.h"
#include "tests/testing/sample_texts.h"
#include "text/coverage.h"

namespace communique::cli {
namespace {

using ::communique::testing::SampleText;
using ::communique::testing::SampleTexts;

class ImportSamplesTest : public CliTest {
 protected:
  // Lines of the sample that are in nothing of what was sent.
  std::vector<text::MissingLine> LostBy(const SampleText& sample, const std::vector<std::string>& files) {
    content.sections["sections/press"].set_name("sections/press");
    content.statements.clear();
    content.signatories.clear();
    std::vector<std::string> words = {"import", WriteFile("text.txt", sample.text), "--section", "press"};
    for (const std::string& file : files) {
      words.insert(words.end(), {"--attach", WriteFile(file, "the bytes of " + file)});
    }
    result = RunCli(words);
    EXPECT_EQ(result.code, ExitCode::kOk) << sample.name << ": " << result.err;
    const v1::Statement& statement = content.statements["statements/given"];
    EXPECT_EQ(statement.draft().content().attachments_size(), static_cast<int>(files.size())) << sample.name;
    text::Imported sent;
    sent.content = statement.draft().content();
    sent.signatories = content.signatories["statements/given"];
    return text::FindMissingLines(sample.text, sent);
  }

  static std::vector<std::string> Announced(const SampleText& sample) {
    std::vector<std::string> files;
    const auto imported = text::ImportPlainText(sample.text);
    EXPECT_TRUE(imported.ok()) << sample.name;
    for (const text::AttachmentLine& line : imported->attachment_lines) files.push_back(line.file_name);
    return files;
  }

  static void ExpectNone(const SampleText& sample, const std::vector<text::MissingLine>& lost) {
    for (const text::MissingLine& line : lost)
      ADD_FAILURE() << sample.name << ":" << line.line << ": " << line.text;
  }

  Result result;
};

TEST_F(ImportSamplesTest, NoLineIsLostWhereTheAnnouncedFilesDoNotCome) {
  const std::vector<SampleText> samples = SampleTexts();
  SKIP_WITHOUT_SAMPLES(samples);
  for (const SampleText& sample : samples) {
    ExpectNone(sample, LostBy(sample, {}));
    for (const std::string& file : Announced(sample)) {
      EXPECT_TRUE(absl::StrContains(result.err, "names the file " + file + ", which was not given"))
          << sample.name << ": " << result.err;
    }
  }
}

TEST_F(ImportSamplesTest, NoLineIsLostWhereTheFilesCome) {
  const std::vector<SampleText> samples = SampleTexts();
  SKIP_WITHOUT_SAMPLES(samples);
  for (const SampleText& sample : samples) ExpectNone(sample, LostBy(sample, Announced(sample)));
}

TEST_F(ImportSamplesTest, NoLineIsLostWhereOneFileOfAnotherNameComes) {
  const std::vector<SampleText> samples = SampleTexts();
  SKIP_WITHOUT_SAMPLES(samples);
  for (const SampleText& sample : samples) ExpectNone(sample, LostBy(sample, {"another name.txt"}));
}

}  // namespace
}  // namespace communique::cli

#include "cli/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iomanip>
#include <sstream>

#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "tests/testing/status_matchers.h"

namespace communique::cli {
namespace {

using ::communique::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<ParsedCommandLine> Parse(const std::vector<std::string>& words) {
  return ParseCommandLine(words, CommandTable());
}

void ExpectUsageError(const std::vector<std::string>& words, const std::string& message) {
  const auto parsed = Parse(words);
  EXPECT_THAT(parsed, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message)));
  EXPECT_EQ(ExitCodeOf(parsed.status()), ExitCode::kUsage);
}

TEST(Parser, ACommandGetsItsWordsAndOptions) {
  ASSERT_OK_AND_ASSIGN(const ParsedCommandLine parsed,
                       Parse({"import", "letter.txt", "--section", "press", "--attach", "a.jpg",
                              "--attach=b.jpg", "--publish"}));
  EXPECT_EQ(parsed.command->FullName(), "import");
  EXPECT_EQ(parsed.arguments.Get("FILE"), "letter.txt");
  EXPECT_EQ(parsed.arguments.Get("--section"), "press");
  EXPECT_THAT(parsed.arguments.All("--attach"), ElementsAre("a.jpg", "b.jpg"));
  EXPECT_TRUE(parsed.arguments.Has("--publish"));
  EXPECT_FALSE(parsed.arguments.Has("--wait"));
}

TEST(Parser, AnOptionTakesOneValueAndLeavesTheNextWordAlone) {
  ASSERT_OK_AND_ASSIGN(const ParsedCommandLine parsed,
                       Parse({"import", "--section", "press", "--attach", "a.jpg", "letter.txt"}));
  EXPECT_EQ(parsed.arguments.Get("FILE"), "letter.txt");
  EXPECT_THAT(parsed.arguments.All("--attach"), ElementsAre("a.jpg"));
}

TEST(Parser, OptionsOfEveryCommandMayStandBeforeOrBehindIt) {
  for (const auto& words : std::vector<std::vector<std::string>>{{"--json", "statement", "get", "a"},
                                                                 {"statement", "--json", "get", "a"},
                                                                 {"statement", "get", "a", "--json"}}) {
    ASSERT_OK_AND_ASSIGN(const ParsedCommandLine parsed, Parse(words));
    EXPECT_TRUE(parsed.arguments.Has("--json"));
    EXPECT_EQ(parsed.command->FullName(), "statement get");
  }
}

TEST(Parser, SeveralFilesAreTaken) {
  ASSERT_OK_AND_ASSIGN(const ParsedCommandLine parsed, Parse({"blob", "upload", "a", "b", "c"}));
  EXPECT_THAT(parsed.arguments.All("FILE"), ElementsAre("a", "b", "c"));
}

TEST(Parser, AWordMayBeLeftOutWhereItIsOptional) {
  ASSERT_OK_AND_ASSIGN(const ParsedCommandLine parsed, Parse({"render", "wait"}));
  EXPECT_FALSE(parsed.arguments.Has("STATEMENT"));
}

TEST(Parser, ALoneDashIsStandardInput) {
  ASSERT_OK_AND_ASSIGN(const ParsedCommandLine parsed, Parse({"import", "-", "--section", "press"}));
  EXPECT_EQ(parsed.arguments.Get("FILE"), "-");
}

TEST(Parser, AWrongCommandLineSaysWhichHelpToRead) {
  ExpectUsageError({"statement", "get"}, "STATEMENT is required; see: communique statement get --help");
  ExpectUsageError({"publish"}, "there is no command 'publish'; see: communique --help");
  ExpectUsageError({"publish", "it"}, "there is no command 'publish'; see: communique --help");
  ExpectUsageError({"statement", "burn", "a"},
                   "there is no command 'burn' of statement; see: communique statement --help");
  ExpectUsageError({"statement", "get", "a", "b"},
                   "'b' is one word too many; see: communique statement get --help");
  ExpectUsageError({"statement", "get", "a", "--view", "all"}, "see: communique statement get --help");
  ExpectUsageError({"statement", "get", "a", "--fast"},
                   "there is no option '--fast'; see: communique statement get");
  ExpectUsageError({"import", "--section", "press"}, "FILE is required; see: communique import --help");
  ExpectUsageError({"import", "a.txt", "--section"}, "--section");
}

TEST(Parser, HelpIsFoundForEveryCommandWithoutItsWords) {
  for (const Command& command : CommandTable()) {
    std::vector<std::string> words;
    if (!command.group.empty()) words.push_back(command.group);
    words.insert(words.end(), {command.name, "--help"});
    ASSERT_OK_AND_ASSIGN(const ParsedCommandLine parsed, Parse(words));
    EXPECT_TRUE(parsed.help);
    ASSERT_NE(parsed.command, nullptr);
    EXPECT_EQ(parsed.command->FullName(), command.FullName());
  }
}

TEST(Help, EveryCommandShowsExamplesFirstAndThenEveryOption) {
  for (const Command& command : CommandTable()) {
    const std::string help = HelpOfCommand(command, false, 0);
    ASSERT_FALSE(command.examples.empty()) << command.FullName();
    EXPECT_LT(help.find("Examples"), help.find("Usage"));
    for (const Parameter& option : command.options) EXPECT_THAT(help, HasSubstr(option.name));
  }
}

// Whoever copies an example must not be told that it is wrong.
TEST(Help, EveryExampleCanBeParsed) {
  for (const Command& command : CommandTable()) {
    for (const Example& example : command.examples) {
      std::vector<std::string> words;
      std::istringstream line(example.line.substr(0, example.line.find(" >")));
      for (std::string word; line >> std::quoted(word);) {
        // The rest of --title en="Press statements".
        if (word.back() == '"' && word.find('"') == word.size() - 1) continue;
        words.push_back(word);
      }
      const auto parsed = Parse(words);
      ASSERT_OK(parsed) << example.line;
      EXPECT_EQ(parsed->command->FullName(), command.FullName());
    }
  }
}

TEST(Help, TheHelpOfAllNamesEveryCommand) {
  const std::string help = HelpOfGroup("", CommandTable(), false, 0);
  for (const Command& command : CommandTable()) EXPECT_THAT(help, HasSubstr(command.FullName()));
}

}  // namespace
}  // namespace communique::cli

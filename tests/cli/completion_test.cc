#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "cli/run.h"
#include "tests/testing/temporary_directory.h"

namespace communique::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// What bash offers behind these words, the last of which is being typed.
std::string Complete(const std::string& words) {
  std::ostringstream script;
  std::ostringstream err;
  Terminal terminal{.out = script, .err = err};
  EXPECT_EQ(Run(
                {"completion", "bash"}, [](const char*) -> const char* { return nullptr; }, terminal),
            ExitCode::kOk);
  const testing::TemporaryDirectory directory;
  const std::string path = (directory.path() / "complete.bash").string();
  std::ofstream(path)
      << script.str() << "COMP_WORDS=(" << words
      << ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_communique\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
  FILE* const bash = ::popen(absl::StrCat("cd / && bash --norc ", path, " 2>&1").c_str(), "r");
  std::string output;
  std::array<char, 4096> buffer;
  while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), bash))
    output.append(buffer.data(), count);
  EXPECT_EQ(::pclose(bash), 0) << output;
  return output;
}

TEST(Completion, CommandsAndGroupsAreOffered) {
  EXPECT_THAT(Complete("communique ''"),
              AllOf(HasSubstr("import\n"), HasSubstr("statement\n"), HasSubstr("watch\n")));
  EXPECT_EQ(Complete("communique statement p"), "publish\n");
}

TEST(Completion, OptionsOfTheCommandAndOfAllAreOffered) {
  EXPECT_EQ(Complete("communique import letter.txt --section press --attach a.jpg --sl"), "--slug\n");
  EXPECT_EQ(Complete("communique --json statement list --lim"), "--limit\n");
  EXPECT_EQ(Complete("communique statement get a --js"), "--json\n");
}

TEST(Completion, ValuesOfAnOptionAreOffered) {
  EXPECT_EQ(Complete("communique watch --view ''"), "editorial\npublic\n");
  EXPECT_EQ(Complete("communique render run --kind pd"), "pdf\n");
}

TEST(Completion, FilesAreOfferedWhereAFileIsMeant) {
  const testing::TemporaryDirectory directory;
  const std::string file = (directory.path() / "letter.txt").string();
  std::ofstream(file) << "a letter";
  const std::string typed = file.substr(0, file.size() - 4);
  EXPECT_EQ(Complete("communique import " + typed), file + "\n");
  EXPECT_EQ(Complete("communique import a.txt --attach " + typed), file + "\n");
  EXPECT_THAT(Complete("communique statement get --view " + typed), Not(HasSubstr("letter.txt")));
}

}  // namespace
}  // namespace communique::cli

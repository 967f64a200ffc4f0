// scripts/demo, from a text to a site, as a new user runs it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "statement/digest.h"
#include "tests/testing/service_process.h"
#include "tests/testing/temporary_directory.h"

namespace communique::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

const std::filesystem::path kSource = COMMUNIQUE_SOURCE_DIR;

std::string Read(const std::filesystem::path& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class Demo : public ::testing::Test {
 protected:
  // Its exit code; what it said is in `said_`.
  int Run(std::vector<std::string> arguments) {
    const std::vector<std::string> always = {"--once",
                                             "--data",
                                             (directory_.path() / "data").string(),
                                             "--no-install",
                                             "--build",
                                             COMMUNIQUE_BUILD_DIR,
                                             "--site",
                                             site_.string(),
                                             "--preview",
                                             absl::StrCat("127.0.0.1:", preview_port_)};
    arguments.insert(arguments.begin(), always.begin(), always.end());
    ServiceProcess demo((kSource / "scripts/demo").string(), arguments,
                        directory_.path() / absl::StrCat("demo", ++runs_));
    const int code = demo.WaitForExit(absl::Seconds(120));
    said_ = demo.Out() + demo.Err();
    return code;
  }

  // The one statement of the site.
  std::filesystem::path StatementDirectory() const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(site_)) {
      if (entry.path().filename() == "statement.json") {
        return entry.path().parent_path();
      }
    }
    return {};
  }

  std::set<std::string> Names(const std::filesystem::path& directory) const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }

  std::string WriteText(const std::string& name, const std::string& text) {
    const std::filesystem::path path = directory_.path() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  // Pages name their own address, so each test has one that is its own, also beside the others.
  static int FreePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
  }

  TemporaryDirectory directory_;
  const std::filesystem::path site_ = directory_.path() / "site";
  const int preview_port_ = FreePort();
  int runs_ = 0;
  std::string said_;
};

TEST_F(Demo, PublishesTheExampleAsPageDataTextPdfAndImages) {
  ASSERT_EQ(Run({}), 0) << said_;
  const std::filesystem::path statement = StatementDirectory();
  EXPECT_THAT(Names(statement), IsSupersetOf({"index.html", "statement.json", "statement.txt",
                                              "statement.pdf", "statement-1.png"}));
  const nlohmann::json data = nlohmann::json::parse(Read(statement / "statement.json"));
  std::vector<std::string> labels;
  std::vector<std::string> inner;
  for (const nlohmann::json& block : data["content"]["blocks"]) {
    labels.push_back(block["clause"]["label"]);
  }
  for (const nlohmann::json& child : data["content"]["blocks"][4]["clause"]["children"]) {
    if (child.contains("clause")) {
      inner.push_back(child["clause"]["label"]);
    }
  }
  EXPECT_THAT(labels, ElementsAre("1.", "2.", "3.", "4.", "5."));
  EXPECT_THAT(inner, ElementsAre("5.1.", "5.2.", "5.3.", "5.4.", "5.5."));
  const std::string page = Read(statement / "index.html");
  for (const char* expected : {"id=\"5.3\"", "Halden Quay, Northmark", "16 May 2024", "Open Water Institute",
                               "signed-statement.jpg", "srcset="}) {
    EXPECT_THAT(page, HasSubstr(expected));
  }
  EXPECT_THAT(Names(site_), IsSupersetOf({"index.html", "en", "assets", "files", "sitemap.xml", "404.html"}));
}

TEST_F(Demo, RunningItAgainIsHarmless) {
  ASSERT_EQ(Run({}), 0) << said_;
  const std::filesystem::path statement = StatementDirectory();
  const std::string page = Read(statement / "index.html");
  ASSERT_EQ(Run({}), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("published by an earlier run"));
  EXPECT_EQ(StatementDirectory(), statement);
  EXPECT_EQ(Read(statement / "index.html"), page);
}

TEST_F(Demo, ADraftThatAnEarlierRunLeftIsPublished) {
  const std::string text =
      "On the right to know the river\n\n1. We ask the board to publish what it knows.\n";
  const std::string file = WriteText("letter.txt", text);
  const std::filesystem::path bin = std::filesystem::path(COMMUNIQUE_BUILD_DIR) / "bin";
  const std::filesystem::path port_file = directory_.path() / "port";
  {
    ServiceProcess content(bin / "communique-content",
                           {"--listen", "127.0.0.1:0", "--port-file", port_file.string(), "--data-dir",
                            (directory_.path() / "data/content").string()},
                           directory_.path() / "content");
    const int port = content.WaitForPort(port_file, "grpc");
    ServiceProcess import(bin / "communique",
                          {"--content", absl::StrCat("127.0.0.1:", port), "import", file, "--id",
                           absl::StrCat("demo-", Sha256Hex(text).substr(0, 12)), "--section", "statements",
                           "--create-section", "Statements"},
                          directory_.path() / "import");
    ASSERT_EQ(import.WaitForExit(), 0) << import.Err();
    content.Signal(SIGTERM);
    ASSERT_EQ(content.WaitForExit(), 0) << content.Err();
  }
  ASSERT_EQ(Run({file}), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("left as a draft"));
  EXPECT_THAT(Read(StatementDirectory() / "index.html"), HasSubstr("We ask the board"));
}

TEST_F(Demo, ASiteThatWasDeletedIsMadeAgain) {
  ASSERT_EQ(Run({}), 0) << said_;
  const std::string page = Read(StatementDirectory() / "index.html");
  std::filesystem::remove_all(site_);
  ASSERT_EQ(Run({}), 0) << said_;
  EXPECT_EQ(Read(StatementDirectory() / "index.html"), page);
}

TEST_F(Demo, PublishesATextOfOnesOwnInAnotherLanguage) {
  ASSERT_EQ(
      Run({WriteText("letter.txt",
                     "강을 지키는 공동 성명\n\n1. 우리는 강가에 모였다.\n\n2. 우리는 답을 기다린다.\n")}),
      0)
      << said_;
  const std::string page = Read(StatementDirectory() / "index.html");
  EXPECT_THAT(page, HasSubstr("lang=\"ko\""));
  EXPECT_THAT(page, HasSubstr("우리는 답을 기다린다."));
}

TEST_F(Demo, SaysWhatIsWrongWithAnInputThatCannotBePublished) {
  EXPECT_NE(Run({WriteText("nothing.txt", "")}), 0);
  EXPECT_THAT(said_, HasSubstr("no visible character"));
  EXPECT_EQ(Run({"/nowhere/letter.txt"}), 2);
  EXPECT_THAT(said_, HasSubstr("cannot read /nowhere/letter.txt"));
}

TEST_F(Demo, AFileThatIsNotWhatItsNameSaysIsRefused) {
  const std::string text = WriteText(
      "letter.txt", "A letter to the board of the river\n\n1. We ask the board to publish what it knows.\n");
  EXPECT_NE(Run({text, "--attach", WriteText("scan.jpg", "GIF89a and more")}), 0);
  EXPECT_THAT(said_, HasSubstr("scan.jpg"));
}

}  // namespace
}  // namespace communique::testing

// The whole way from the API to files, with both services as processes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "absl/strings/str_cat.h"
#include "serving/grpc_status.h"
#include "statement/position.h"
#include "tests/testing/dribbler.h"
#include "tests/testing/files_with.h"
#include "tests/testing/running_services.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;
using ::testing::StartsWith;

std::string ExampleImage() {
  std::ifstream file(COMMUNIQUE_SOURCE_DIR "/examples/signed-statement.jpg", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(RenderProcess, APublishedStatementIsServedWithItsImagesAndItsPdf) {
  RunningServices services;
  RunningServices::Renderer renderer{.name = "render"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
  ASSERT_OK(services.CreateSection("press"));
  ASSERT_OK_AND_ASSIGN(const std::string position,
                       services.Publish("one", "Clean rivers for all", ExampleImage()));
  ASSERT_OK_AND_ASSIGN(const auto waited, RunningServices::WaitFor(renderer, position));
  EXPECT_THAT(waited.failures(), IsEmpty()) << waited.ShortDebugString();

  httplib::Client preview("127.0.0.1", renderer.preview_port);
  const auto page = preview.Get("/en/press/clean-rivers-for-all/");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 200);
  EXPECT_THAT(page->body, HasSubstr("The text of Clean rivers for all."));
  EXPECT_EQ(preview.Get("/en/press/clean-rivers-for-all/statement.pdf")->body.substr(0, 5), "%PDF-");
  // Everything that the page shows is there.
  for (size_t at = page->body.find(" src=\""); at != std::string::npos;
       at = page->body.find(" src=\"", at + 1)) {
    const size_t begin = at + 6;
    const std::string address = page->body.substr(begin, page->body.find('"', begin) - begin);
    EXPECT_EQ(preview.Get(address)->status, 200) << address;
  }
  EXPECT_THAT(services.FilesOf(renderer), Contains(Key("/en/press/clean-rivers-for-all/statement-1.png")));
}

TEST(RenderProcess, OfARemovedStatementItsPageAloneIsLeftAndSaysSo) {
  RunningServices services;
  RunningServices::Renderer renderer{.name = "render"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
  ASSERT_OK(services.CreateSection("press"));
  ASSERT_OK(services.Publish("one", "Clean rivers for all", ExampleImage()));
  ASSERT_OK(services.Publish("two", "Clean lakes for all"));
  ASSERT_OK_AND_ASSIGN(std::string position, services.Withdraw("one", "A figure is wrong."));
  ASSERT_OK(RunningServices::WaitFor(renderer, position));
  httplib::Client preview("127.0.0.1", renderer.preview_port);
  const std::string address = "/en/press/clean-rivers-for-all/";
  EXPECT_THAT(preview.Get(address)->body,
              AllOf(HasSubstr("A figure is wrong."), HasSubstr("The text of Clean rivers for all.")));

  ASSERT_OK_AND_ASSIGN(position, services.Remove("one", "It was never ours."));
  ASSERT_OK(RunningServices::WaitFor(renderer, position));
  EXPECT_THAT(preview.Get(address)->body,
              AllOf(HasSubstr("It was never ours."), Not(HasSubstr("The text of Clean rivers"))));
  for (const auto& [path, bytes] : services.FilesOf(renderer)) {
    EXPECT_THAT(bytes, Not(HasSubstr("Clean rivers"))) << path;
    EXPECT_THAT(path, Not(StartsWith("/files/one/")));
  }

  ASSERT_OK_AND_ASSIGN(position, services.Restore("one"));
  ASSERT_OK(RunningServices::WaitFor(renderer, position));
  EXPECT_THAT(preview.Get(address)->body, HasSubstr("The text of Clean rivers for all."));
  RunningServices::Renderer fresh{.name = "fresh"};
  ASSERT_TRUE(services.StartRenderer(fresh)) << fresh.process->Err();
  ASSERT_OK(RunningServices::WaitFor(fresh, position));
  EXPECT_EQ(services.FilesOf(renderer), services.FilesOf(fresh)) << "the same as built from nothing";
}

TEST(RenderProcess, AnErasedTextIsInNoFileOfBothServicesAndAWordStandsInItsPlace) {
  RunningServices services;
  RunningServices::Renderer renderer{.name = "render"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
  ASSERT_OK(services.CreateSection("press"));
  ASSERT_OK(services.Publish("one", "Clean rivers for all"));
  ASSERT_OK_AND_ASSIGN(std::string position, services.Sign("one", {"Xylophena Quarterstaff"}));
  ASSERT_OK(RunningServices::WaitFor(renderer, position));
  const std::vector<std::string> secrets = {"Xylophena Quarterstaff", "The text of Clean rivers"};
  for (const std::string& secret : secrets) {
    EXPECT_THAT(FilesWith(services.DirectoryOf(renderer) / "site", secret), Not(IsEmpty()));
    EXPECT_THAT(FilesWith(services.DirectoryOf(renderer) / "state", secret), Not(IsEmpty()));
    EXPECT_THAT(FilesWith(services.DataDirectory(), secret), Not(IsEmpty()));
  }
  ASSERT_OK(services.EraseBlock("one", "p-1"));
  ASSERT_OK_AND_ASSIGN(position, services.EraseSignatory("one", 1));
  ASSERT_OK_AND_ASSIGN(const auto waited, RunningServices::WaitFor(renderer, position));
  EXPECT_THAT(waited.failures(), IsEmpty()) << waited.ShortDebugString();
  for (const std::string& secret : secrets) {
    EXPECT_THAT(FilesWith(services.DirectoryOf(renderer), secret), IsEmpty());
    EXPECT_THAT(FilesWith(services.DataDirectory(), secret), IsEmpty());
  }
  const auto files = services.FilesOf(renderer);
  const std::string address = "/en/press/clean-rivers-for-all/";
  EXPECT_THAT(files.at(address + "index.html"),
              AllOf(HasSubstr(R"(<p id="p-1"><span class="erased">[erased]</span></p>)"),
                    HasSubstr(R"(<li><span class="erased">[erased]</span></li>)")));
  EXPECT_THAT(files.at(address + "statement.txt"), HasSubstr("\n[erased]\n"));
  // Images and the PDF hold their text packed: they are as from whom nobody ever told it.
  RunningServices::Renderer fresh{.name = "fresh"};
  ASSERT_TRUE(services.StartRenderer(fresh)) << fresh.process->Err();
  ASSERT_OK(RunningServices::WaitFor(fresh, position));
  EXPECT_EQ(files, services.FilesOf(fresh));
  ASSERT_THAT(files, Contains(Key(address + "statement.pdf")));
}

TEST(RenderProcess, AListOfTenThousandIsOnThePageAndInThePdf) {
  RunningServices services;
  RunningServices::Renderer renderer{.name = "render"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
  ASSERT_OK(services.CreateSection("press"));
  ASSERT_OK(services.Publish("one", "Clean rivers for all"));
  std::string position;
  for (int call = 0; call < 10; ++call) {
    std::vector<std::string> names;
    for (int row = 1; row <= 1'000; ++row) {
      names.push_back(absl::StrCat("Union of the Bank ", 1'000 * call + row, "."));
    }
    ASSERT_OK_AND_ASSIGN(position, services.Sign("one", names));
  }
  // On a busy machine longer than one call waits.
  auto waited = RunningServices::WaitFor(renderer, position);
  while (absl::IsDeadlineExceeded(waited.status())) waited = RunningServices::WaitFor(renderer, position);
  ASSERT_OK(waited);
  EXPECT_THAT(waited->failures(), IsEmpty()) << waited->ShortDebugString();
  const auto files = services.FilesOf(renderer);
  const std::string address = "/en/press/clean-rivers-for-all/";
  for (const char* file : {"index.html", "statement.txt", "statement.json"}) {
    for (const char* name : {"Bank 1.", "Bank 4711.", "Bank 10000."}) {
      EXPECT_THAT(files.at(address + file), HasSubstr(name)) << file;
    }
  }
  EXPECT_THAT(files.at(address + "index.html"), HasSubstr(R"(<span class="count">(10000)</span>)"));
  EXPECT_THAT(files, Contains(Key(address + "statement-100.png")));
}

TEST(RenderProcess, KilledAtAnyMomentItEndsInTheSameBytesAsOneThatNeverWas) {
  RunningServices services;
  RunningServices::Renderer renderer{.name = "killed"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
  ASSERT_OK(services.CreateSection("press"));
  const std::string image = ExampleImage();
  std::string position;
  for (int i = 0; i < 12; ++i) {
    ASSERT_OK_AND_ASSIGN(position, services.Publish(absl::StrCat("s", i), absl::StrCat("Statement ", i),
                                                    i % 4 == 0 ? image : ""));
    if (i % 2 == 0) {
      // In the middle of whatever it does: a little later each time.
      absl::SleepFor(absl::Milliseconds(15 * i));
      RunningServices::Kill(renderer);
      ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
    }
    if (i % 5 == 3) {
      services.KillContent();
      ASSERT_TRUE(services.StartContent()) << services.content().Err();
    }
  }
  ASSERT_OK_AND_ASSIGN(const auto waited, RunningServices::WaitFor(renderer, position));
  EXPECT_THAT(waited.failures(), IsEmpty()) << waited.ShortDebugString();

  RunningServices::Renderer fresh{.name = "fresh"};
  ASSERT_TRUE(services.StartRenderer(fresh)) << fresh.process->Err();
  ASSERT_OK(RunningServices::WaitFor(fresh, position));
  const auto expected = services.FilesOf(fresh);
  const auto files = services.FilesOf(renderer);
  EXPECT_GT(files.size(), 12u * 5);
  for (const auto& [path, bytes] : expected) {
    ASSERT_THAT(files, Contains(Key(path)));
    EXPECT_TRUE(files.at(path) == bytes) << path << " differs";
  }
  EXPECT_EQ(files.size(), expected.size());
}

TEST(RenderProcess, SigtermEndsWaitingCallsAndExitsZeroInBoundedTime) {
  RunningServices services;
  RunningServices::Renderer renderer{.name = "render"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
  ASSERT_OK(services.CreateSection("press"));
  ASSERT_OK_AND_ASSIGN(const std::string position, services.Publish("one", "One"));
  ASSERT_OK(RunningServices::WaitFor(renderer, position));
  ASSERT_OK_AND_ASSIGN(Position later, DecodePosition(position));
  later.public_position += 1'000;
  std::thread stopper([&] { renderer.process->Signal(SIGTERM); });
  const auto ended = RunningServices::WaitFor(renderer, EncodePosition(later));
  stopper.join();
  EXPECT_FALSE(ended.ok());
  EXPECT_EQ(renderer.process->WaitForExit(absl::Seconds(15)), 0) << renderer.process->Err();
}

TEST(RenderProcess, SigtermIsNotHeldUpByAClientOfThePreviewThatDribbles) {
  RunningServices services;
  RunningServices::Renderer renderer{.name = "render"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_TRUE(services.StartRenderer(renderer)) << renderer.process->Err();
  const Dribbler dribbler(renderer.preview_port, "GET / HTTP/1.1\r\nX-Long: ", /*goes_on=*/true);
  // Accepted after it.
  ASSERT_TRUE(httplib::Client("127.0.0.1", renderer.preview_port).Get("/"));
  renderer.process->Signal(SIGTERM);
  EXPECT_EQ(renderer.process->WaitForExit(absl::Seconds(30)), 0) << renderer.process->Err();
}

class RenderOptions : public ::testing::Test {
 protected:
  std::unique_ptr<ServiceProcess> Start(const std::vector<std::string>& arguments) {
    return std::make_unique<ServiceProcess>(COMMUNIQUE_RENDER_PROGRAM, arguments,
                                            directory_.path() / absl::StrCat("run", ++runs_));
  }

  TemporaryDirectory directory_;
  int runs_ = 0;
  const std::string site_ = (directory_.path() / "site").string();
  const std::string state_ = (directory_.path() / "state").string();
};

TEST_F(RenderOptions, WhatCannotWorkIsRefusedBeforeAnythingIsMade) {
  const struct {
    std::vector<std::string> arguments;
    std::string message;
  } cases[] = {
      {{"--state", state_}, "--site"},
      {{"--site", site_, "--state", site_}, "two folders apart"},
      {{"--site", site_, "--state", site_ + "/x/../state"}, "two folders apart"},
      {{"--site", state_ + "/site", "--state", state_}, "two folders apart"},
      {{"--site", site_, "--state", state_, "--base-url", "ftp://example.org"}, "--base-url"},
      {{"--site", site_, "--state", state_, "--base-url", "https://example.org/"}, "slash at the end"},
      {{"--site", site_, "--state", state_, "--default-language", "EN"}, "write en"},
      {{"--site", site_, "--state", state_, "--preview", "0.0.0.0:80"}, "loopback only"},
      {{"--site", site_, "--state", state_, "--theme", site_}, "theme"},
      {{"--site", site_, "--state", state_, "--content-token-file", site_}, "cannot read"},
      {{"--site", site_, "--state", state_, "--listen", "0.0.0.0:0"}, "--token-file"},
      {{"--site", site_, "--state", state_, "--front-entries", "0"}, "front-entries"},
      {{"--site", site_, "--state", state_, "--content", "nowhere"}, "write HOST:PORT"},
      {{"--site", site_, "--state", state_, "--content", "http://127.0.0.1:7401"}, "write HOST:PORT"},
      {{"--site", site_, "--state", state_, "--content", "127.0.0.1:99999"}, "write HOST:PORT"},
      {{"--site", site_, "--state", state_, "--content", ":7401", "--check-config"}, "write HOST:PORT"},
      {{"--site", site_, "--state", state_, "--image-worker", site_ + "/worker", "--check-config"},
       "give the path of communique-image-worker"},
  };
  for (const auto& refused : cases) {
    const auto process = Start(refused.arguments);
    EXPECT_EQ(process->WaitForExit(), 2) << refused.message;
    EXPECT_THAT(process->Err() + process->Out(), HasSubstr(refused.message));
  }
  EXPECT_FALSE(std::filesystem::exists(site_));
  EXPECT_FALSE(std::filesystem::exists(state_));
}

TEST_F(RenderOptions, CheckConfigChecksAndStartsNothing) {
  for (const char* content : {"127.0.0.1:7401", "content-service:7401", "[::1]:7401", "unix:/run/content"}) {
    EXPECT_EQ(
        Start({"--site", site_, "--state", state_, "--content", content, "--check-config"})->WaitForExit(), 0)
        << content;
  }
  EXPECT_FALSE(std::filesystem::exists(site_));
}

TEST_F(RenderOptions, ADirectoryWithOtherFilesIsNotTouched) {
  std::filesystem::create_directories(site_);
  std::ofstream(site_ + "/thesis.odt") << "years of work";
  const auto process = Start({"--site", site_, "--state", state_, "--listen", "127.0.0.1:0"});
  EXPECT_EQ(process->WaitForExit(), 3);
  EXPECT_THAT(process->Err(), HasSubstr("no site of Communique"));
}

TEST_F(RenderOptions, HelpBeginsWithExamplesAndNamesTheExitCodes) {
  const auto help = Start({"--help"});
  EXPECT_EQ(help->WaitForExit(), 0);
  EXPECT_THAT(help->Out(), HasSubstr("Exit codes:"));
  EXPECT_LT(help->Out().find("Examples:"), help->Out().find("--listen TEXT"));
}

}  // namespace
}  // namespace communique::testing

#include "render-service/pipeline/publisher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

#include "tests/render-service/pipeline/site_under_test.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::render::testing::FakeContent;
using ::communique::render::testing::SiteUnderTest;
using ::communique::testing::MakeStatement;
using ::communique::testing::Told;
using ::communique::testing::ToldRemoval;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;

namespace fs = std::filesystem;

// A site that is built, so that nothing but its state knows what it holds.
class PublisherTest : public ::testing::Test {
 protected:
  void StartBuiltSite() {
    site_.Start();
    ASSERT_TRUE(site_.WaitFor(content_.Commit({Told(MakeStatement({.id = "first"}))})));
  }

  std::vector<std::string> FilesUnder(const std::string& folder) const {
    std::vector<std::string> found;
    for (const auto& [path, bytes] : site_.Files()) {
      if (path.rfind(folder, 0) == 0) found.push_back(path);
    }
    return found;
  }

  std::vector<Failure> Failures() {
    const auto failures = site_.state().ListFailures();
    EXPECT_OK(failures);
    return *failures;
  }

  FakeContent content_;
  SiteUnderTest site_{content_};
};

TEST_F(PublisherTest, WhatALifeThatEndedAnywhereLeftOnTheSiteGoesWithItsStatement) {
  StartBuiltSite();
  bool was_stopped = true;
  for (int last_step = 0; was_stopped; last_step += 3) {
    const std::string id = absl::StrCat("s", last_step);
    site_.Stop();
    std::atomic<int> steps = 0;
    site_.Start([&](absl::string_view) -> absl::Status {
      return ++steps > last_step ? absl::AbortedError("killed") : absl::OkStatus();
    });
    const uint64_t published = content_.Commit({Told(MakeStatement({.id = id}))});
    ASSERT_TRUE(
        site_.WaitUntil([&] { return steps > last_step || site_.status().Read().complete == published; }));
    was_stopped = steps > last_step;
    site_.Stop();
    // Its address is another before the renderer is back, and the old one leads nowhere.
    const content::v1::Statement moved = MakeStatement({.id = id, .edition = 2, .slug = id + "-moved"});
    content_.Commit({Told(moved)});
    site_.Start();
    ASSERT_TRUE(site_.WaitFor(published + 1));
    EXPECT_THAT(FilesUnder("/en/press/" + id + "/"), IsEmpty()) << "stopped after step " << last_step;
    EXPECT_THAT(site_.Files(), Contains(Key(moved.path() + "index.html")));
    ASSERT_LT(last_step, 200);
  }
}

TEST_F(PublisherTest, APathThatIsBlockedFailsItsOutputAloneAndIsMadeOnceItIsFree) {
  StartBuiltSite();
  const fs::path blocked = site_.SiteDirectory() / "en/press/a/statement.txt";
  fs::create_directories(blocked / "somebody was here");
  ASSERT_TRUE(site_.WaitFor(content_.Commit({Told(MakeStatement({.id = "a"}))})));
  EXPECT_THAT(site_.Files(), Contains(Key("/en/press/a/index.html")));
  EXPECT_THAT(site_.Files(), Contains(Key("/en/press/a/statement.pdf")));
  ASSERT_EQ(Failures().size(), 1u);
  EXPECT_EQ(Failures()[0].failure.path(), "/en/press/a/statement.txt");
  EXPECT_THAT(Failures()[0].failure.message(), HasSubstr("remove what stands there"));
  EXPECT_FALSE(site_.state().ReadOutput("/en/press/a/statement.txt")->has_value()) << "it is not there";

  fs::remove_all(blocked);
  site_.Stop();
  site_.Start();
  ASSERT_TRUE(site_.WaitUntil([&] { return site_.Files().contains("/en/press/a/statement.txt"); }));
  EXPECT_TRUE(site_.WaitUntil([&] { return Failures().empty(); }));
}

TEST_F(PublisherTest, WhatWasWrittenBesideABlockedPathGoesWithItsStatement) {
  StartBuiltSite();
  const fs::path blocked = site_.SiteDirectory() / "en/press/a/statement-2.png";
  fs::create_directories(blocked / "somebody was here");
  ASSERT_TRUE(site_.WaitFor(content_.Commit({Told(MakeStatement({.id = "a"}))})));
  EXPECT_THAT(site_.Files(), Contains(Key("/en/press/a/statement.pdf")));
  fs::remove_all(blocked);
  ASSERT_TRUE(
      site_.WaitFor(content_.Commit({Told(MakeStatement({.id = "a", .edition = 2, .slug = "moved"}))})));
  EXPECT_THAT(FilesUnder("/en/press/a/"), IsEmpty());
  EXPECT_THAT(Failures(), IsEmpty());
}

TEST_F(PublisherTest, AFileThatCannotBeDeletedIsToldAndAskedForAgain) {
  StartBuiltSite();
  const content::v1::Statement statement = MakeStatement({.id = "a"});
  ASSERT_TRUE(site_.WaitFor(content_.Commit({Told(statement)})));
  const fs::path blocked = site_.SiteDirectory() / "en/press/a/statement.txt";
  fs::remove(blocked);
  fs::create_directories(blocked / "somebody was here");
  ASSERT_TRUE(site_.WaitFor(content_.Commit({ToldRemoval(statement)})));
  EXPECT_THAT(site_.Files(), Not(Contains(Key("/en/press/a/index.html"))));
  ASSERT_EQ(Failures().size(), 1u);
  EXPECT_TRUE(Failures()[0].drop);
  EXPECT_THAT(Failures()[0].failure.message(), HasSubstr("cannot delete /en/press/a/statement.txt"));

  fs::remove_all(blocked / "somebody was here");
  fs::remove(blocked);
  ASSERT_OK(site_.jobs().Add({}));
  site_.WakeLoop();
  EXPECT_TRUE(site_.WaitUntil([&] { return Failures().empty(); }));
  EXPECT_FALSE(site_.state().ReadOutput("/en/press/a/statement.txt")->has_value());
}

}  // namespace
}  // namespace communique::render

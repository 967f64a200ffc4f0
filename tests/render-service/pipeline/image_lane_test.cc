// Images are made beside the texts: none waits for one, and none comes too late to be wanted.

#include "render-service/pipeline/image_lane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/synchronization/notification.h"
#include "tests/render-service/pipeline/site_under_test.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::render::testing::FakeContent;
using ::communique::render::testing::SiteUnderTest;
using ::communique::testing::MakeImage;
using ::communique::testing::MakeStatement;
using ::communique::testing::StatementFacts;
using ::communique::testing::Told;
using ::communique::testing::ToldRemoval;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;

// A site whose image of "slow" is made only when the test says so.
class ImageLaneTest : public ::testing::Test {
 protected:
  ImageLaneTest() {
    content_.AddBlob("slow");
    content_.AddBlob("quick");
    site_.images().before_make = [this](absl::string_view source) {
      if (source != "slow" || may_end_.HasBeenNotified()) return;
      has_begun_.Notify();
      may_end_.WaitForNotification();
    };
    site_.Start();
  }
  ~ImageLaneTest() override {
    if (!may_end_.HasBeenNotified()) may_end_.Notify();
  }

  static content::v1::Statement WithImage(const StatementFacts& facts, const std::string& bytes) {
    content::v1::Statement statement = MakeStatement(facts);
    *statement.mutable_live()->mutable_content()->add_attachments() = MakeImage("scan", bytes);
    return statement;
  }

  // Of the files attached to a statement.
  std::vector<std::string> BytesUnder(const std::string& folder) const {
    std::vector<std::string> found;
    for (const auto& [path, bytes] : site_.Files()) {
      if (path.rfind(folder, 0) == 0) found.push_back(bytes);
    }
    return found;
  }

  FakeContent content_;
  absl::Notification has_begun_;
  absl::Notification may_end_;
  SiteUnderTest site_{content_};
};

TEST_F(ImageLaneTest, ATextIsPublishedWhileAnImageIsBeingMade) {
  content_.Commit({Told(WithImage({.id = "a"}, "slow"))});
  ASSERT_TRUE(has_begun_.WaitForNotificationWithTimeout(absl::Seconds(20)));
  const uint64_t second = content_.Commit({Told(MakeStatement({.id = "b"}))});
  EXPECT_TRUE(site_.WaitUntil([&] { return site_.Files().contains("/en/press/b/index.html"); }));
  EXPECT_TRUE(site_.WaitUntil([&] { return site_.Files().contains("/en/press/b/statement.pdf"); }))
      << "other images do not wait for it either";
  EXPECT_LT(site_.status().Read().complete.value_or(0), second) << "the image is still to come";
  may_end_.Notify();
  EXPECT_TRUE(site_.WaitFor(second));
  EXPECT_THAT(BytesUnder("/files/a/"), Contains("clean slow"));
}

TEST_F(ImageLaneTest, ATakedownWaitsForNoImageAndNothingOfItComesAfter) {
  const content::v1::Statement statement = WithImage({.id = "a"}, "slow");
  content_.Commit({Told(statement)});
  ASSERT_TRUE(has_begun_.WaitForNotificationWithTimeout(absl::Seconds(20)));
  ASSERT_TRUE(site_.WaitFor(content_.Commit({ToldRemoval(statement)})));
  EXPECT_THAT(site_.Files(), Not(Contains(Key("/en/press/a/index.html"))));
  may_end_.Notify();
  // By then the first one is made as well, and taken.
  ASSERT_TRUE(site_.WaitFor(content_.Commit({Told(WithImage({.id = "b"}, "quick"))})));
  ASSERT_TRUE(site_.WaitFor(content_.Commit({Told(WithImage({.id = "c"}, "slow"))})));
  EXPECT_THAT(BytesUnder("/files/c/"), Contains("clean slow"));
  EXPECT_THAT(BytesUnder("/files/a/"), IsEmpty());
}

TEST_F(ImageLaneTest, AnImageThatIsReplacedWhileItIsMadeIsMadeOfTheNewFile) {
  content_.Commit({Told(WithImage({.id = "a"}, "slow"))});
  ASSERT_TRUE(has_begun_.WaitForNotificationWithTimeout(absl::Seconds(20)));
  const uint64_t replaced = content_.Commit({Told(WithImage({.id = "a", .edition = 2}, "quick"))});
  const auto has_second_page = [&] {
    const auto files = site_.Files();
    const auto page = files.find("/en/press/a/index.html");
    return page != files.end() && page->second.find("number: 2") != std::string::npos;
  };
  ASSERT_TRUE(site_.WaitUntil(has_second_page));
  may_end_.Notify();
  ASSERT_TRUE(site_.WaitFor(replaced));
  EXPECT_THAT(BytesUnder("/files/a/"), Contains("clean quick"));
  EXPECT_THAT(BytesUnder("/files/a/"), Not(Contains(HasSubstr("slow"))));
}

TEST_F(ImageLaneTest, AFileThatAnotherEntryHasNowIsOnTheSiteAllTheTime) {
  ASSERT_TRUE(site_.WaitFor(content_.Commit({Told(WithImage({.id = "a"}, "quick"))})));
  const std::vector<std::string> files = BytesUnder("/files/a/");
  ASSERT_THAT(files, Contains("clean quick"));
  content::v1::Statement second = WithImage({.id = "a", .edition = 2}, "quick");
  second.mutable_live()->mutable_content()->mutable_attachments(0)->set_entry_id("another");
  // What the new entry asks for cannot be made yet, and what the old one asks for is done.
  content_.SetAway(true);
  const uint64_t replaced = content_.Commit({Told(second)});
  ASSERT_TRUE(site_.WaitUntil([&] {
    return site_.state().ReadCheckpoint()->number == replaced && site_.state().ListDrops(1)->empty();
  }));
  EXPECT_EQ(BytesUnder("/files/a/"), files);
  content_.SetAway(false);
  ASSERT_TRUE(site_.WaitFor(replaced));
  EXPECT_EQ(BytesUnder("/files/a/"), files);
  ASSERT_TRUE(site_.WaitFor(content_.Commit({ToldRemoval(second)})));
  EXPECT_THAT(BytesUnder("/files/a/"), IsEmpty());
}

TEST_F(ImageLaneTest, WhatCannotBeFetchedForNowIsSaidInTheStatusUntilItCan) {
  content_.SetAway(true);
  const uint64_t published = content_.Commit({Told(WithImage({.id = "a"}, "quick"))});
  ASSERT_TRUE(site_.WaitUntil([&] { return !site_.status().Read().last_error.empty(); }));
  EXPECT_THAT(site_.status().Read().last_error, HasSubstr("content-service is away"));
  content_.SetAway(false);
  ASSERT_TRUE(site_.WaitFor(published));
  EXPECT_TRUE(site_.WaitUntil([&] { return site_.status().Read().last_error.empty(); }));
}

TEST(MayFetchLater, IsOneTableOverAllCodes) {
  std::vector<absl::StatusCode> later;
  for (int code = 0; code <= 20; ++code) {
    if (MayFetchLater(static_cast<absl::StatusCode>(code)))
      later.push_back(static_cast<absl::StatusCode>(code));
  }
  EXPECT_THAT(later, ElementsAre(absl::StatusCode::kCancelled, absl::StatusCode::kUnknown,
                                 absl::StatusCode::kDeadlineExceeded, absl::StatusCode::kPermissionDenied,
                                 absl::StatusCode::kResourceExhausted, absl::StatusCode::kAborted,
                                 absl::StatusCode::kUnavailable, absl::StatusCode::kUnauthenticated));
}

}  // namespace
}  // namespace communique::render

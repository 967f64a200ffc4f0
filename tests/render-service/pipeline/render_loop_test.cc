#include "render-service/pipeline/render_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "statement/errors.h"
#include "statement/position.h"
#include "tests/render-service/pipeline/site_under_test.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::render::testing::FakeContent;
using ::communique::render::testing::SiteUnderTest;
using ::communique::testing::MakeImage;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeSignatory;
using ::communique::testing::MakeStatement;
using ::communique::testing::Told;
using ::communique::testing::ToldGone;
using ::communique::testing::ToldPath;
using ::communique::testing::ToldRedirect;
using ::communique::testing::ToldRemoval;
using ::communique::testing::ToldSectionRemoval;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;

using Changes = std::vector<content::v1::Change>;

// A statement with a scan, in a first section.
Changes FirstPublication() {
  content::v1::Statement statement = MakeStatement({.id = "a", .title = "First"});
  *statement.mutable_live()->mutable_content()->add_attachments() = MakeImage("scan", "pixels");
  return {Told(MakeSection("press", "Press")), Told(statement),
          Told(MakeSignatory("a", 1, "Rivers Alliance")), ToldPath(statement.path(), statement.name())};
}

// A history with everything that the public can be told in it.
std::vector<Changes> History() {
  std::vector<Changes> history = {FirstPublication()};
  history.push_back({Told(MakeSection("asia", "Asia", "press")),
                     Told(MakeStatement({.id = "b", .section = "asia", .title = "Second", .year = 2012}))});
  // A translation, told with the statement that it is one of.
  content::v1::Statement korean = MakeStatement({.id = "a-ko", .language = "ko", .title = "첫째"});
  content::v1::Statement translated = history[0][1].statement().statement();
  content::v1::Translation& translation = *translated.add_translations();
  translation.set_language("ko");
  translation.set_path(korean.path());
  history.push_back({Told(korean), Told(translated)});
  history.push_back({Told(MakeSignatory("a", 2, "Forest Watch")), Told(translated)});
  // A new edition with another slug and another day; the scan is replaced.
  content::v1::Statement second = MakeStatement(
      {.id = "a", .title = "First, corrected", .year = 2013, .edition = 2, .slug = "a-corrected"});
  *second.mutable_live()->mutable_content()->add_attachments() = MakeImage("scan", "other pixels");
  *second.mutable_translations() = translated.translations();
  history.push_back(
      {Told(second), ToldPath(second.path(), second.name()), ToldRedirect(translated.path(), second.path())});
  history.push_back({Told(MakeSection("press", "Press statements"))});
  // A section moves below a new one and away again, which is deleted.
  history.push_back({Told(MakeSection("world", "World")), Told(MakeSection("asia", "Asia", "world"))});
  history.push_back({Told(MakeSection("asia", "Asia and beyond"))});
  history.push_back({ToldSectionRemoval("world")});
  history.push_back({ToldRemoval(korean), ToldGone(korean.path(), "published by mistake")});
  history.push_back({Told(MakeStatement({.id = "c", .language = "fr", .title = "Troisième"}))});
  return history;
}

void AddBlobs(FakeContent& content) {
  for (const char* bytes : {"pixels", "other pixels", "broken"}) content.AddBlob(bytes);
}

std::map<std::string, std::string> SiteFromScratch() {
  FakeContent content;
  AddBlobs(content);
  for (const Changes& changes : History()) content.Commit(changes);
  SiteUnderTest site(content);
  site.Start();
  EXPECT_TRUE(site.WaitFor(History().size()));
  return site.Files();
}

TEST(RenderLoop, APublishedStatementIsOnDiskWithEverythingAroundIt) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit(FirstPublication())));
  const auto files = site.Files();
  for (const char* path :
       {"/index.html", "/404.html", "/robots.txt", "/sitemap.xml", "/assets/style.css", "/en/index.html",
        "/en/feed.atom", "/en/press/index.html", "/en/press/feed.atom", "/en/press/2014/index.html",
        "/sitemaps/en-2014.xml", "/en/press/a/index.html", "/en/press/a/statement.json",
        "/en/press/a/statement.txt", "/en/press/a/statement.pdf", "/en/press/a/statement-1.png",
        "/en/press/a/statement-2.png"}) {
    EXPECT_THAT(files, Contains(Key(path)));
  }
  EXPECT_THAT(files.at("/en/press/a/index.html"), HasSubstr("Rivers Alliance"));
  // The copy, two widths in two formats.
  EXPECT_EQ(std::count_if(files.begin(), files.end(),
                          [](const auto& file) { return file.first.find("/files/a/") == 0; }),
            5);
}

TEST(RenderLoop, AnyWayThroughAHistoryEndsInTheSameBytes) {
  const auto expected = SiteFromScratch();
  const std::vector<Changes> history = History();
  for (size_t built_at = 0; built_at <= history.size(); ++built_at) {
    FakeContent content;
    AddBlobs(content);
    for (size_t i = 0; i < built_at; ++i) content.Commit(history[i]);
    SiteUnderTest site(content);
    site.Start();
    ASSERT_TRUE(site.WaitFor(built_at));
    for (size_t i = built_at; i < history.size(); ++i) {
      content.Commit(history[i]);
      if (i % 2 == 0) {
        ASSERT_TRUE(site.WaitFor(i + 1));
      }
      if (i % 3 == 0) {
        site.Stop();
        site.Start();
      }
    }
    ASSERT_TRUE(site.WaitFor(history.size()));
    EXPECT_EQ(site.Files(), expected) << "built at " << built_at;
  }
}

TEST(RenderLoop, StoppedAtAnyStepItEndsInTheSameBytes) {
  const auto expected = SiteFromScratch();
  const std::vector<Changes> history = History();
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  std::atomic<int> steps = 0;
  // What comes after the last step of a life fails, until the next life.
  const auto start = [&](int last_step) {
    steps = 0;
    site.Start([&steps, last_step](absl::string_view) -> absl::Status {
      return ++steps > last_step ? absl::AbortedError("killed") : absl::OkStatus();
    });
  };
  for (size_t i = 0; i < history.size(); ++i) {
    content.Commit(history[i]);
    for (const int last_step : {0, 3, 7, 12, 20}) {
      start(last_step);
      ASSERT_TRUE(
          site.WaitUntil([&] { return steps > last_step || site.status().Read().complete == i + 1; }));
      site.Stop();
    }
  }
  site.Start();
  ASSERT_TRUE(site.WaitFor(history.size()));
  EXPECT_EQ(site.Files(), expected);
}

TEST(RenderLoop, AStepThatFailsOnceIsTakenAgainWithoutANewCommit) {
  FakeContent content;
  SiteUnderTest site(content);
  std::atomic<bool> fails_next = false;
  site.Start([&](absl::string_view) -> absl::Status {
    return fails_next.exchange(false) ? absl::InternalError("the disk hiccuped") : absl::OkStatus();
  });
  // It is done with all that there was, and asleep.
  ASSERT_TRUE(site.WaitFor(content.Commit({Told(MakeStatement({.id = "a"}))})));
  fails_next = true;
  ASSERT_TRUE(site.WaitFor(content.Commit({Told(MakeStatement({.id = "b"}))})));
  EXPECT_FALSE(fails_next);
  EXPECT_THAT(site.Files(), Contains(Key("/en/press/b/index.html")));
}

TEST(RenderLoop, AStreamThatBreaksAnywhereEndsInTheSameBytes) {
  const auto expected = SiteFromScratch();
  FakeContent content;
  AddBlobs(content);
  const std::vector<Changes> history = History();
  for (const Changes& changes : history) content.Commit(changes);
  content.BreakAfter({0, 1, 2, 3, 1, 0, 2, 1, 1, 1});
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(history.size()));
  EXPECT_EQ(site.Files(), expected);
}

TEST(RenderLoop, AnImageThatCannotBeMadeIsToldAndHoldsUpNothing) {
  FakeContent content;
  AddBlobs(content);
  content::v1::Statement statement = MakeStatement({.id = "a", .title = "No glyph"});
  *statement.mutable_live()->mutable_content()->add_attachments() = MakeImage("scan", "broken");
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit({Told(statement)})));
  const auto files = site.Files();
  EXPECT_THAT(files, Contains(Key("/en/press/a/index.html")));
  EXPECT_THAT(files, Not(Contains(Key("/en/press/a/statement.pdf"))));
  ASSERT_OK_AND_ASSIGN(const std::vector<Failure> failures, site.state().ListFailures());
  ASSERT_EQ(failures.size(), 2u);
  EXPECT_THAT(failures[0].failure.message(), HasSubstr("upload it again"));
  EXPECT_EQ(failures[1].failure.path(), "/en/press/a/statement.pdf");
  EXPECT_THAT(failures[1].failure.message(), HasSubstr("U+1F9FF"));
}

TEST(RenderLoop, AFailureIsForgottenOnceItsOutputIsMade) {
  FakeContent content;
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit({Told(MakeStatement({.id = "a", .title = "No glyph"}))})));
  ASSERT_TRUE(
      site.WaitFor(content.Commit({Told(MakeStatement({.id = "a", .title = "Glyphs", .edition = 2}))})));
  ASSERT_OK_AND_ASSIGN(const std::vector<Failure> failures, site.state().ListFailures());
  EXPECT_TRUE(failures.empty());
  EXPECT_THAT(site.Files(), Contains(Key("/en/press/a/statement.pdf")));
}

TEST(RenderLoop, ThePdfOfAnEditionThatCannotBeSetIsNotTheOneBefore) {
  FakeContent content;
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit({Told(MakeStatement({.id = "a", .title = "Glyphs"}))})));
  ASSERT_TRUE(
      site.WaitFor(content.Commit({Told(MakeStatement({.id = "a", .title = "No glyph", .edition = 2}))})));
  EXPECT_THAT(site.Files(), Not(Contains(Key("/en/press/a/statement.pdf"))));
  EXPECT_THAT(site.Files().at("/en/press/a/index.html"), HasSubstr("No glyph"));
}

TEST(RenderLoop, PagesDoNotWaitForImagesThatCannotBeFetchedYet) {
  FakeContent content;
  AddBlobs(content);
  content.SetAway(true);
  SiteUnderTest site(content);
  site.Start();
  const uint64_t published = content.Commit(FirstPublication());
  ASSERT_TRUE(site.WaitUntil([&] { return site.Files().contains("/en/press/a/index.html"); }));
  EXPECT_LT(site.status().Read().complete.value_or(0), published);
  content.SetAway(false);
  ASSERT_TRUE(site.WaitFor(published));
  ASSERT_OK_AND_ASSIGN(const std::vector<Failure> failures, site.state().ListFailures());
  EXPECT_TRUE(failures.empty());
}

TEST(RenderLoop, WhatStopsBeingPublicLeavesNoFileBehind) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  content.Commit(FirstPublication());
  const content::v1::Statement statement = FirstPublication()[1].statement().statement();
  ASSERT_TRUE(
      site.WaitFor(content.Commit({ToldRemoval(statement), ToldGone(statement.path(), "at request")})));
  for (const auto& [path, bytes] : site.Files()) {
    EXPECT_THAT(bytes, Not(HasSubstr("First"))) << path;
    EXPECT_THAT(path, Not(HasSubstr("/files/"))) << path;
  }
  EXPECT_EQ(site.Files().at("/en/press/a/index.html"), "gone at request");
}

TEST(RenderLoop, AnotherRendererVersionMakesItsOutputsAgain) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  const uint64_t published = content.Commit(FirstPublication());
  ASSERT_TRUE(site.WaitFor(published));
  const int set = site.setter().calls;
  site.Stop();
  site.Start(nullptr, "pages 2");
  const auto version_of = [&](const std::string& path) {
    return site.state().ReadOutput(path).value()->output.cause().renderer_version();
  };
  ASSERT_TRUE(site.WaitUntil([&] { return version_of("/en/press/a/index.html").ends_with("pages 2"); }));
  ASSERT_TRUE(site.WaitUntil([&] { return version_of("/en/press/a/statement.pdf").ends_with("pages 2"); }));
  EXPECT_EQ(site.setter().calls, set + 1);
  EXPECT_EQ(site.status().Read().complete, published);
}

TEST(RenderLoop, ASiteThatWasLostIsMadeAgain) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit(FirstPublication())));
  const auto files = site.Files();
  site.Stop();
  site.LoseSite();
  site.Start();
  EXPECT_TRUE(site.WaitUntil([&] { return site.Files() == files; }));
}

TEST(RenderLoop, AnotherHistoryThatShowsTheSameIsFollowedByItself) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit(FirstPublication())));
  const auto files = site.Files();
  site.Stop();
  FakeContent restored("00000000000000bb");
  AddBlobs(restored);
  restored.Commit(FirstPublication());
  site.Connect(restored);
  site.Start();
  ASSERT_TRUE(site.WaitUntil([&] {
    const RenderStatus::Facts facts = site.status().Read();
    return facts.epoch == "00000000000000bb" && facts.complete.has_value();
  }));
  EXPECT_FALSE(site.epochs().pending().has_value());
  EXPECT_EQ(site.Files(), files);
}

TEST(RenderLoop, WhatAnotherHistoryChangesIsReportedAndRenderedOnceItIsAccepted) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  content.Commit(FirstPublication());
  content::v1::Statement withdrawn = MakeStatement({.id = "withdrawn"});
  withdrawn.set_public_state(content::v1::PUBLIC_STATE_WITHDRAWN);
  content.Commit({Told(withdrawn)});
  const content::v1::Statement back = MakeStatement({.id = "back"});
  content.Commit({Told(back), ToldPath(back.path(), back.name())});
  content.Commit({ToldRemoval(back), ToldGone(back.path(), "It was never ours.")});
  content.Commit({Told(MakeStatement({.id = "changed"}))});
  ASSERT_TRUE(site.WaitFor(content.Commit({Told(MakeStatement({.id = "lost"}))})));
  const auto files = site.Files();
  site.Stop();
  FakeContent restored("00000000000000bb");
  AddBlobs(restored);
  restored.Commit(FirstPublication());
  restored.Commit({Told(MakeStatement({.id = "withdrawn"})), Told(MakeStatement({.id = "new"})), Told(back),
                   ToldPath(back.path(), back.name()),
                   Told(MakeStatement({.id = "changed", .title = "Another title"}))});
  site.Connect(restored);
  site.Start();
  ASSERT_TRUE(site.WaitUntil([&] { return site.epochs().pending().has_value(); }));
  const auto change = *site.epochs().pending();
  EXPECT_THAT(change.added(), ElementsAre("statements/new"));
  EXPECT_THAT(change.removed(), ElementsAre("statements/lost"));
  EXPECT_THAT(change.resurrected(), ElementsAre("statements/back", "statements/withdrawn"));
  EXPECT_THAT(change.different(), ElementsAre("statements/changed"));
  EXPECT_EQ(site.Files(), files);
  EXPECT_EQ(ReasonOf(site.epochs().Accept("00000000000000cc")), "NO_SUCH_EPOCH");
  ASSERT_OK(site.epochs().Accept(change.epoch()));
  ASSERT_TRUE(site.WaitUntil([&] {
    const RenderStatus::Facts facts = site.status().Read();
    return facts.epoch == "00000000000000bb" && facts.complete.has_value();
  }));
  EXPECT_FALSE(site.epochs().pending().has_value());
  const auto after = site.Files();
  EXPECT_TRUE(after.contains("/en/press/new/index.html"));
  EXPECT_FALSE(after.contains("/en/press/lost/index.html"));
}

TEST(RenderLoop, AnotherHistoryLeavesTheSiteAsItIsAndIsReported) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit(FirstPublication())));
  const auto files = site.Files();
  site.Stop();
  FakeContent restored("00000000000000bb");
  site.Connect(restored);
  site.Start();
  ASSERT_TRUE(site.WaitUntil([&] { return !site.status().Read().last_error.empty(); }));
  EXPECT_THAT(site.status().Read().last_error, HasSubstr("EPOCH_CHANGED"));
  EXPECT_EQ(site.Files(), files);
}

TEST(RenderLoop, ASiteFromAnEarlierLifeKeepsNothingThatIsNotPublicNow) {
  FakeContent content;
  AddBlobs(content);
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(content.Commit(FirstPublication())));
  site.Stop();
  site.ForgetState();
  const content::v1::Statement statement = FirstPublication()[1].statement().statement();
  const uint64_t removed = content.Commit({ToldRemoval(statement)});
  site.Start();
  ASSERT_TRUE(site.WaitFor(removed));
  for (const auto& [path, bytes] : site.Files()) EXPECT_THAT(path, Not(HasSubstr("/a/"))) << path;
}

TEST(RenderLoop, AJobMakesAgainWhatItNamesAndTellsWhatDiffered) {
  FakeContent content;
  SiteUnderTest site(content);
  site.Start();
  content.Commit({Told(MakeStatement({.id = "a"}))});
  ASSERT_TRUE(site.WaitFor(content.Commit({Told(MakeStatement({.id = "b"}))})));
  v1::StartRenderRequest request;
  request.add_statements("statements/a");
  request.add_kinds(v1::OUTPUT_KIND_PAGE);
  ASSERT_OK_AND_ASSIGN(const v1::Job added, site.jobs().Add(request));
  const std::string& job = added.name();
  site.WakeLoop();
  ASSERT_TRUE(site.WaitUntil([&] { return site.jobs().Find(job)->has_end_time(); }));
  EXPECT_EQ(site.jobs().Find(job)->state(), v1::JOB_STATE_SUCCEEDED);
  EXPECT_EQ(site.jobs().Find(job)->total(), 3);
  EXPECT_EQ(site.jobs().Find(job)->done(), 3);
  EXPECT_EQ(site.jobs().Find(job)->written(), 0);
}

TEST(RenderLoop, AJobThatIsAskedForBeforeContentServiceWasEverReachedWaitsForIt) {
  FakeContent content;
  content.SetUnreachable(true);
  content.Commit({Told(MakeStatement({.id = "a"}))});
  SiteUnderTest site(content);
  site.Start();
  ASSERT_OK_AND_ASSIGN(const v1::Job added, site.jobs().Add({}));
  site.WakeLoop();
  ASSERT_TRUE(site.WaitUntil([&] { return content.streams() >= 10; }));
  EXPECT_EQ(site.jobs().Find(added.name())->state(), v1::JOB_STATE_QUEUED);
  content.SetUnreachable(false);
  ASSERT_TRUE(site.WaitUntil([&] { return site.jobs().Find(added.name())->has_end_time(); }));
  const v1::Job ended = *site.jobs().Find(added.name());
  EXPECT_EQ(ended.state(), v1::JOB_STATE_SUCCEEDED);
  EXPECT_GT(ended.total(), 10);
  EXPECT_EQ(ended.done(), ended.total());
  EXPECT_EQ(DecodePosition(ended.position())->public_position, 1u);
}

TEST(RenderLoop, TheCauseOfAFileIsThePositionThatLastChangedItsBytes) {
  FakeContent content;
  SiteUnderTest site(content);
  site.Start();
  ASSERT_TRUE(site.WaitFor(0));
  content.Commit({Told(MakeStatement({.id = "a"}))});
  ASSERT_TRUE(site.WaitFor(1));
  content.Commit({Told(MakeStatement({.id = "b", .title = "Another"}))});
  ASSERT_TRUE(site.WaitFor(2));
  const auto cause_of = [&](const std::string& path) {
    return DecodePosition(site.state().ReadOutput(path).value()->output.cause().position())->public_position;
  };
  EXPECT_EQ(cause_of("/en/press/a/index.html"), 1u);
  EXPECT_EQ(cause_of("/en/press/b/index.html"), 2u);
  EXPECT_EQ(cause_of("/en/press/2014/index.html"), 2u);
  EXPECT_EQ(cause_of("/robots.txt"), 0u);
}

}  // namespace
}  // namespace communique::render

// What an erasure leaves of a text in the site and in the renderer's own files, and when.

#include "statement/erasure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "tests/render-service/pipeline/site_under_test.h"
#include "tests/testing/files_with.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::render::testing::FakeContent;
using ::communique::render::testing::SiteUnderTest;
using ::communique::testing::FilesWith;
using ::communique::testing::MakeImage;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeSignatory;
using ::communique::testing::MakeStatement;
using ::communique::testing::Told;
using ::communique::testing::ToldErasure;
using ::communique::testing::ToldRemoval;
using ::testing::IsEmpty;
using ::testing::Not;

// Nothing else is called so.
constexpr char kName[] = "Xylophena-Quarterstaff";
constexpr char kPage[] = "/en/press/a/index.html";
constexpr char kPdf[] = "/en/press/a/statement.pdf";

content::v1::Statement Naming(const std::string& text, int32_t edition = 1) {
  content::v1::Statement statement = MakeStatement({.id = "a", .title = text, .edition = edition});
  content::v1::Block& block = *statement.mutable_live()->mutable_content()->add_blocks();
  block.set_anchor("p-1");
  block.mutable_paragraph()->add_inlines()->set_text(text);
  return statement;
}

// With the word in a block alone.
content::v1::Statement NamingInABlock() {
  content::v1::Statement statement = Naming(kName);
  statement.mutable_live()->mutable_content()->set_title("A title");
  return statement;
}

std::vector<content::v1::Change> ErasureOfTheBlock() {
  content::v1::Statement left = NamingInABlock();
  EraseBlock("p-1", *left.mutable_live()->mutable_content());
  return {ToldErasure("statements/a", "p-1"), Told(left)};
}

// The real disk, but for what it says that is left.
class NarrowDisk : public rocksdb::FileSystemWrapper {
 public:
  NarrowDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "NarrowDisk"; }
  rocksdb::IOStatus GetFreeSpace(const std::string&, const rocksdb::IOOptions&, uint64_t* bytes,
                                 rocksdb::IODebugContext*) override {
    *bytes = left;
    return rocksdb::IOStatus::OK();
  }

  std::atomic<uint64_t> left = uint64_t{1} << 40;
};

// Of a megabyte that cannot be pressed together.
std::string Noise() {
  std::mt19937_64 random(1);
  std::string noise;
  while (noise.size() < size_t{1} << 20) absl::StrAppend(&noise, absl::Hex(random()));
  return noise;
}

class RendererErasureTest : public ::testing::Test {
 protected:
  RendererErasureTest() { content_.Commit({Told(MakeSection("press", "Press"))}); }
  ~RendererErasureTest() override { site_.Stop(); }

  void Publish(std::vector<content::v1::Change> changes) {
    ASSERT_TRUE(site_.WaitFor(content_.Commit(std::move(changes))));
  }
  void ExpectNoFileHoldsTheName() {
    EXPECT_THAT(FilesWith(site_.SiteDirectory(), kName), IsEmpty());
    EXPECT_THAT(FilesWith(site_.StateDirectory(), kName), IsEmpty());
    site_.Stop();
    EXPECT_THAT(FilesWith(site_.SiteDirectory(), kName), IsEmpty());
    EXPECT_THAT(FilesWith(site_.StateDirectory(), kName), IsEmpty());
  }
  void ExpectItIsThere() {
    EXPECT_THAT(FilesWith(site_.SiteDirectory(), kName), Not(IsEmpty()));
    EXPECT_THAT(FilesWith(site_.StateDirectory(), kName), Not(IsEmpty()));
  }

  FakeContent content_;
  SiteUnderTest site_{content_};
};

TEST_F(RendererErasureTest, AnErasedBlockIsInNoFileAnyMore) {
  site_.Start();
  Publish({Told(NamingInABlock())});
  ExpectItIsThere();
  // Once more in tables, and not in the log alone.
  site_.Stop();
  site_.Start();
  ExpectItIsThere();
  Publish(ErasureOfTheBlock());
  ExpectNoFileHoldsTheName();
}

TEST_F(RendererErasureTest, AnErasedSignatoryIsInNoFileAnyMore) {
  site_.Start();
  content::v1::Signatory row = MakeSignatory("a", 1, kName);
  Publish({Told(MakeStatement({.id = "a"})), Told(row)});
  ExpectItIsThere();
  // As it was corrected.
  row.mutable_organisation()->set_name(absl::StrCat(kName, " Union"));
  Publish({Told(MakeStatement({.id = "a"})), Told(row)});
  EraseSignatory(row);
  Publish({ToldErasure(row.name()), Told(MakeStatement({.id = "a"})), Told(row)});
  ExpectNoFileHoldsTheName();
}

TEST_F(RendererErasureTest, AnErasedEditionIsInNoFileAnyMoreWithTitleAndFiles) {
  content_.AddBlob("pixels");
  site_.Start();
  content::v1::Statement first = Naming(kName);
  *first.mutable_live()->mutable_content()->add_attachments() = MakeImage(kName, "pixels");
  Publish({Told(first)});
  Publish({Told(Naming("Another", 2))});
  EXPECT_THAT(FilesWith(site_.StateDirectory(), kName), Not(IsEmpty()));
  Publish({ToldErasure("statements/a/editions/1"), Told(Naming("Another", 2))});
  ExpectNoFileHoldsTheName();
}

// Of what is not public content-service tells nobody that it is erased.
TEST_F(RendererErasureTest, ARemovedStatementIsInNoFileAnyMore) {
  site_.Start();
  Publish({Told(Naming(kName)), Told(MakeSignatory("a", 1, kName))});
  ExpectItIsThere();
  Publish({ToldRemoval(Naming(kName))});
  ExpectNoFileHoldsTheName();
}

TEST_F(RendererErasureTest, WhatAStopLeftInTheStateTheNextStartTakesAway) {
  std::atomic<bool> fails = false;
  site_.Start([&](absl::string_view) -> absl::Status {
    return fails ? absl::AbortedError("killed") : absl::OkStatus();
  });
  Publish({Told(NamingInABlock())});
  fails = true;
  const uint64_t erased = content_.Commit(ErasureOfTheBlock());
  ASSERT_TRUE(site_.WaitUntil([&] { return site_.state().ReadCheckpoint()->number == erased; }));
  site_.Stop();
  ExpectItIsThere();
  site_.Start();
  ASSERT_TRUE(site_.WaitFor(erased));
  ExpectNoFileHoldsTheName();
}

TEST_F(RendererErasureTest, WhereItsStateHasNoRoomToBeWrittenAnewTextsGoOnAndThePositionWaits) {
  const auto disk = std::make_shared<NarrowDisk>();
  site_.UseDisk(disk);
  site_.Start();
  content::v1::Statement large = NamingInABlock();
  large.mutable_live()->mutable_content()->set_subtitle(Noise());
  Publish({Told(large)});
  // Into tables.
  site_.Stop();
  site_.Start();
  disk->left = (uint64_t{64} << 20) + (uint64_t{1} << 18);
  const uint64_t erased = content_.Commit(ErasureOfTheBlock());
  ASSERT_TRUE(
      site_.WaitUntil([&] { return absl::StrContains(site_.status().Read().last_error, "make room"); }));
  const uint64_t later = content_.Commit({Told(MakeStatement({.id = "later"}))});
  EXPECT_TRUE(site_.WaitUntil([&] { return site_.Files().contains("/en/press/later/index.html"); }));
  EXPECT_THAT(FilesWith(site_.SiteDirectory(), kName), IsEmpty());
  EXPECT_LT(site_.status().Read().complete.value_or(0), erased);
  disk->left = uint64_t{1} << 40;
  ASSERT_TRUE(site_.WaitFor(later));
  ExpectNoFileHoldsTheName();
}

TEST_F(RendererErasureTest, GoesBeforeAllOtherWork) {
  site_.Start();
  Publish({Told(NamingInABlock())});
  site_.Stop();
  for (int i = 0; i < 150; ++i) content_.Commit({Told(MakeStatement({.id = absl::StrCat("0-", i)}))});
  const uint64_t erased = content_.Commit(ErasureOfTheBlock());
  // All has been told when the first batch of files, of whatever came first, is written.
  std::atomic<int> batches = 0;
  std::vector<std::string> holders = {"nothing was written"};
  int others = 0;
  site_.Start([&](absl::string_view step) {
    if (batches == 0) site_.WaitUntil([&] { return site_.status().Read().head == erased; });
    if (step == "last sync" && ++batches == 2) {
      holders = FilesWith(site_.SiteDirectory(), kName);
      for (const auto& [path, bytes] : site_.Files()) {
        others += absl::StartsWith(path, "/en/press/0-") && absl::EndsWith(path, "index.html") ? 1 : 0;
      }
    }
    return absl::OkStatus();
  });
  ASSERT_TRUE(site_.WaitFor(erased));
  EXPECT_THAT(holders, IsEmpty());
  EXPECT_LT(others, 150);
}

TEST_F(RendererErasureTest, ThePdfOfAnErasedTextDoesNotStayUntilAnotherIsMade) {
  absl::Notification may_set;
  site_.setter().before_set = [&](const PublicStatement& statement) {
    if (statement.statement.live().content().blocks(0).erased()) may_set.WaitForNotification();
  };
  site_.Start();
  Publish({Told(NamingInABlock())});
  EXPECT_TRUE(site_.Files().contains(kPdf));
  const uint64_t erased = content_.Commit(ErasureOfTheBlock());
  EXPECT_TRUE(site_.WaitUntil([&] { return site_.setter().calls == 2; }));
  const auto files = site_.Files();
  EXPECT_TRUE(files.contains(kPage));
  EXPECT_FALSE(files.contains(kPdf));
  may_set.Notify();
  ASSERT_TRUE(site_.WaitFor(erased));
  EXPECT_TRUE(site_.Files().contains(kPdf));
}

}  // namespace
}  // namespace communique::render

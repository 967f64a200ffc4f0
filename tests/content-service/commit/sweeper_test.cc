#include "content-service/commit/sweeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "content-service/storage/rocks_blob_store.h"
#include "statement/digest.h"
#include "tests/testing/commands.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::Retitle;
using ::communique::testing::StoreUnderTest;

constexpr int64_t kDay = 24 * 60 * 60;

class SweeperTest : public ::testing::Test {
 protected:
  SweeperTest() {
    EXPECT_OK(store_.Do(MakeSection("press")));
    OpenBlobs();
  }
  void OpenBlobs() {
    blobs_ = std::make_unique<RocksBlobStore>(store_.database().blob_parts(), BlobLimits(),
                                              [this] { return absl::FromUnixSeconds(now_); });
  }
  void Pass(int64_t seconds) {
    now_ += seconds;
    store_.SetTime(now_);
  }

  // Its SHA-256.
  std::string Upload(const std::string& bytes) {
    v1::UploadHeader header;
    header.set_sha256(Sha256Hex(bytes));
    header.set_size_bytes(static_cast<int64_t>(bytes.size()));
    auto upload = blobs_->BeginUpload(header, blobs_->TakeTicket());
    EXPECT_OK(upload);
    EXPECT_OK((*upload)->Append(bytes));
    EXPECT_OK((*upload)->Finish());
    return header.sha256();
  }
  bool IsThere(const std::string& sha256) { return blobs_->Find(sha256)->has_value(); }
  int64_t References(const std::string& sha256) { return *store_.store().BlobReferences(sha256); }

  static CreateStatement Listing(const std::string& id, const std::string& sha256) {
    CreateStatement create = MakeStatement(id, absl::StrCat("Title of ", id));
    v1::Attachment& attachment = *create.content.add_attachments();
    attachment.set_file_name("annex.txt");
    attachment.set_blob(absl::StrCat("blobs/", sha256));
    return create;
  }

  Swept SweepNow() {
    Swept swept;
    SweeperOptions options;
    options.now = [this] { return absl::FromUnixSeconds(now_); };
    EXPECT_OK(Sweep(store_.database(), store_.committer(), options, swept));
    return swept;
  }
  SweepBlobs SweepOf(const std::string& sha256) const {
    return {{sha256}, absl::FromUnixSeconds(now_) - absl::Hours(24)};
  }

  // Holds the committer up, so that what is submitted waits together; then its outcomes, in order.
  std::vector<absl::StatusOr<CommitOutcome>> Together(const Upkeep& upkeep, const Command& command,
                                                      bool upkeep_first) {
    absl::Notification held;
    absl::Notification go_on;
    store_.committer().Submit(
        Command{MakeSection(absl::StrCat("held", ++held_ups_)), "alice", "", "", "", false},
        [&](const auto&) {
          held.Notify();
          go_on.WaitForNotification();
        });
    held.WaitForNotification();
    std::vector<absl::StatusOr<CommitOutcome>> ends(2, absl::UnknownError("not answered"));
    absl::BlockingCounter answered(2);
    const auto keep = [&](size_t i) {
      return [&, i](absl::StatusOr<CommitOutcome> outcome) {
        ends[i] = std::move(outcome);
        answered.DecrementCount();
      };
    };
    if (upkeep_first) store_.committer().Submit(upkeep, keep(0));
    store_.committer().Submit(command, keep(1));
    if (!upkeep_first) store_.committer().Submit(upkeep, keep(0));
    go_on.Notify();
    answered.Wait();
    return ends;
  }

  StoreUnderTest store_;
  int64_t now_ = 1'700'000'000;
  int held_ups_ = 0;
  std::unique_ptr<RocksBlobStore> blobs_;
};

TEST_F(SweeperTest, AFileThatNothingListsIsDeletedADayAfterItWasSent) {
  const std::string sha256 = Upload("nobody lists this");
  Pass(kDay - 10);
  EXPECT_EQ(SweepNow().files, 0);
  EXPECT_TRUE(IsThere(sha256));
  Pass(20);
  const Swept swept = SweepNow();
  EXPECT_EQ(swept.files, 1);
  EXPECT_EQ(swept.bytes, 17);
  EXPECT_FALSE(IsThere(sha256));
  Upload("nobody lists this");
  ASSERT_OK_AND_ASSIGN(const auto blob, blobs_->Find(sha256));
  EXPECT_EQ(*blobs_->Read(*blob, 0), "nobody lists this") << "it can come again";
}

TEST_F(SweeperTest, AFileIsKeptForEveryRevisionThatListsItAlsoOfADiscardedDraft) {
  const std::string sha256 = Upload("an annex");
  EXPECT_EQ(References(sha256), 0);
  ASSERT_OK(store_.Do(Listing("a", sha256)));
  EXPECT_EQ(References(sha256), 1);
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(Retitle("a", store_.EtagOf("a"), "Another")));
  EXPECT_EQ(References(sha256), 2);
  UpdateStatement without{"a", store_.EtagOf("a"), {}, {"attachments"}};
  ASSERT_OK(store_.Do(std::move(without)));
  EXPECT_EQ(References(sha256), 2) << "the third revision does not list it";
  ASSERT_OK(store_.Do(DiscardDraft{{"a", store_.EtagOf("a")}}));
  Pass(2 * kDay);
  EXPECT_EQ(SweepNow().files, 0);
  EXPECT_EQ(References(sha256), 2);
  EXPECT_TRUE(IsThere(sha256));
}

TEST_F(SweeperTest, BytesThatAreSentAgainAreKeptAsIfTheyHadComeNow) {
  const std::string sha256 = Upload("sent twice");
  Pass(kDay + 10);
  ASSERT_OK(store_.Do(KeepBlob{sha256}));
  EXPECT_EQ(SweepNow().files, 0);
  Pass(kDay + 10);
  EXPECT_EQ(SweepNow().files, 1);
  EXPECT_THAT(store_.Do(KeepBlob{sha256}),
              Refused(absl::StatusCode::kUnavailable, "BLOB_SWEPT", "send them again"));
}

// A commit never lists what is deleted, whichever comes first.
TEST_F(SweeperTest, ACommandThatListsAFileEitherKeepsItOrIsTold) {
  const std::string kept = Upload("kept");
  const std::string gone = Upload("gone");
  Pass(kDay + 10);
  auto ends = Together(Upkeep{SweepOf(kept), "", "", ""},
                       Command{Listing("a", kept), "alice", "", "", "", false}, false);
  ASSERT_OK(ends[0]);
  ASSERT_OK(ends[1]);
  EXPECT_EQ(ends[0]->swept.files, 0);
  EXPECT_TRUE(IsThere(kept));

  ends = Together(Upkeep{SweepOf(gone), "", "", ""}, Command{Listing("b", gone), "alice", "", "", "", false},
                  true);
  ASSERT_OK(ends[0]);
  EXPECT_EQ(ends[0]->swept.files, 1);
  EXPECT_THAT(ends[1], Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "attachments[0].blob"));
  EXPECT_FALSE(IsThere(gone));
}

TEST_F(SweeperTest, RequestsOfMoreThanADayAgoAreForgottenAndMayBeAskedAnew) {
  const auto ask = [&](const std::string& id) {
    return store_.committer().SubmitAndWait(
        Upkeep{RecordViews{{{"a", 1}}}, "alice", id, std::string(32, 'h')});
  };
  ASSERT_OK(store_.Do(MakeStatement("a", "A")));
  for (int i = 0; i < 600; ++i) ASSERT_OK(ask(absl::StrCat("r-", i)));
  Pass(kDay - 10);
  ASSERT_OK(ask("young"));
  EXPECT_EQ(SweepNow().requests, 0);
  Pass(20);
  EXPECT_EQ(SweepNow().requests, 600);
  EXPECT_EQ(SweepNow().requests, 0);
  ASSERT_OK(ask("young"));
  EXPECT_EQ(*store_.store().ViewCount("a"), 601) << "the young one is still known";
  ASSERT_OK(ask("r-1"));
  EXPECT_EQ(*store_.store().ViewCount("a"), 602);
}

}  // namespace
}  // namespace communique::content

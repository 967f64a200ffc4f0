// The disk fails while RocksDB moves what is stored into its tables: nothing is lost or read wrong, writes
// are refused with a reason, reads go on, and a new start (or RocksDB itself) mends it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "rocksdb/db.h"
#include "statement/errors.h"
#include "tests/testing/commands.h"
#include "tests/testing/failing_disk.h"
#include "tests/testing/refused.h"
#include "tests/testing/store_under_test.h"

namespace communique::testing {
namespace {

using content::Family;
using content::v1::VIEW_EDITORIAL;

struct Fault {
  const char* name;
  // Files that fail.
  const char* files;
  bool is_full;

  friend void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }
};

class BackgroundError : public ::testing::TestWithParam<Fault> {
 protected:
  void SetUp() override {
    ASSERT_OK(store_.Do(MakeSection("press")));
    for (int i = 0; i < 20; ++i) {
      ASSERT_OK(store_.Do(MakeStatement(absl::StrCat("kept-", i), absl::StrCat("Kept ", i))));
    }
  }
  void Break() {
    disk_->broken_files_are_full = GetParam().is_full;
    disk_->broken_files = GetParam().files;
    EXPECT_FALSE(Flush().ok());
  }
  rocksdb::Status Flush() {
    return store_.database().db()->Flush({}, store_.database().family(Family::kBodies));
  }
  void ExpectAllThere() {
    for (int i = 0; i < 20; ++i) {
      EXPECT_OK(store_.store().GetStatement(absl::StrCat("kept-", i), store_.Now(VIEW_EDITORIAL)));
    }
  }

  const std::shared_ptr<FailingDisk> disk_ = std::make_shared<FailingDisk>();
  StoreUnderTest store_{disk_};
};

TEST_P(BackgroundError, RefusesWritesWithItsReasonWhileReadsGoOnAndLosesNothing) {
  Break();
  const uint64_t head = store_.store().Head().sequence;
  const absl::StatusCode code =
      GetParam().is_full ? absl::StatusCode::kResourceExhausted : absl::StatusCode::kUnavailable;
  const std::string reason = GetParam().is_full ? "DISK_FULL" : "STORE_FAILED";
  for (int i = 0; i < 3; ++i) {
    const auto refused = store_.Do(MakeStatement("refused", "Refused"));
    EXPECT_THAT(refused,
                Refused(code, reason, GetParam().is_full ? "make room" : "nothing of this was done"));
    EXPECT_EQ(ReasonOf(store_.database().background_error()), reason);
    EXPECT_EQ(ReasonOf(store_.committer().health()), reason);
  }
  ExpectAllThere();
  EXPECT_EQ(store_.store().Head().sequence, head);
  EXPECT_EQ(store_.write_failures(), 0) << "the log is well";

  disk_->broken_files = nullptr;
  store_.Reopen();
  ExpectAllThere();
  EXPECT_EQ(store_.store().Head().sequence, head);
  EXPECT_EQ(store_.store().GetStatement("refused", store_.Now(VIEW_EDITORIAL)).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_OK(store_.Do(MakeStatement("after", "After")));
  EXPECT_OK(store_.database().background_error());
}

INSTANTIATE_TEST_SUITE_P(Of, BackgroundError,
                         ::testing::Values(Fault{"TablesThatFail", ".sst", false},
                                           Fault{"TablesThatFindNoSpace", ".sst", true},
                                           Fault{"AManifestThatFails", "MANIFEST-", false}),
                         [](const auto& fault) { return fault.param.name; });

TEST(BackgroundErrors, OfADiskThatHasRoomAgainAreOverWithoutANewStart) {
  const auto disk = std::make_shared<FailingDisk>();
  StoreUnderTest store(disk);
  ASSERT_OK(store.Do(MakeSection("press")));
  disk->broken_files_are_full = true;
  disk->broken_files = ".sst";
  EXPECT_FALSE(store.database().db()->Flush({}, store.database().family(Family::kBodies)).ok());
  EXPECT_THAT(store.Do(MakeStatement("refused", "Refused")),
              Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  disk->broken_files = nullptr;
  absl::Status stored = absl::UnknownError("not tried yet");
  for (const absl::Time limit = absl::Now() + absl::Seconds(60); !stored.ok() && absl::Now() < limit;) {
    stored = store.Do(MakeStatement("after", "After")).status();
  }
  EXPECT_OK(stored);
  EXPECT_OK(store.database().background_error());
}

}  // namespace
}  // namespace communique::testing

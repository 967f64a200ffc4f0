// The judge is judged: each fault, planted in a right history, is found.

#include "tests/fault/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "statement/digest.h"

namespace communique::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

History RightHistory() {
  History history{.begin = 4};
  std::string previous(32, '\0');
  for (uint64_t number = 5; number <= 9; ++number) {
    content::v1::ChangeSet& change_set = history.change_sets.emplace_back();
    change_set.set_number(number);
    change_set.mutable_link()->set_record(absl::StrCat("record ", number));
    change_set.mutable_link()->set_hash(Sha256(change_set.link().record()));
    change_set.mutable_link()->set_previous_hash(previous);
    previous = change_set.link().hash();
  }
  return history;
}

TEST(History, ARightOneHasNoFault) { EXPECT_THAT(FaultsOf(RightHistory()), IsEmpty()); }

TEST(History, AMissingChangeIsAGap) {
  History history = RightHistory();
  history.change_sets.erase(history.change_sets.begin() + 2);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("a gap")));
}

TEST(History, AMissingFirstChangeIsAGapToo) {
  History history = RightHistory();
  history.change_sets.erase(history.change_sets.begin());
  EXPECT_THAT(FaultsOf(history), ElementsAre(HasSubstr("a gap")));
}

TEST(History, AChangeThatIsToldTwiceIsARepeat) {
  History history = RightHistory();
  history.change_sets.insert(history.change_sets.begin() + 2, history.change_sets[1]);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("repeated")));
}

TEST(History, SwappedChangesAreOutOfOrder) {
  History history = RightHistory();
  std::swap(history.change_sets[1], history.change_sets[2]);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("out of order")));
}

TEST(History, ARecordThatWasChangedIsFound) {
  History history = RightHistory();
  history.change_sets[3].mutable_link()->set_record("another");
  EXPECT_THAT(FaultsOf(history), ElementsAre(HasSubstr("not what its hash says")));
}

TEST(History, AChangeOfAnotherHistoryBreaksTheChain) {
  History history = RightHistory();
  history.change_sets[3].mutable_link()->set_previous_hash(std::string(32, 'x'));
  EXPECT_THAT(FaultsOf(history), ElementsAre(HasSubstr("chain is broken")));
}

}  // namespace
}  // namespace communique::testing

#include "render-service/pipeline/epoch_switch.h"

#include <gtest/gtest.h>

#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

constexpr char kOld[] = "00000000000000aa";
constexpr char kNew[] = "00000000000000bb";

class EpochSwitchTest : public ::testing::Test {
 protected:
  EpochSwitchTest() { status_.SetComplete(kOld, 5); }

  const serving::Log log_{"test", serving::LogFormat::kJson, serving::LogLevel::kError};
  RenderStatus status_{log_};
  std::string found_ = kNew;
  EpochSwitch epochs_{[this](const Checkpoint&) {
                        ComparedHistory history;
                        history.change.set_epoch(found_);
                        history.change.set_removed_count(1);
                        return history;
                      },
                      status_};
};

TEST_F(EpochSwitchTest, WhatIsRenderedAfterAnAcceptanceCompletesNothingOfTheOldHistory) {
  ASSERT_OK(epochs_.Review({}));
  EXPECT_EQ(status_.Read().epoch, kOld);
  ASSERT_OK(epochs_.Accept(kNew));
  // The loop knows nothing of it yet.
  status_.SetComplete(kOld, 6);
  EXPECT_EQ(status_.Read().epoch, "");
  EXPECT_FALSE(status_.Read().complete.has_value());
  ASSERT_OK_AND_ASSIGN(const auto other, epochs_.Review({}));
  ASSERT_TRUE(other.has_value());
  EXPECT_EQ(other->change.epoch(), kNew);
  EXPECT_EQ(status_.Read().epoch, "");
}

TEST_F(EpochSwitchTest, WhereTheAcceptedHistoryIsNotTheOneThatIsThereTheOldOneIsToldOfAgain) {
  ASSERT_OK(epochs_.Review({}));
  ASSERT_OK(epochs_.Accept(kNew));
  found_ = "00000000000000cc";
  ASSERT_OK_AND_ASSIGN(const auto other, epochs_.Review({}));
  EXPECT_FALSE(other.has_value());
  EXPECT_EQ(status_.Read().epoch, kOld);
  EXPECT_EQ(status_.Read().complete, 5u);
}

TEST_F(EpochSwitchTest, WhereTheOwnHistoryIsThereAgainAnAcceptanceIsForgotten) {
  ASSERT_OK(epochs_.Review({}));
  ASSERT_OK(epochs_.Accept(kNew));
  epochs_.Forget();
  EXPECT_EQ(status_.Read().epoch, kOld);
  EXPECT_FALSE(epochs_.is_accepted());
}

}  // namespace
}  // namespace communique::render

#include "serving/wake_list.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"

namespace communique::serving {
namespace {

class CountingSleeper : public Sleeper {
 public:
  void Wake() override {
    absl::MutexLock lock(&mutex_);
    ++wakes_;
  }
  int wakes() const {
    absl::MutexLock lock(&mutex_);
    return wakes_;
  }
  bool WaitForWakes(int count) const {
    absl::MutexLock lock(&mutex_);
    const auto reached = [this, count]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return wakes_ >= count; };
    return mutex_.AwaitWithTimeout(absl::Condition(&reached), absl::Seconds(30));
  }

 private:
  mutable absl::Mutex mutex_;
  int wakes_ ABSL_GUARDED_BY(mutex_) = 0;
};

TEST(WakeList, WakesAllThatAreInIt) {
  WakeList list;
  CountingSleeper a, b;
  ASSERT_TRUE(list.Add(&a));
  ASSERT_TRUE(list.Add(&b));
  list.WakeAll();
  list.Remove(&a);
  list.WakeAll();
  EXPECT_EQ(a.wakes(), 1);
  EXPECT_EQ(b.wakes(), 2);
  list.Remove(&b);
}

TEST(WakeList, WakesEachAtTheTimeItAskedForLast) {
  WakeList list;
  CountingSleeper soon, never;
  list.Add(&soon);
  list.Add(&never);
  list.WakeAt(&never, absl::Now() + absl::Hours(1));
  list.WakeAt(&soon, absl::Now() + absl::Hours(2));
  list.WakeAt(&soon, absl::Now() + absl::Milliseconds(5));
  EXPECT_TRUE(soon.WaitForWakes(1));
  EXPECT_EQ(never.wakes(), 0);
  list.Remove(&soon);
  list.Remove(&never);
}

TEST(WakeList, ATimeSetForOneThatHasLeftDoesNothing) {
  WakeList list;
  CountingSleeper gone, witness;
  list.Add(&gone);
  list.Remove(&gone);
  list.WakeAt(&gone, absl::InfinitePast());
  list.Add(&witness);
  list.WakeAt(&witness, absl::InfinitePast());
  EXPECT_TRUE(witness.WaitForWakes(1));
  EXPECT_EQ(gone.wakes(), 0);
  list.Remove(&witness);
}

TEST(WakeList, ClosingWakesAllAndTakesNobodyMore) {
  WakeList list;
  CountingSleeper inside, late;
  list.Add(&inside);
  EXPECT_FALSE(list.closed());
  list.Close();
  EXPECT_TRUE(list.closed());
  EXPECT_EQ(inside.wakes(), 1);
  EXPECT_FALSE(list.Add(&late));
  list.Remove(&inside);
}

}  // namespace
}  // namespace communique::serving

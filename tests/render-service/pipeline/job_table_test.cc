#include "render-service/pipeline/job_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::testing::Refused;

const OutputKey kOne{.type = OutputType::kStatementPage, .statement = "statements/a"};
const OutputKey kOther{.type = OutputType::kStatementPage, .statement = "statements/b"};

class Woken : public serving::Sleeper {
 public:
  void Wake() override { ++times; }
  int times = 0;
};

// The name of a job that is running and waits for these.
std::string StartedJob(JobTable& jobs, const std::set<OutputKey>& outputs) {
  const auto added = jobs.Add({});
  EXPECT_OK(added);
  EXPECT_EQ(jobs.BeginNext()->name, added->name());
  jobs.SetOutputs(added->name(), outputs, "position");
  return added->name();
}

TEST(JobTable, AJobEndsWhenAllItWaitsForIsDone) {
  JobTable jobs;
  const std::string name = StartedJob(jobs, {kOne, kOther});
  jobs.Record({.outputs = {{.key = kOne, .written = 2}}}, "position 1");
  EXPECT_EQ(jobs.Find(name)->state(), v1::JOB_STATE_RUNNING);
  jobs.Record({.outputs = {{.key = kOther, .failed = true}}}, "position 2");
  EXPECT_EQ(jobs.Find(name)->state(), v1::JOB_STATE_FAILED);
  EXPECT_EQ(jobs.Find(name)->written(), 2);
  EXPECT_EQ(jobs.Find(name)->position(), "position 2");
}

TEST(JobTable, WhoWatchesAJobIsWokenWhenTheLastOfItIsNotWantedAnyMore) {
  JobTable jobs;
  const std::string name = StartedJob(jobs, {kOne});
  Woken watcher;
  ASSERT_TRUE(jobs.watchers().Add(&watcher));
  jobs.Forget({kOne}, "position");
  EXPECT_EQ(watcher.times, 1);
  EXPECT_EQ(jobs.Find(name)->state(), v1::JOB_STATE_SUCCEEDED);
  EXPECT_EQ(jobs.Find(name)->total(), 0);
  jobs.watchers().Remove(&watcher);
}

TEST(JobTable, RefusesMoreThanAHundredThatHaveNotEndedAndTakesOneForEachThatEnds) {
  JobTable jobs;
  const std::string first = StartedJob(jobs, {kOne});
  for (size_t i = 1; i < JobTable::kMostUnended; ++i) ASSERT_OK(jobs.Add({}));
  EXPECT_THAT(jobs.Add({}), Refused(absl::StatusCode::kResourceExhausted, "TOO_MANY_JOBS", "WatchJob"));
  jobs.Record({.outputs = {{.key = kOne}}}, "position");
  EXPECT_OK(jobs.Add({}));
  EXPECT_THAT(jobs.Add({}), Refused(absl::StatusCode::kResourceExhausted, "TOO_MANY_JOBS", "WatchJob"));
}

TEST(JobTable, ForgetsTheOldestOfThoseThatHaveEnded) {
  JobTable jobs;
  const std::string running = StartedJob(jobs, {kOne});
  const std::string oldest = StartedJob(jobs, {});
  std::string newest;
  for (size_t i = 0; i < JobTable::kMostKept; ++i) newest = StartedJob(jobs, {});
  EXPECT_FALSE(jobs.Find(oldest).has_value());
  EXPECT_TRUE(jobs.Find(running).has_value());
  EXPECT_EQ(jobs.Find(newest)->state(), v1::JOB_STATE_SUCCEEDED);
}

}  // namespace
}  // namespace communique::render

// A renderer whose disk fails: it ends with a code of its own, and a new start goes on where it was.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/testing/running_services.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(RenderDisk, ARendererWhoseStateCannotBeWrittenEndsAndANewStartMakesTheSameSite) {
  RunningServices services;
  RunningServices::Renderer failing{.name = "failing", .most_file_blocks = 1024};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_OK(services.CreateSection("press"));
  ASSERT_TRUE(services.StartRenderer(failing)) << failing.process->Err();
  std::string position;
  int exit_code = -1;
  for (int i = 0; i < 300 && exit_code == -1; ++i) {
    // Long enough to fill the log soon, short enough for every page of the site.
    const std::string title = absl::StrCat("Statement ", i, " ", std::string(400, 'a'));
    ASSERT_OK_AND_ASSIGN(position, services.Publish(absl::StrCat("s", i), title));
    exit_code = failing.process->WaitForExit(absl::Milliseconds(20));
  }
  EXPECT_EQ(exit_code, 5) << failing.process->Err();
  EXPECT_THAT(failing.process->Err(), HasSubstr("the log of the renderer's state cannot be written"));

  failing.most_file_blocks = 0;
  RunningServices::Renderer fresh{.name = "fresh"};
  for (RunningServices::Renderer* renderer : {&failing, &fresh}) {
    ASSERT_TRUE(services.StartRenderer(*renderer)) << renderer->process->Err();
    ASSERT_OK_AND_ASSIGN(const auto waited, RunningServices::WaitFor(*renderer, position));
    EXPECT_THAT(waited.failures(), IsEmpty()) << waited.ShortDebugString();
  }
  EXPECT_EQ(services.FilesOf(failing), services.FilesOf(fresh));
}

}  // namespace
}  // namespace communique::testing

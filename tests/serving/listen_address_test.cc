#include "serving/listen_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/status_matchers.h"

namespace communique::serving {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

TEST(CheckListenAddress, LoopbackNeedsNothing) {
  for (const char* listen : {"127.0.0.1:7401", "localhost:0", "[::1]:7401", "unix:/run/communique.sock"}) {
    EXPECT_OK(CheckListenAddress(listen, false, false, false)) << listen;
  }
}

TEST(CheckListenAddress, ElsewhereTokensAreNeededWhateverElseIsSaid) {
  for (const char* listen : {"0.0.0.0:7401", "[::]:7401", "10.0.0.1:7401", "content:7401", ":7401"}) {
    EXPECT_THAT(CheckListenAddress(listen, false, true, true),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--token-file")))
        << listen;
  }
}

TEST(CheckListenAddress, ElsewherePlaintextMustBeAskedFor) {
  EXPECT_THAT(CheckListenAddress("0.0.0.0:7401", true, false, false),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--allow-insecure")));
  EXPECT_OK(CheckListenAddress("0.0.0.0:7401", true, false, true));
  EXPECT_OK(CheckListenAddress("0.0.0.0:7401", true, true, false));
}

}  // namespace
}  // namespace communique::serving

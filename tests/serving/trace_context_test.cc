#include "serving/trace_context.h"

#include <gtest/gtest.h>

#include "statement/names.h"

namespace communique::serving {
namespace {

constexpr char kGood[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

TEST(TraceContext, AWellFormedTraceparentIsCarriedOn) {
  EXPECT_EQ(TraceparentOf({{"traceparent", kGood}}), kGood);
}

TEST(TraceContext, AMalformedOneIsDropped) {
  for (const char* bad : {"", "nonsense", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                          "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                          "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                          "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}) {
    EXPECT_EQ(TraceparentOf({{"traceparent", bad}}), "") << bad;
  }
  EXPECT_EQ(TraceparentOf({}), "");
}

TEST(TraceContext, TheCallersRequestIdIsKeptAndAnyOtherIsReplaced) {
  EXPECT_EQ(RequestIdOf({{"x-request-id", "job-42"}}), "job-42");
  const std::string made = RequestIdOf({{"x-request-id", "two words"}});
  EXPECT_NE(made, "two words");
  EXPECT_TRUE(IsRequestId(made));
  EXPECT_NE(RequestIdOf({}), made);
}

}  // namespace
}  // namespace communique::serving

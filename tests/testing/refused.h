#ifndef COMMUNIQUE_TESTS_TESTING_REFUSED_H_
#define COMMUNIQUE_TESTS_TESTING_REFUSED_H_

#include <gmock/gmock.h>

#include <string>

#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {

// EXPECT_THAT(call, Refused(code, reason, what the message says to do))
MATCHER_P3(Refused, code, reason, message, "") {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString() << ", reason " << ReasonOf(status);
  return status.code() == code && ReasonOf(status) == reason &&
         ::testing::ExplainMatchResult(::testing::HasSubstr(message), std::string(status.message()),
                                       result_listener);
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_REFUSED_H_

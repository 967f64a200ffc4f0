#ifndef COMMUNIQUE_TESTS_TESTING_STATUS_MATCHERS_H_
#define COMMUNIQUE_TESTS_TESTING_STATUS_MATCHERS_H_

#include <gmock/gmock.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace communique::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& value) {
  return value.status();
}

// EXPECT_THAT(call, IsOk())
MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

// EXPECT_THAT(call, StatusIs(absl::StatusCode::kNotFound, HasSubstr("statements/a")))
MATCHER_P2(StatusIs, code, message, "") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code &&
         ::testing::ExplainMatchResult(message, std::string(StatusOf(arg).message()), result_listener);
}
MATCHER_P(StatusIs, code, "") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code;
}

}  // namespace communique::testing

// For set-up that must succeed, inside a test body.
#define ASSERT_OK(expression) ASSERT_THAT(expression, ::communique::testing::IsOk())
#define EXPECT_OK(expression) EXPECT_THAT(expression, ::communique::testing::IsOk())
#define ASSERT_OK_AND_ASSIGN(lhs, expression) \
  ASSERT_OK_AND_ASSIGN_IMPL_(TESTING_CONCAT_(assert_value_, __LINE__), lhs, expression)
#define ASSERT_OK_AND_ASSIGN_IMPL_(value, lhs, expression) \
  auto value = (expression);                               \
  ASSERT_TRUE(value.ok()) << value.status().ToString();    \
  lhs = *std::move(value)
#define TESTING_CONCAT_(a, b) TESTING_CONCAT_INNER_(a, b)
#define TESTING_CONCAT_INNER_(a, b) a##b

#endif  // COMMUNIQUE_TESTS_TESTING_STATUS_MATCHERS_H_

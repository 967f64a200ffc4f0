#ifndef COMMUNIQUE_TESTS_FAULT_SOAK_H_
#define COMMUNIQUE_TESTS_FAULT_SOAK_H_

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace communique::testing {

// How many rounds to make: `in_suite`, or what scripts/soak asks for.
inline int Rounds(int in_suite) {
  const char* const asked = std::getenv("COMMUNIQUE_SOAK_ROUNDS");
  int rounds = 0;
  return asked != nullptr && absl::SimpleAtoi(asked, &rounds) && rounds > 0 ? rounds : in_suite;
}

// Other histories each time in a soak, the same ones in the suite. A failure names it.
inline uint32_t Seed() {
  const char* const asked = std::getenv("COMMUNIQUE_SOAK_SEED");
  uint32_t seed = 1;
  if (asked != nullptr && !absl::SimpleAtoi(asked, &seed)) seed = 1;
  return seed;
}

// A figure for the last line of scripts/soak.
template <typename... Parts>
void TellFigures(const Parts&... parts) {
  std::cout << "figures: " << absl::StrCat(parts...) << std::endl;
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_SOAK_H_

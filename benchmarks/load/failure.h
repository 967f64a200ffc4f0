#ifndef COMMUNIQUE_BENCHMARKS_LOAD_FAILURE_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_FAILURE_H_

#include <cstdlib>
#include <iostream>

#include "absl/strings/string_view.h"

namespace communique::benchmarks {

// Says why and ends the program: a figure of a run in which anything failed is worth nothing.
[[noreturn]] inline void Fail(absl::string_view why) {
  std::cerr << "communique-load: " << why << std::endl;
  std::exit(1);
}

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_FAILURE_H_

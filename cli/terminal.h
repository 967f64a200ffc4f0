#ifndef COMMUNIQUE_CLI_TERMINAL_H_
#define COMMUNIQUE_CLI_TERMINAL_H_

#include <functional>
#include <ostream>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::cli {

// Reads a variable of the environment; null where it is not set.
using Environment = std::function<const char*(const char* name)>;

// Where a command writes: results to `out`, everything else to `err`. The streams outlive it.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  // Whether `out` and `err` may be coloured.
  bool out_colour = false;
  bool err_colour = false;
  // Columns of `out` and of `err`; lines are not wrapped where they are 0, which is when it is no terminal.
  size_t width = 0;
  size_t err_width = 0;
};

// Standard output and error as they are. NO_COLOR and TERM=dumb turn colours off.
Terminal StandardTerminal(const Environment& environment);

// `text` in bold, red or dim where `colour` is set.
std::string Bold(absl::string_view text, bool colour);
std::string Red(absl::string_view text, bool colour);
std::string Dim(absl::string_view text, bool colour);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_TERMINAL_H_

#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "absl/strings/str_cat.h"

namespace communique::cli {
namespace {

// Longer lines are hard to read even where they fit.
constexpr size_t kWidest = 110;
constexpr size_t kNarrowest = 20;

bool ColoursWanted(const Environment& environment) {
  const char* const no_color = environment("NO_COLOR");
  const char* const term = environment("TERM");
  return (no_color == nullptr || *no_color == '\0') && (term == nullptr || absl::string_view(term) != "dumb");
}

size_t ColumnsOf(int file) {
  winsize size = {};
  if (::ioctl(file, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<size_t>(size.ws_col, kNarrowest, kWidest);
}

std::string Wrapped(absl::string_view code, absl::string_view text, bool colour) {
  return colour ? absl::StrCat("\x1b[", code, "m", text, "\x1b[0m") : std::string(text);
}

}  // namespace

Terminal StandardTerminal(const Environment& environment) {
  const bool out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  const bool err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  const bool colours = ColoursWanted(environment);
  return Terminal{.out = std::cout,
                  .err = std::cerr,
                  .out_is_terminal = out_is_terminal,
                  .err_is_terminal = err_is_terminal,
                  .out_colour = out_is_terminal && colours,
                  .err_colour = err_is_terminal && colours,
                  .width = out_is_terminal ? ColumnsOf(STDOUT_FILENO) : 0,
                  .err_width = err_is_terminal ? ColumnsOf(STDERR_FILENO) : 0};
}

std::string Bold(absl::string_view text, bool colour) { return Wrapped("1", text, colour); }
std::string Red(absl::string_view text, bool colour) { return Wrapped("31", text, colour); }
std::string Dim(absl::string_view text, bool colour) { return Wrapped("2", text, colour); }

}  // namespace communique::cli

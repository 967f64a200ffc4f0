#include "cli/progress_bar.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "cli/text_layout.h"

namespace communique::cli {
namespace {

constexpr size_t kMostCells = 24;
constexpr size_t kFewestCells = 8;
constexpr size_t kUnknownWidth = 80;
constexpr absl::Duration kInterval = absl::Milliseconds(100);
// To the start of the line, wiping it.
constexpr char kWipe[] = "\r\x1b[K";

// Leaves a clean line behind, and ends the program as if nobody had listened.
extern "C" void WipeAndStop(int signal_number) {
  constexpr char kFarewell[] = "\r\x1b[Kcommunique: interrupted\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kFarewell, sizeof(kFarewell) - 1);
  ::signal(signal_number, SIG_DFL);
  ::raise(signal_number);
}

// "  [=====>    ]" of so many columns in all; nothing where that is too few to tell anything.
std::string Bar(int64_t percent, size_t columns) {
  constexpr size_t kAround = 4;
  if (columns < kFewestCells + kAround) return "";
  const size_t cells = std::min(columns - kAround, kMostCells);
  std::string bar(static_cast<size_t>(percent) * cells / 100, '=');
  if (bar.size() < cells) bar += '>';
  bar.resize(cells, ' ');
  return absl::StrCat("  [", bar, "]");
}

// The end of a text that is too long, which for a file is its name.
std::string EndOf(absl::string_view text, size_t columns) {
  if (DisplayWidth(text) <= columns) return std::string(text);
  while (!text.empty() && DisplayWidth(text) + 1 > columns) {
    do text.remove_prefix(1);
    while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U);
  }
  return absl::StrCat("…", text);
}

}  // namespace

ProgressBar::~ProgressBar() {
  if (!shown_) return;
  terminal_.err << kWipe << std::flush;
  ::signal(SIGINT, SIG_DFL);
}

void ProgressBar::Show(int64_t done, int64_t total, absl::string_view detail) {
  const absl::Time now = absl::Now();
  if (!terminal_.err_is_terminal || (done < total && now - last_shown_ < kInterval)) return;
  if (!shown_) ::signal(SIGINT, WipeAndStop);
  last_shown_ = now;
  shown_ = true;
  const int64_t percent = total > 0 ? std::clamp<int64_t>(done, 0, total) * 100 / total : 0;
  const std::string figures = absl::StrFormat(" %3d%%  %s", percent, detail);
  // The last column stays free: some terminals go on to the next line behind it.
  const size_t width = terminal_.err_width == 0 ? kUnknownWidth : terminal_.err_width - 1;
  const size_t room = width - std::min(width, DisplayWidth(figures));
  const std::string what = EndOf(what_, std::max<size_t>(room, kFewestCells));
  terminal_.err << kWipe << what << Bar(percent, room - std::min(room, DisplayWidth(what))) << figures
                << std::flush;
}

std::string FormatBytes(int64_t bytes) {
  if (bytes < 1000) return absl::StrCat(bytes, bytes == 1 ? " byte" : " bytes");
  if (bytes < 1'000'000) return absl::StrFormat("%d KB", (bytes + 500) / 1000);
  return absl::StrFormat("%.1f MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace communique::cli

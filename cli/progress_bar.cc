#include "cli/progress_bar.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace communique::cli {
namespace {

constexpr int64_t kCells = 24;
constexpr absl::Duration kInterval = absl::Milliseconds(100);
// To the start of the line, wiping it.
constexpr absl::string_view kWipe = "\r\x1b[K";

}  // namespace

ProgressBar::~ProgressBar() {
  if (shown_) terminal_.err << kWipe << std::flush;
}

void ProgressBar::Show(int64_t done, int64_t total, absl::string_view detail) {
  const absl::Time now = absl::Now();
  if (!terminal_.err_is_terminal || (done < total && now - last_shown_ < kInterval)) return;
  last_shown_ = now;
  shown_ = true;
  const int64_t clamped = std::clamp<int64_t>(done, 0, std::max<int64_t>(total, 0));
  const int64_t filled = total > 0 ? clamped * kCells / total : 0;
  std::string cells(static_cast<size_t>(filled), '=');
  if (filled < kCells) cells += '>';
  cells.resize(kCells, ' ');
  const int64_t percent = total > 0 ? clamped * 100 / total : 0;
  terminal_.err << kWipe << absl::StreamFormat("%s  [%s] %3d%%  %s", what_, cells, percent, detail)
                << std::flush;
}

std::string FormatBytes(int64_t bytes) {
  if (bytes < 1000) return absl::StrCat(bytes, bytes == 1 ? " byte" : " bytes");
  if (bytes < 1'000'000) return absl::StrFormat("%d KB", (bytes + 500) / 1000);
  return absl::StrFormat("%.1f MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace communique::cli

#ifndef COMMUNIQUE_CLI_PROGRESS_BAR_H_
#define COMMUNIQUE_CLI_PROGRESS_BAR_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "cli/terminal.h"

namespace communique::cli {

// "uploading scan.jpg  [=====>    ]  52%  1.2 of 2.3 MB" on one line of a terminal; nothing where
// standard error is none. It never wraps: the bar shrinks, then what it is about. The line is wiped when the
// bar is destroyed, and when the program is interrupted. One bar at a time, one thread.
class ProgressBar {
 public:
  ProgressBar(absl::string_view what, Terminal& terminal) : what_(what), terminal_(terminal) {}
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // At most ten times a second, and when it is complete. `detail` stands behind the bar.
  void Show(int64_t done, int64_t total, absl::string_view detail);

 private:
  const std::string what_;
  Terminal& terminal_;
  absl::Time last_shown_ = absl::InfinitePast();
  bool shown_ = false;
};

// "1.2 MB", "17 KB", "5 bytes".
std::string FormatBytes(int64_t bytes);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_PROGRESS_BAR_H_

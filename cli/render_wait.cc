#include "cli/render_wait.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/exit_code.h"
#include "cli/progress_bar.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

// One call waits this long, so that the progress line lives.
constexpr absl::Duration kSlice = absl::Seconds(1);
constexpr absl::Duration kPause = absl::Milliseconds(500);
// A service that is away for longer is not just restarting.
constexpr absl::Duration kLongestRestart = absl::Seconds(15);

void ShowProgress(int64_t& first_lag, ProgressBar& bar, Session& session) {
  if (!session.terminal().err_is_terminal) return;
  const auto status = session.render().Call(render::v1::GetStatusRequest());
  if (!status.ok()) return;
  const auto lag = static_cast<int64_t>(status->lag());
  first_lag = std::max(first_lag, lag);
  bar.Show(first_lag - lag, std::max<int64_t>(first_lag, 1), absl::StrCat(lag, " to go"));
}

// Why it takes so long, where the renderer knows.
absl::Status NotComplete(Session& session) {
  const auto status = session.render().Call(render::v1::GetStatusRequest());
  const std::string reason = status.ok() ? status->last_error() : "";
  return absl::DeadlineExceededError(absl::StrCat(
      "the site is not complete after ", absl::FormatDuration(session.patience()),
      reason.empty() ? "" : absl::StrCat(": ", reason), "; 'communique render status' says what it does"));
}

}  // namespace

absl::StatusOr<render::v1::WaitForPositionResponse> WaitForRender(const std::string& position,
                                                                  const std::vector<std::string>& statements,
                                                                  Session& session) {
  render::v1::WaitForPositionRequest request;
  request.set_position(position);
  for (const std::string& statement : statements) request.add_statements(statement);
  ProgressBar bar("rendering", session.terminal());
  int64_t first_lag = 0;
  const absl::Time deadline = absl::Now() + session.patience();
  absl::Time last_seen = absl::Now();
  while (true) {
    const absl::Time asked = absl::Now();
    const absl::Duration left = deadline - asked;
    const absl::Duration slice = std::clamp(left, absl::Milliseconds(1), kSlice);
    absl::StatusOr<render::v1::WaitForPositionResponse> response =
        session.render().WaitForPosition(request, slice);
    if (response.ok()) return response;
    const bool restarting = absl::IsUnavailable(response.status());
    if (!restarting) last_seen = absl::Now();
    if (!(restarting || absl::IsDeadlineExceeded(response.status())) ||
        absl::Now() - last_seen > kLongestRestart) {
      return response.status();
    }
    if (left <= absl::ZeroDuration()) return NotComplete(session);
    if (!restarting) ShowProgress(first_lag, bar, session);
    // Whoever answers at once, though not done, is not asked again at once.
    if (absl::Now() - asked < slice / 2) absl::SleepFor(std::min(kPause, left));
  }
}

absl::Status ReportFailures(const google::protobuf::RepeatedPtrField<render::v1::OutputFailure>& failures,
                            Session& session) {
  if (failures.empty()) return absl::OkStatus();
  for (const render::v1::OutputFailure& failure : failures) {
    session.terminal().err << "  " << failure.path() << "\n      "
                           << Wrap(failure.message(), session.terminal().err_width, 6) << "\n";
  }
  return OutputFailed(absl::StrCat(failures.size(), failures.size() == 1 ? " file" : " files",
                                   " of the site could not be made; the others are there"));
}

}  // namespace communique::cli

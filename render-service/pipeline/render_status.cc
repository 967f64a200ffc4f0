#include "render-service/pipeline/render_status.h"

#include <algorithm>

#include "statement/errors.h"

namespace communique::render {

void RenderStatus::SetConnection(bool connected, const absl::Status& error) {
  absl::MutexLock lock(&mutex_);
  if (connected && !facts_.connected) log_.Info("following content-service");
  LogChange("not following content-service", connection_error_, error);
  facts_.connected = connected;
  connection_error_ = error;
  if (ReasonOf(error) == "EPOCH_CHANGED") facts_.head.reset();
}

void RenderStatus::SetHead(uint64_t head) {
  absl::MutexLock lock(&mutex_);
  facts_.head = std::max(facts_.head.value_or(0), head);
}

void RenderStatus::SetRenderError(const absl::Status& error) {
  absl::MutexLock lock(&mutex_);
  LogChange("cannot render", render_error_, error);
  render_error_ = error;
}

// The message may hold names and paths of statements; the log must not.
void RenderStatus::LogChange(absl::string_view what, const absl::Status& before,
                             const absl::Status& now) const {
  if (now.ok() || (now.code() == before.code() && ReasonOf(now) == ReasonOf(before))) return;
  log_.Warning(what, {{"code", absl::StatusCodeToString(now.code())}, {"reason", ReasonOf(now)}});
}

void RenderStatus::SetComplete(const std::string& epoch, std::optional<uint64_t> complete) {
  {
    absl::MutexLock lock(&mutex_);
    if (facts_.epoch == epoch && facts_.complete == complete) return;
    facts_.epoch = epoch;
    facts_.complete = complete;
  }
  waiters_.WakeAll();
}

void RenderStatus::SetChanging(bool changing) {
  {
    absl::MutexLock lock(&mutex_);
    if (changing_ == changing) return;
    changing_ = changing;
  }
  waiters_.WakeAll();
}

RenderStatus::Facts RenderStatus::Read() const {
  absl::MutexLock lock(&mutex_);
  Facts facts = facts_;
  if (changing_) {
    facts.epoch.clear();
    facts.complete.reset();
  }
  facts.last_error =
      std::string(connection_error_.ok() ? render_error_.message() : connection_error_.message());
  return facts;
}

}  // namespace communique::render

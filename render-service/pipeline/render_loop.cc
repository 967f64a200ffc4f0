#include "render-service/pipeline/render_loop.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <variant>

#include "absl/time/clock.h"
#include "render-service/domain/plan.h"
#include "render-service/pipeline/apply_changes.h"
#include "render-service/pipeline/work_list.h"
#include "serving/status_macros.h"
#include "statement/position.h"

namespace communique::render {
namespace {

constexpr size_t kTextsAtOnce = 200;
// Images that are made meanwhile are published at least this often.
constexpr absl::Duration kImagesEvery = absl::Seconds(1);

}  // namespace

RenderLoop::RenderLoop(Inbox& inbox, LocalState& state, const OutputRenderer& renderer, Publisher& publisher,
                       JobTable& jobs, RenderStatus& status, const serving::Log& log,
                       absl::Duration pause_after_error)
    : inbox_(inbox),
      state_(state),
      renderer_(renderer),
      publisher_(publisher),
      jobs_(jobs),
      status_(status),
      log_(log),
      pause_after_error_(pause_after_error),
      images_(renderer, [&inbox] { inbox.Wake(); }) {}

void RenderLoop::Run() {
  while (!inbox_.closed()) {
    const absl::Status done = Turn();
    status_.SetRenderError(done.ok() ? fetch_error_ : done);
    if (done.ok()) continue;
    // What it was about is still to be done, whatever has_work_ said before.
    has_work_ = true;
    inbox_.WaitForClose(pause_after_error_);
  }
}

absl::Status RenderLoop::Turn() {
  if (waiting_.empty()) {
    waiting_ = inbox_.Take(Pause());
  }
  RETURN_IF_ERROR(TakeIn());
  RETURN_IF_ERROR(PublishTakedowns());
  RETURN_IF_ERROR(BeginJobs());
  RETURN_IF_ERROR(PublishTexts());
  RETURN_IF_ERROR(PublishImages());
  RETURN_IF_ERROR(AskForImages());
  // Only now: nobody reads the state, it takes its time, and it may find no room.
  RETURN_IF_ERROR(state_.ScrubIfDue());
  return TellHowFar();
}

absl::Duration RenderLoop::Pause() const {
  if (has_work_) return absl::ZeroDuration();
  if (images_.is_busy()) return kImagesEvery;
  if (has_images_) return std::max(absl::ZeroDuration(), images_wait_until_ - absl::Now());
  return absl::InfiniteDuration();
}

absl::Status RenderLoop::Prepare() {
  ASSIGN_OR_RETURN(checkpoint_, state_.ReadCheckpoint());
  ASSIGN_OR_RETURN(outline_, state_.ReadOutline());
  if (!checkpoint_.epoch.empty()) RETURN_IF_ERROR(AskForOutdated());
  return TellHowFar();
}

absl::Status RenderLoop::AskForOutdated() {
  const std::map<std::string, std::string> versions = renderer_.Versions();
  std::set<v1::OutputKind> outdated;
  for (const auto& [name, kind] : {std::pair{"page", v1::OUTPUT_KIND_PAGE},
                                   {"pdf", v1::OUTPUT_KIND_PDF},
                                   {"file", v1::OUTPUT_KIND_FILE}}) {
    const auto before = checkpoint_.renderer_versions.find(name);
    if (before == checkpoint_.renderer_versions.end() || before->second != versions.at(name)) {
      outdated.insert(kind);
    }
  }
  ASSIGN_OR_RETURN(const bool site_is_lost, publisher_.IsSiteEmpty());
  std::set<OutputKey> outputs;
  if (!outdated.empty() || site_is_lost) {
    ASSIGN_OR_RETURN(
        outputs, AllOutputs([&](OutputType type) { return site_is_lost || outdated.contains(KindOf(type)); },
                            state_, outline_));
  }
  // What failed may do better in a new process.
  ASSIGN_OR_RETURN(FailedOutputs failed, ListFailed(state_));
  outputs.merge(failed.renders);
  StateBatch batch;
  const Causes causes{.first = 0, .last = checkpoint_.number};
  RETURN_IF_ERROR(AskFor(outputs, /*drop=*/false, causes, state_, batch));
  RETURN_IF_ERROR(AskFor(failed.drops, /*drop=*/true, causes, state_, batch));
  checkpoint_.renderer_versions = versions;
  batch.checkpoint = checkpoint_;
  return state_.Commit(batch);
}

absl::Status RenderLoop::TakeIn() {
  while (!waiting_.empty()) {
    if (std::holds_alternative<FollowedCommit>(waiting_.front())) {
      RETURN_IF_ERROR(TakeCommits());
      continue;
    }
    const Followed& next = waiting_.front();
    if (const auto* part = std::get_if<SnapshotPart>(&next)) {
      RETURN_IF_ERROR(TakeSnapshotPart(*part));
    } else if (const auto* complete = std::get_if<SnapshotComplete>(&next)) {
      RETURN_IF_ERROR(CompleteSnapshot(*complete));
    } else {
      RETURN_IF_ERROR(StartSnapshot());
    }
    waiting_.erase(waiting_.begin());
  }
  return absl::OkStatus();
}

absl::Status RenderLoop::StartSnapshot() {
  RETURN_IF_ERROR(state_.Clear());
  checkpoint_ = {};
  outline_ = {};
  status_.SetComplete("", std::nullopt);
  status_.SetChanging(false);
  return absl::OkStatus();
}

absl::Status RenderLoop::TakeSnapshotPart(const SnapshotPart& part) {
  ASSIGN_OR_RETURN(AppliedChanges applied, ApplyChanges(part.changes, state_, outline_));
  checkpoint_.snapshot_resume_token = part.resume_token;
  applied.batch.checkpoint = checkpoint_;
  RETURN_IF_ERROR(state_.Commit(applied.batch));
  outline_ = std::move(applied.outline);
  return absl::OkStatus();
}

absl::Status RenderLoop::CompleteSnapshot(const SnapshotComplete& complete) {
  StateBatch batch;
  ASSIGN_OR_RETURN(const std::set<OutputKey> outputs,
                   AllOutputs([](OutputType) { return true; }, state_, outline_));
  RETURN_IF_ERROR(AskFor(outputs, /*drop=*/false, {.first = 1, .last = complete.number}, state_, batch));
  batch.checkpoint = Checkpoint{
      .epoch = complete.epoch, .number = complete.number, .renderer_versions = renderer_.Versions()};
  RETURN_IF_ERROR(state_.Commit(batch));
  checkpoint_ = *batch.checkpoint;
  return absl::OkStatus();
}

absl::Status RenderLoop::TakeCommits() {
  const auto end = std::find_if(waiting_.begin(), waiting_.end(), [](const Followed& followed) {
    return !std::holds_alternative<FollowedCommit>(followed);
  });
  std::vector<content::v1::Change> changes;
  Causes causes;
  for (auto next = waiting_.begin(); next != end; ++next) {
    const FollowedCommit& commit = std::get<FollowedCommit>(*next);
    if (causes.first == 0) causes.first = commit.number;
    causes.last = commit.number;
    changes.insert(changes.end(), commit.changes.begin(), commit.changes.end());
  }
  ASSIGN_OR_RETURN(AppliedChanges applied, ApplyChanges(changes, state_, outline_));
  const RenderPlan plan = Plan(applied.delta, outline_, applied.outline);
  RETURN_IF_ERROR(AskFor(plan.render, /*drop=*/false, causes, state_, applied.batch));
  RETURN_IF_ERROR(AskFor(plan.drop, /*drop=*/true, causes, state_, applied.batch));
  MarkTakedowns(applied.taken_down, applied.siblings, applied.batch);
  applied.batch.hand_over = plan.hand_over;
  Checkpoint checkpoint = checkpoint_;
  checkpoint.number = causes.last;
  applied.batch.checkpoint = checkpoint;
  RETURN_IF_ERROR(state_.Commit(applied.batch));
  checkpoint_ = std::move(checkpoint);
  outline_ = std::move(applied.outline);
  jobs_.Forget({plan.drop.begin(), plan.drop.end()}, Position());
  waiting_.erase(waiting_.begin(), end);
  return absl::OkStatus();
}

absl::Status RenderLoop::BeginJobs() {
  // A snapshot that begins anew forgets all work, and before the first one is whole there is nothing to
  // render.
  if (checkpoint_.epoch.empty()) return absl::OkStatus();
  while (const auto job = jobs_.BeginNext()) {
    StateBatch batch;
    ASSIGN_OR_RETURN(const std::set<OutputKey> outputs, OutputsOfRequest(job->request, state_, outline_));
    const Causes causes{.first = 0, .last = checkpoint_.number};
    RETURN_IF_ERROR(AskFor(outputs, /*drop=*/false, causes, state_, batch));
    if (job->request.statements().empty()) {
      ASSIGN_OR_RETURN(const FailedOutputs failed, ListFailed(state_));
      RETURN_IF_ERROR(AskFor(failed.drops, /*drop=*/true, causes, state_, batch));
    }
    RETURN_IF_ERROR(state_.Commit(batch));
    jobs_.SetOutputs(job->name, outputs, Position());
  }
  return absl::OkStatus();
}

absl::Status RenderLoop::PublishTakedowns() {
  while (!inbox_.closed()) {
    ASSIGN_OR_RETURN(const std::vector<Pending> work, state_.ListTakedowns(kTextsAtOnce));
    if (work.empty()) return absl::OkStatus();
    std::vector<Pending> texts;
    std::copy_if(work.begin(), work.end(), std::back_inserter(texts), [](const Pending& pending) {
      return !pending.drop && PhaseOf(pending.key.type) != Phase::kImages;
    });
    RETURN_IF_ERROR(Publish(renderer_.RenderAll(texts, outline_), work));
  }
  return absl::OkStatus();
}

absl::Status RenderLoop::PublishTexts() {
  while (!inbox_.closed()) {
    ASSIGN_OR_RETURN(std::vector<Pending> work,
                     state_.ListRenders(Phase::kFiles, Phase::kIndexes, kTextsAtOnce));
    std::vector<Rendered> rendered = renderer_.RenderAll(work, outline_);
    // What goes, goes last: after all that takes its place.
    if (work.size() < kTextsAtOnce) {
      ASSIGN_OR_RETURN(const std::vector<Pending> drops, state_.ListDrops(kTextsAtOnce));
      work.insert(work.end(), drops.begin(), drops.end());
    }
    if (work.empty()) break;
    RETURN_IF_ERROR(Publish(std::move(rendered), work));
    // What came in meanwhile may be more urgent than the rest.
    if (!inbox_.empty()) break;
  }
  return absl::OkStatus();
}

absl::Status RenderLoop::PublishImages() {
  std::vector<Rendered> rendered;
  std::vector<Pending> work;
  for (ImageLane::Made& made : images_.Take()) {
    fetch_error_ = made.rendered.try_again ? made.rendered.status : absl::OkStatus();
    if (made.rendered.try_again) {
      images_wait_until_ = absl::Now() + pause_after_error_;
      continue;
    }
    ASSIGN_OR_RETURN(const auto asked, state_.ReadPending(made.work.key));
    // It is to be something else by now, or nothing.
    if (!asked.has_value() || asked->drop || asked->last_cause != made.work.last_cause) continue;
    rendered.push_back(std::move(made.rendered));
    work.push_back(*asked);
  }
  return rendered.empty() ? absl::OkStatus() : Publish(std::move(rendered), work);
}

absl::Status RenderLoop::AskForImages() {
  if (absl::Now() < images_wait_until_) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Pending> texts, state_.ListRenders(Phase::kFiles, Phase::kIndexes, 1));
  if (!texts.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Pending> work,
                   state_.ListRenders(Phase::kImages, Phase::kImages, ImageLane::kMostUnderWay));
  images_.Ask(work, outline_);
  return absl::OkStatus();
}

absl::Status RenderLoop::Publish(std::vector<Rendered> rendered, const std::vector<Pending>& work) {
  ASSIGN_OR_RETURN(const Published published,
                   publisher_.Publish(checkpoint_.epoch, std::move(rendered), work));
  for (const Published::One& one : published.outputs) {
    if (!one.failed) continue;
    log_.Warning("an output could not be made",
                 {{"kind", v1::OutputKind_Name(one.failure.kind())}, {"statement", one.failure.statement()}});
  }
  jobs_.Record(published, Position());
  return absl::OkStatus();
}

absl::Status RenderLoop::TellHowFar() {
  ASSIGN_OR_RETURN(const auto texts, state_.ListRenders(Phase::kFiles, Phase::kIndexes, 1));
  ASSIGN_OR_RETURN(const auto images, state_.ListRenders(Phase::kImages, Phase::kImages, 1));
  ASSIGN_OR_RETURN(const auto drops, state_.ListDrops(1));
  has_work_ = !texts.empty() || !drops.empty();
  has_images_ = !images.empty();
  if (!has_images_) fetch_error_ = absl::OkStatus();
  if (!checkpoint_.built && !checkpoint_.epoch.empty() && !has_work_ && !has_images_) {
    RETURN_IF_ERROR(publisher_.Sweep());
    Checkpoint built = checkpoint_;
    built.built = true;
    RETURN_IF_ERROR(state_.Commit({.checkpoint = built}));
    checkpoint_ = std::move(built);
    log_.Info("the site is built");
  }
  ASSIGN_OR_RETURN(const uint64_t oldest, state_.OldestWaiting());
  status_.SetComplete(checkpoint_.epoch, checkpoint_.built
                                             ? std::optional(oldest == 0 ? checkpoint_.number : oldest - 1)
                                             : std::nullopt);
  return absl::OkStatus();
}

std::string RenderLoop::Position() const {
  return checkpoint_.epoch.empty()
             ? ""
             : EncodePosition(
                   {.epoch = checkpoint_.epoch, .sequence = 0, .public_position = checkpoint_.number});
}

}  // namespace communique::render

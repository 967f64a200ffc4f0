#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_RENDER_LOOP_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_RENDER_LOOP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "render-service/domain/site_outline.h"
#include "render-service/pipeline/image_lane.h"
#include "render-service/pipeline/inbox.h"
#include "render-service/pipeline/job_table.h"
#include "render-service/pipeline/output_renderer.h"
#include "render-service/pipeline/publisher.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/storage/local_state.h"
#include "serving/logging.h"

namespace communique::render {

// The loop of render-service: take in what was followed, plan, render, store, tell how far it is.
//
// What a change asks for is written into the state together with the change itself, before anything is
// rendered, and struck out once the files are on disk. So a process that is killed anywhere goes on
// where it was, and a position is complete when nothing that it asked for is left. Texts become visible
// as soon as they can; what shows a text that was withdrawn, removed or erased goes before all others.
// An erased text leaves the state's files once the texts are on disk; while there is no room for that the
// site goes on, and no position is told as complete that waits for it. Images are begun where no text waits
// and are made by the threads of an ImageLane, so that no later text waits for one; what is made is published
// between texts, unless it has been asked for anew since, or dropped.
//
// Prepare, then Run, are called by one thread; it alone writes state and site. Run returns once the inbox is
// closed; the end of the object waits for the images that are being made. The references outlive it.
class RenderLoop {
 public:
  RenderLoop(Inbox& inbox, LocalState& state, const OutputRenderer& renderer, Publisher& publisher,
             JobTable& jobs, RenderStatus& status, const serving::Log& log,
             absl::Duration pause_after_error = absl::Seconds(1));

  // Reads where it was. Where a renderer's version is another than then, its outputs are made again, and
  // all of them where the site's directory has been emptied.
  absl::Status Prepare();
  void Run();

 private:
  absl::Status Turn();

  // What comes in, and what it asks for.
  absl::Status TakeIn();
  absl::Status StartSnapshot();
  absl::Status TakeSnapshotPart(const SnapshotPart& part);
  absl::Status CompleteSnapshot(const SnapshotComplete& complete);
  // The commits that wait at the front, together; takes them out of waiting_.
  absl::Status TakeCommits();
  absl::Status BeginJobs();
  absl::Status AskForOutdated();

  // What goes out.
  absl::Status PublishTakedowns();
  absl::Status PublishTexts();
  absl::Status PublishImages();
  absl::Status AskForImages();
  absl::Status Publish(std::vector<Rendered> rendered, const std::vector<Pending>& work);
  absl::Status TellHowFar();
  // How long there is nothing to do, unless something comes in.
  absl::Duration Pause() const;
  std::string Position() const;

  Inbox& inbox_;
  LocalState& state_;
  const OutputRenderer& renderer_;
  Publisher& publisher_;
  JobTable& jobs_;
  RenderStatus& status_;
  const serving::Log& log_;
  const absl::Duration pause_after_error_;

  Checkpoint checkpoint_;
  SiteOutline outline_;
  // Taken from the inbox, not yet in the state.
  std::vector<Followed> waiting_;
  // Texts or drops, or the last turn failed.
  bool has_work_ = true;
  bool has_images_ = false;
  // Images wait until then, since a file could not be fetched, and why.
  absl::Time images_wait_until_ = absl::InfinitePast();
  absl::Status fetch_error_;
  ImageLane images_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_RENDER_LOOP_H_

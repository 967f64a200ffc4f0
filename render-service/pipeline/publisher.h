#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_PUBLISHER_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_PUBLISHER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "render-service/pipeline/output_renderer.h"
#include "render-service/storage/local_state.h"
#include "render-service/storage/output_store.h"

namespace communique::render {

// What was done of the work.
struct Published {
  struct One {
    OutputKey key;
    // Files that got other bytes.
    int written = 0;
    // Set where it failed; its path may be empty.
    bool failed = false;
    v1::OutputFailure failure;
  };
  std::vector<One> outputs;
};

// Brings what was rendered to disk and into the state: first the state learns which files are to be
// whose, then come the files in the order of phases, deletions, and the rows that say it is done. So
// whatever is stopped anywhere is done again and ends in the same bytes, also where it is to be something
// else by then: no file is ever on the site without an owner. Used by one thread; the references outlive
// it.
class Publisher {
 public:
  Publisher(const OutputRenderer& renderer, LocalState& state, OutputStore& store)
      : renderer_(renderer), state_(state), store_(store) {}

  // `rendered` are of `work`, and so is what is dropped; pieces that are to be tried again are left. Images
  // that are taken down lose their files and are to be made anew.
  // `epoch` is that of the causes. What the store refuses for reasons of one path fails that output alone.
  absl::StatusOr<Published> Publish(const std::string& epoch, std::vector<Rendered> rendered,
                                    const std::vector<Pending>& work);

  absl::StatusOr<bool> IsSiteEmpty() { return store_.IsEmpty(); }

  // Deletes what no output owns: files of an earlier life of the site.
  absl::Status Sweep();

 private:
  struct Batches;
  absl::Status AddRendered(const std::string& epoch, Rendered& rendered, const Pending& work,
                           Batches& to) const;
  absl::Status AddFailure(const std::string& epoch, const Rendered& rendered, const Pending& work,
                          Batches& to) const;
  absl::Status AddFile(const std::string& epoch, const Rendered& rendered, RenderedFile& file,
                       const Pending& work, Batches& to) const;
  absl::Status DeleteWhatIsLeft(Batches& to) const;
  absl::Status NoteRefused(const std::string& epoch, const std::vector<Pending>& work,
                           const AppliedSite& applied, Batches& to) const;

  const OutputRenderer& renderer_;
  LocalState& state_;
  OutputStore& store_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_PUBLISHER_H_

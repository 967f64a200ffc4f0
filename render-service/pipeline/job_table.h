#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_JOB_TABLE_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_JOB_TABLE_H_

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/domain/output_key.h"
#include "render-service/pipeline/publisher.h"
#include "serving/wake_list.h"

namespace communique::render {

// The renders that people asked for, until the process ends. Bounded: a hundred may wait or run at a time,
// and of those that have ended the newest are kept. Thread-safe.
class JobTable {
 public:
  static constexpr size_t kMostUnended = 100;
  // Of all together.
  static constexpr size_t kMostKept = 1'000;

  // A new job, to be begun by the render loop. RESOURCE_EXHAUSTED, reason TOO_MANY_JOBS, while
  // kMostUnended have not ended.
  absl::StatusOr<v1::Job> Add(const v1::StartRenderRequest& request);
  // Nothing for an unknown name.
  std::optional<v1::Job> Find(const std::string& name) const;

  // By the render loop, once it knows what is public: the next job that was not begun.
  struct Begun {
    std::string name;
    v1::StartRenderRequest request;
  };
  std::optional<Begun> BeginNext();
  // What the job is to render. It ends at once where that is nothing.
  void SetOutputs(const std::string& name, const std::set<OutputKey>& outputs, const std::string& position);
  // Work that was done, for whichever jobs wait for it.
  void Record(const Published& published, const std::string& position);
  // Work that is not wanted any more.
  void Forget(const std::vector<OutputKey>& dropped, const std::string& position);

  // Woken whenever a job has come further. Closed when the server stops.
  serving::WakeList& watchers() { return watchers_; }

 private:
  struct Entry {
    v1::Job job;
    v1::StartRenderRequest request;
    // How many outputs it waits for.
    size_t waiting = 0;
  };

  // The jobs that wait for an output; from now on they wait for it no more.
  std::vector<int64_t> TakeWaiting(const OutputKey& output) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void EndWhereDone(Entry& entry, const std::string& position) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ForgetOldest() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  int64_t last_number_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<int64_t, Entry> jobs_ ABSL_GUARDED_BY(mutex_);
  std::deque<int64_t> queued_ ABSL_GUARDED_BY(mutex_);
  // Jobs by the outputs that they wait for, so that a key is kept once however many jobs name it.
  std::map<OutputKey, std::vector<int64_t>> waiting_ ABSL_GUARDED_BY(mutex_);
  // Queued and running ones.
  size_t unended_ ABSL_GUARDED_BY(mutex_) = 0;
  serving::WakeList watchers_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_JOB_TABLE_H_

#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_STOPPABLE_HTTP_SERVER_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_STOPPABLE_HTTP_SERVER_H_

#include <httplib.h>

#include <set>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace communique::render {

// The library's server, which alone waits without end for a client that sends its request byte by byte
// or reads its answer so. Here open connections can be broken off. Thread-safe in what it adds.
class StoppableHttpServer : public httplib::Server {
 public:
  // Breaks off every connection, and each that is still accepted. Before stop(), which ends the rest.
  void BreakConnections();

 private:
  // One connection, until either side has had enough; on a thread of the library's.
  bool process_and_close_socket(socket_t socket) override;
  bool Open(socket_t socket);
  void Close(socket_t socket);

  absl::Mutex mutex_;
  std::set<socket_t> open_ ABSL_GUARDED_BY(mutex_);
  bool broken_off_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_STOPPABLE_HTTP_SERVER_H_

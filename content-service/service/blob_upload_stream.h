#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_UPLOAD_STREAM_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_UPLOAD_STREAM_H_

#include <grpcpp/support/server_callback.h>

#include <functional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "communique/content/v1/blob_service.pb.h"
#include "content-service/service/blob_upload_call.h"
#include "serving/executor.h"
#include "serving/wake_list.h"

namespace communique::content {

// The gRPC side of one UploadBlob call: reads a message, hands it to the BlobUploadCall on the executor,
// reads the next. So there is one message in memory, and a slow disk slows the sender. A step may wait for
// the disk and check a whole file: the executor should be for uploads alone.
//
// Make it with new, call Start() once, return it to gRPC: it deletes itself. Every action of gRPC on it
// is either within a step or, while a read is under way, the end; `mutex_` keeps these two apart.
class BlobUploadStream : public grpc::ServerReadReactor<v1::UploadBlobRequest>, private serving::Sleeper {
 public:
  // Keeps a file (SHA-256 in hex) that was sent though its bytes were here, then calls back with whether it
  // could; perhaps on another thread.
  using Keep = std::function<void(const std::string&, std::function<void(const absl::Status&)>)>;

  // `position` gives the position of the answer. `wake_list` is closed when the server stops. All but
  // the response, which gRPC owns, outlive the server.
  BlobUploadStream(BlobStore& blobs, std::function<std::string()> position, Keep keep,
                   serving::Executor& executor, serving::WakeList& wake_list,
                   v1::UploadBlobResponse* response)
      : call_(blobs),
        position_(std::move(position)),
        keep_(std::move(keep)),
        executor_(executor),
        wake_list_(wake_list),
        response_(response) {}

  void Start();

 private:
  void Step(bool has_message);
  absl::Status TakeMessage(bool has_message);
  void ReadOrEnd();
  // After `ended_` was set.
  void End(const absl::Status& status);

  void Wake() override;
  void OnReadDone(bool ok) override;
  // Of the steps that wait or run, none writes any more; the read that fails ends the stream.
  void OnCancel() override { call_.Cancel(); }
  void OnDone() override { delete this; }

  BlobUploadCall call_;
  const std::function<std::string()> position_;
  const Keep keep_;
  serving::Executor& executor_;
  serving::WakeList& wake_list_;
  v1::UploadBlobResponse* const response_;
  v1::UploadBlobRequest message_;
  bool complete_ = false;

  absl::Mutex mutex_;
  // A step is waiting or running; no read is under way.
  bool in_step_ ABSL_GUARDED_BY(mutex_) = true;
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_UPLOAD_STREAM_H_

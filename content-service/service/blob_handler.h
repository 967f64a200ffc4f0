#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_HANDLER_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_HANDLER_H_

#include "communique/content/v1/blob_service.grpc.pb.h"
#include "content-service/service/blob_upload_stream.h"
#include "content-service/service/position_gate.h"
#include "content-service/storage/blob_store.h"
#include "content-service/storage/content_store.h"
#include "serving/call_runner.h"
#include "serving/executor.h"
#include "serving/wake_list.h"

namespace communique::content {

// BlobService. Thread-safe; everything it is given outlives the server.
class BlobHandler final : public v1::BlobService::CallbackService {
 public:
  // Where the work is done. Uploads have threads of their own: one that is checked, or waits for the disk,
  // holds up no other stream. They also answer how far one is, which may wait for the disk too.
  struct Executors {
    serving::Executor& calls;
    serving::Executor& downloads;
    serving::Executor& uploads;
  };

  // Uploads and downloads end when `streams` is closed. `keep` is told of each file that was sent though its
  // bytes were here.
  BlobHandler(BlobStore& blobs, const ContentStore& store, const PositionGate& gate,
              BlobUploadStream::Keep keep, const serving::Authorization& authorization, Executors executors,
              serving::WakeList& streams);

  grpc::ServerReadReactor<v1::UploadBlobRequest>* UploadBlob(grpc::CallbackServerContext* context,
                                                             v1::UploadBlobResponse* response) override;
  grpc::ServerUnaryReactor* QueryUpload(grpc::CallbackServerContext* context,
                                        const v1::QueryUploadRequest* request,
                                        v1::QueryUploadResponse* response) override;
  grpc::ServerUnaryReactor* GetBlob(grpc::CallbackServerContext* context, const v1::GetBlobRequest* request,
                                    v1::GetBlobResponse* response) override;
  grpc::ServerWriteReactor<v1::DownloadBlobResponse>* DownloadBlob(
      grpc::CallbackServerContext* context, const v1::DownloadBlobRequest* request) override;

 private:
  std::string HeadPosition(v1::View view) const;
  absl::Status ReadBlob(const v1::GetBlobRequest& request, v1::GetBlobResponse& response) const;

  BlobStore& blobs_;
  const ContentStore& store_;
  const PositionGate& gate_;
  const BlobUploadStream::Keep keep_;
  const serving::CallRunner runner_;
  const serving::CallRunner upload_runner_;
  const Executors executors_;
  serving::WakeList& streams_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_HANDLER_H_

#include "content-service/service/blob_handler.h"

#include <optional>
#include <string>
#include <utility>

#include "content-service/service/blob_access.h"
#include "content-service/service/blob_upload_stream.h"
#include "serving/status_macros.h"
#include "serving/stream_writer.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// A call that ends before its first message is read.
class RefusedUpload : public grpc::ServerReadReactor<v1::UploadBlobRequest> {
 public:
  explicit RefusedUpload(const absl::Status& status) { Finish(serving::ToGrpcStatus(status)); }
  void OnDone() override { delete this; }
};

// The bytes of one range, a stored chunk a message.
class BlobDownload final : public serving::StreamWriter<v1::DownloadBlobResponse> {
 public:
  BlobDownload(BlobStore& blobs, const ContentStore& store, v1::DownloadBlobRequest request,
               serving::Executor& executor, serving::WakeList& streams)
      : StreamWriter(executor, streams), blobs_(blobs), store_(store), request_(std::move(request)) {}

  // Once its position is reached, or with the reason why it is not.
  void Begin(const absl::Status& reached) {
    reached_ = reached;
    Start();
  }

 private:
  Step Next(v1::DownloadBlobResponse& response, bool closing) override {
    if (closing) {
      return Step::Finish(ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                                          "the service is stopping; ask for the rest once it is back"));
    }
    if (absl::Status found = FindOnce(); !found.ok()) return Step::Finish(std::move(found));
    if (range_.first == range_.end) return Step::Finish(absl::OkStatus());
    absl::StatusOr<std::string> bytes = blobs_.Read(*blob_, range_.first);
    if (!bytes.ok()) return Step::Finish(bytes.status());
    if (static_cast<int64_t>(bytes->size()) > range_.end - range_.first) {
      bytes->resize(static_cast<size_t>(range_.end - range_.first));
    }
    range_.first += static_cast<int64_t>(bytes->size());
    response.set_chunk(*std::move(bytes));
    return Step::Write();
  }

  absl::Status FindOnce() {
    RETURN_IF_ERROR(reached_);
    if (blob_.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(blob_, FindBlob(blobs_, store_, request_.name(), request_.view()));
    ASSIGN_OR_RETURN(range_, RangeOf(request_, *blob_));
    return absl::OkStatus();
  }

  BlobStore& blobs_;
  const ContentStore& store_;
  const v1::DownloadBlobRequest request_;
  absl::Status reached_;
  std::optional<v1::Blob> blob_;
  ByteRange range_;
};

}  // namespace

BlobHandler::BlobHandler(BlobStore& blobs, const ContentStore& store, const PositionGate& gate,
                         BlobUploadStream::Keep keep, const serving::Authorization& authorization,
                         Executors executors, serving::WakeList& streams)
    : blobs_(blobs),
      store_(store),
      gate_(gate),
      keep_(std::move(keep)),
      runner_(v1::BlobService::service_full_name(), authorization, executors.calls),
      upload_runner_(v1::BlobService::service_full_name(), authorization, executors.uploads),
      executors_(executors),
      streams_(streams) {}

std::string BlobHandler::HeadPosition(v1::View view) const {
  const ChainEnd head = store_.Head();
  return PositionFor(view, store_.Epoch(), head.sequence, head.public_position);
}

grpc::ServerReadReactor<v1::UploadBlobRequest>* BlobHandler::UploadBlob(grpc::CallbackServerContext* context,
                                                                        v1::UploadBlobResponse* response) {
  const absl::Status allowed = runner_.Check(*context, "UploadBlob").status();
  if (!allowed.ok()) return new RefusedUpload(allowed);
  auto* const stream = new BlobUploadStream(
      blobs_, [this] { return HeadPosition(v1::VIEW_EDITORIAL); }, keep_, executors_.uploads, streams_,
      response);
  stream->Start();
  return stream;
}

grpc::ServerUnaryReactor* BlobHandler::QueryUpload(grpc::CallbackServerContext* context,
                                                   const v1::QueryUploadRequest* request,
                                                   v1::QueryUploadResponse* response) {
  return upload_runner_.Run(
      context, "QueryUpload", v1::VIEW_PUBLIC, [=, this](const serving::Caller&) -> absl::Status {
        FieldViolations violations;
        if (!IsSha256Hex(request->sha256())) {
          violations.Add("sha256", "must be the SHA-256 of the file, 64 lower-case hex digits");
        }
        RETURN_IF_ERROR(violations.ToStatus());
        ASSIGN_OR_RETURN(const UploadProgress progress, blobs_.QueryUpload(request->sha256()));
        response->set_committed_size(progress.committed_size);
        response->set_complete(progress.complete);
        return absl::OkStatus();
      });
}

absl::Status BlobHandler::ReadBlob(const v1::GetBlobRequest& request, v1::GetBlobResponse& response) const {
  // First, so that the answer shows at least this state.
  response.set_position(HeadPosition(request.view()));
  ASSIGN_OR_RETURN(*response.mutable_blob(), FindBlob(blobs_, store_, request.name(), request.view()));
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* BlobHandler::GetBlob(grpc::CallbackServerContext* context,
                                               const v1::GetBlobRequest* request,
                                               v1::GetBlobResponse* response) {
  return runner_.RunAsync(context, "GetBlob", request->view(),
                          [=, this](const serving::Caller&, const serving::CallRunner::Reply& reply) {
                            gate_.Await(request->min_position(), request->view(), *context,
                                        [=, this](absl::Status reached) {
                                          if (reached.ok()) reached = ReadBlob(*request, *response);
                                          reply(reached);
                                        });
                          });
}

grpc::ServerWriteReactor<v1::DownloadBlobResponse>* BlobHandler::DownloadBlob(
    grpc::CallbackServerContext* context, const v1::DownloadBlobRequest* request) {
  const absl::Status allowed = runner_.Check(*context, "DownloadBlob", request->view()).status();
  if (!allowed.ok()) return new serving::RefusedStream<v1::DownloadBlobResponse>(allowed);
  auto* const stream = new BlobDownload(blobs_, store_, *request, executors_.downloads, streams_);
  executors_.calls.Post([=, this, position = request->min_position(), view = request->view()] {
    gate_.Await(position, view, *context, [stream](const absl::Status& reached) { stream->Begin(reached); });
  });
  return stream;
}

}  // namespace communique::content

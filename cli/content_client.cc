#include "cli/content_client.h"

#include <utility>

#include "cli/rpc_caller.h"
#include "communique/content/v1/admin_service.grpc.pb.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "communique/content/v1/section_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"

namespace communique::cli {

namespace v1 = content::v1;

struct ContentClient::Stubs {
  explicit Stubs(Endpoint endpoint)
      : caller(std::move(endpoint)),
        admin(caller.channel()),
        blob(caller.channel()),
        change(caller.channel()),
        section(caller.channel()),
        statement(caller.channel()) {}

  RpcCaller caller;
  v1::AdminService::Stub admin;
  v1::BlobService::Stub blob;
  v1::ChangeService::Stub change;
  v1::SectionService::Stub section;
  v1::StatementService::Stub statement;
};

ContentClient::ContentClient(Endpoint endpoint) : stubs_(std::make_unique<Stubs>(std::move(endpoint))) {}
ContentClient::~ContentClient() = default;

absl::StatusOr<v1::CreateStatementResponse> ContentClient::Call(const v1::CreateStatementRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::CreateStatement, request);
}
absl::StatusOr<v1::GetStatementResponse> ContentClient::Call(const v1::GetStatementRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::GetStatement, request);
}
absl::StatusOr<v1::ListStatementsResponse> ContentClient::Call(const v1::ListStatementsRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::ListStatements, request);
}
absl::StatusOr<v1::PublishStatementResponse> ContentClient::Call(const v1::PublishStatementRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::PublishStatement, request);
}
absl::StatusOr<v1::CancelScheduleResponse> ContentClient::Call(const v1::CancelScheduleRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::CancelSchedule, request);
}
absl::StatusOr<v1::DiscardDraftResponse> ContentClient::Call(const v1::DiscardDraftRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::DiscardDraft, request);
}
absl::StatusOr<v1::WithdrawStatementResponse> ContentClient::Call(
    const v1::WithdrawStatementRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::WithdrawStatement, request);
}
absl::StatusOr<v1::RestoreStatementResponse> ContentClient::Call(const v1::RestoreStatementRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::RestoreStatement, request);
}
absl::StatusOr<v1::RemoveStatementResponse> ContentClient::Call(const v1::RemoveStatementRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::RemoveStatement, request);
}
absl::StatusOr<v1::AddSignatoriesResponse> ContentClient::Call(const v1::AddSignatoriesRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::AddSignatories, request);
}
absl::StatusOr<v1::GetSignatoryResponse> ContentClient::Call(const v1::GetSignatoryRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::GetSignatory, request);
}
absl::StatusOr<v1::ListSignatoriesResponse> ContentClient::Call(const v1::ListSignatoriesRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::ListSignatories, request);
}
absl::StatusOr<v1::RecordViewsResponse> ContentClient::Call(const v1::RecordViewsRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::RecordViews, request);
}
absl::StatusOr<v1::TransactResponse> ContentClient::Call(const v1::TransactRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::Transact, request);
}
absl::StatusOr<v1::WithdrawSignatoryResponse> ContentClient::Call(
    const v1::WithdrawSignatoryRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::WithdrawSignatory, request);
}
absl::StatusOr<v1::CorrectSignatoryResponse> ContentClient::Call(const v1::CorrectSignatoryRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::CorrectSignatory, request);
}
absl::StatusOr<v1::CheckSignatoriesResponse> ContentClient::Call(const v1::CheckSignatoriesRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::CheckSignatories, request);
}
absl::StatusOr<v1::ListRevisionsResponse> ContentClient::Call(const v1::ListRevisionsRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::ListRevisions, request);
}
absl::StatusOr<v1::GetRevisionResponse> ContentClient::Call(const v1::GetRevisionRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::GetRevision, request);
}
absl::StatusOr<v1::ListEditionsResponse> ContentClient::Call(const v1::ListEditionsRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::ListEditions, request);
}
absl::StatusOr<v1::GetEditionResponse> ContentClient::Call(const v1::GetEditionRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::GetEdition, request);
}
absl::StatusOr<v1::ListCommitsResponse> ContentClient::Call(const v1::ListCommitsRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::ListCommits, request);
}
absl::StatusOr<v1::CompareVersionsResponse> ContentClient::Call(const v1::CompareVersionsRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::CompareVersions, request);
}
absl::StatusOr<v1::EraseResponse> ContentClient::Call(const v1::EraseRequest& request) {
  return stubs_->caller.Call(stubs_->statement, &v1::StatementService::Stub::Erase, request);
}
absl::StatusOr<v1::CreateSectionResponse> ContentClient::Call(const v1::CreateSectionRequest& request) {
  return stubs_->caller.Call(stubs_->section, &v1::SectionService::Stub::CreateSection, request);
}
absl::StatusOr<v1::GetSectionResponse> ContentClient::Call(const v1::GetSectionRequest& request) {
  return stubs_->caller.Call(stubs_->section, &v1::SectionService::Stub::GetSection, request);
}
absl::StatusOr<v1::ListSectionsResponse> ContentClient::Call(const v1::ListSectionsRequest& request) {
  return stubs_->caller.Call(stubs_->section, &v1::SectionService::Stub::ListSections, request);
}
absl::StatusOr<v1::UpdateSectionResponse> ContentClient::Call(const v1::UpdateSectionRequest& request) {
  return stubs_->caller.Call(stubs_->section, &v1::SectionService::Stub::UpdateSection, request);
}
absl::StatusOr<v1::DeleteSectionResponse> ContentClient::Call(const v1::DeleteSectionRequest& request) {
  return stubs_->caller.Call(stubs_->section, &v1::SectionService::Stub::DeleteSection, request);
}
absl::StatusOr<v1::QueryUploadResponse> ContentClient::Call(const v1::QueryUploadRequest& request) {
  return stubs_->caller.Call(stubs_->blob, &v1::BlobService::Stub::QueryUpload, request);
}
absl::StatusOr<v1::GetBlobResponse> ContentClient::Call(const v1::GetBlobRequest& request) {
  return stubs_->caller.Call(stubs_->blob, &v1::BlobService::Stub::GetBlob, request);
}
absl::StatusOr<v1::CreateBackupResponse> ContentClient::Call(const v1::CreateBackupRequest& request) {
  return stubs_->caller.Call(stubs_->admin, &v1::AdminService::Stub::CreateBackup, request);
}
absl::StatusOr<v1::ListBackupsResponse> ContentClient::Call(const v1::ListBackupsRequest& request) {
  return stubs_->caller.Call(stubs_->admin, &v1::AdminService::Stub::ListBackups, request);
}
absl::StatusOr<v1::VerifyBackupResponse> ContentClient::Call(const v1::VerifyBackupRequest& request) {
  return stubs_->caller.Call(stubs_->admin, &v1::AdminService::Stub::VerifyBackup, request);
}
absl::StatusOr<v1::GetStatusResponse> ContentClient::Call(const v1::GetStatusRequest& request) {
  return stubs_->caller.Call(stubs_->admin, &v1::AdminService::Stub::GetStatus, request);
}
absl::StatusOr<v1::GetHeadResponse> ContentClient::Call(const v1::GetHeadRequest& request) {
  return stubs_->caller.Call(stubs_->change, &v1::ChangeService::Stub::GetHead, request);
}

absl::StatusOr<v1::UploadBlobResponse> ContentClient::UploadBlob(
    const v1::UploadHeader& header, const std::function<absl::StatusOr<std::string>()>& next) {
  grpc::ClientContext context;
  stubs_->caller.Prepare(context, absl::InfiniteFuture());
  v1::UploadBlobResponse response;
  const auto stream = stubs_->blob.UploadBlob(&context, &response);
  v1::UploadBlobRequest message;
  *message.mutable_header() = header;
  absl::Status failed;
  // A write fails once the service has answered, perhaps since it has the bytes already.
  while (stream->Write(message)) {
    absl::StatusOr<std::string> chunk = next();
    if (!chunk.ok() || chunk->empty()) {
      failed = chunk.status();
      break;
    }
    message.set_chunk(*std::move(chunk));
  }
  if (!failed.ok()) context.TryCancel();
  stream->WritesDone();
  const absl::Status status = FromGrpc(stream->Finish());
  if (!failed.ok()) return failed;
  if (!status.ok()) return status;
  return response;
}

absl::Status ContentClient::DownloadBlob(const v1::DownloadBlobRequest& request,
                                         const std::function<absl::Status(absl::string_view)>& take) {
  grpc::ClientContext context;
  stubs_->caller.Prepare(context, absl::InfiniteFuture());
  const auto stream = stubs_->blob.DownloadBlob(&context, request);
  v1::DownloadBlobResponse message;
  while (stream->Read(&message)) {
    if (absl::Status status = take(message.chunk()); !status.ok()) {
      context.TryCancel();
      return status;
    }
  }
  return FromGrpc(stream->Finish());
}

absl::Status ContentClient::Watch(const v1::WatchRequest& request,
                                  const std::function<absl::Status(const v1::WatchResponse&)>& take) {
  grpc::ClientContext context;
  stubs_->caller.Prepare(context, absl::InfiniteFuture());
  const auto stream = stubs_->change.Watch(&context, request);
  v1::WatchResponse message;
  while (stream->Read(&message)) {
    if (absl::Status status = take(message); !status.ok()) {
      context.TryCancel();
      return status;
    }
  }
  return FromGrpc(stream->Finish());
}

}  // namespace communique::cli

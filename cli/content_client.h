#ifndef COMMUNIQUE_CLI_CONTENT_CLIENT_H_
#define COMMUNIQUE_CLI_CONTENT_CLIENT_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "cli/endpoint.h"
#include "communique/content/v1/admin_service.pb.h"
#include "communique/content/v1/blob_service.pb.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/content/v1/section_service.pb.h"
#include "communique/content/v1/statement_service.pb.h"

namespace communique::cli {

// content-service as its clients see it. Unary calls are repeated while the service is UNAVAILABLE,
// which is safe since every write must carry a request_id. One thread.
class ContentClient {
 public:
  explicit ContentClient(Endpoint endpoint);
  ~ContentClient();

  absl::StatusOr<content::v1::CreateStatementResponse> Call(
      const content::v1::CreateStatementRequest& request);
  absl::StatusOr<content::v1::GetStatementResponse> Call(const content::v1::GetStatementRequest& request);
  absl::StatusOr<content::v1::ListStatementsResponse> Call(const content::v1::ListStatementsRequest& request);
  absl::StatusOr<content::v1::PublishStatementResponse> Call(
      const content::v1::PublishStatementRequest& request);
  absl::StatusOr<content::v1::CancelScheduleResponse> Call(const content::v1::CancelScheduleRequest& request);
  absl::StatusOr<content::v1::DiscardDraftResponse> Call(const content::v1::DiscardDraftRequest& request);
  absl::StatusOr<content::v1::WithdrawStatementResponse> Call(
      const content::v1::WithdrawStatementRequest& request);
  absl::StatusOr<content::v1::RestoreStatementResponse> Call(
      const content::v1::RestoreStatementRequest& request);
  absl::StatusOr<content::v1::RemoveStatementResponse> Call(
      const content::v1::RemoveStatementRequest& request);
  absl::StatusOr<content::v1::AddSignatoriesResponse> Call(const content::v1::AddSignatoriesRequest& request);
  absl::StatusOr<content::v1::GetSignatoryResponse> Call(const content::v1::GetSignatoryRequest& request);
  absl::StatusOr<content::v1::ListSignatoriesResponse> Call(
      const content::v1::ListSignatoriesRequest& request);
  absl::StatusOr<content::v1::RecordViewsResponse> Call(const content::v1::RecordViewsRequest& request);
  absl::StatusOr<content::v1::TransactResponse> Call(const content::v1::TransactRequest& request);
  absl::StatusOr<content::v1::WithdrawSignatoryResponse> Call(
      const content::v1::WithdrawSignatoryRequest& request);
  absl::StatusOr<content::v1::CorrectSignatoryResponse> Call(
      const content::v1::CorrectSignatoryRequest& request);
  absl::StatusOr<content::v1::CheckSignatoriesResponse> Call(
      const content::v1::CheckSignatoriesRequest& request);
  absl::StatusOr<content::v1::ListRevisionsResponse> Call(const content::v1::ListRevisionsRequest& request);
  absl::StatusOr<content::v1::GetRevisionResponse> Call(const content::v1::GetRevisionRequest& request);
  absl::StatusOr<content::v1::ListEditionsResponse> Call(const content::v1::ListEditionsRequest& request);
  absl::StatusOr<content::v1::GetEditionResponse> Call(const content::v1::GetEditionRequest& request);
  absl::StatusOr<content::v1::ListCommitsResponse> Call(const content::v1::ListCommitsRequest& request);
  absl::StatusOr<content::v1::CompareVersionsResponse> Call(
      const content::v1::CompareVersionsRequest& request);
  absl::StatusOr<content::v1::EraseResponse> Call(const content::v1::EraseRequest& request);
  absl::StatusOr<content::v1::CreateSectionResponse> Call(const content::v1::CreateSectionRequest& request);
  absl::StatusOr<content::v1::GetSectionResponse> Call(const content::v1::GetSectionRequest& request);
  absl::StatusOr<content::v1::ListSectionsResponse> Call(const content::v1::ListSectionsRequest& request);
  absl::StatusOr<content::v1::UpdateSectionResponse> Call(const content::v1::UpdateSectionRequest& request);
  absl::StatusOr<content::v1::DeleteSectionResponse> Call(const content::v1::DeleteSectionRequest& request);
  absl::StatusOr<content::v1::QueryUploadResponse> Call(const content::v1::QueryUploadRequest& request);
  absl::StatusOr<content::v1::GetBlobResponse> Call(const content::v1::GetBlobRequest& request);
  absl::StatusOr<content::v1::GetHeadResponse> Call(const content::v1::GetHeadRequest& request);
  // A repeat makes one more than needed at worst, which costs little. BACKUP_FAILED is not repeated.
  absl::StatusOr<content::v1::CreateBackupResponse> Call(const content::v1::CreateBackupRequest& request);
  absl::StatusOr<content::v1::ListBackupsResponse> Call(const content::v1::ListBackupsRequest& request);
  absl::StatusOr<content::v1::VerifyBackupResponse> Call(const content::v1::VerifyBackupRequest& request);
  absl::StatusOr<content::v1::GetStatusResponse> Call(const content::v1::GetStatusRequest& request);

  // One attempt. `next` gives the chunks from the header's offset on, an empty one at the end, or why
  // there is none.
  absl::StatusOr<content::v1::UploadBlobResponse> UploadBlob(
      const content::v1::UploadHeader& header, const std::function<absl::StatusOr<std::string>()>& next);

  // One attempt. Each chunk as it comes; an error of `take` ends the call.
  absl::Status DownloadBlob(const content::v1::DownloadBlobRequest& request,
                            const std::function<absl::Status(absl::string_view)>& take);

  // One attempt, without a deadline. Each message as it comes; an error of `take` ends the call.
  absl::Status Watch(const content::v1::WatchRequest& request,
                     const std::function<absl::Status(const content::v1::WatchResponse&)>& take);

 private:
  struct Stubs;
  const std::unique_ptr<Stubs> stubs_;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_CONTENT_CLIENT_H_

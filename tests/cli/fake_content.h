#ifndef COMMUNIQUE_TESTS_CLI_FAKE_CONTENT_H_
#define COMMUNIQUE_TESTS_CLI_FAKE_CONTENT_H_

#include <grpcpp/server.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "communique/content/v1/admin_service.grpc.pb.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "communique/content/v1/section_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"

namespace communique::cli {

namespace v1 = content::v1;

// A content-service in memory, on a port of its own: it keeps what it is given and does what it is told
// to go wrong. Tests look at its fields between calls.
class FakeContent final : public v1::AdminService::Service,
                          public v1::BlobService::Service,
                          public v1::ChangeService::Service,
                          public v1::SectionService::Service,
                          public v1::StatementService::Service {
 public:
  FakeContent();
  ~FakeContent() override { server_->Shutdown(); }

  const std::string& address() const { return address_; }

  // By name.
  std::map<std::string, v1::Statement> statements;
  std::map<std::string, v1::Section> sections;
  std::map<std::string, std::vector<v1::Signatory>> signatories;
  // By name, of statements.
  std::map<std::string, int64_t> views;
  // By SHA-256: bytes that are stored, and what was received of uploads that broke.
  std::map<std::string, std::string> blobs;
  std::map<std::string, std::string> partial;
  // What each Watch sends before it ends with UNAVAILABLE; the last one ends with CANCELLED.
  std::deque<std::vector<v1::WatchResponse>> watches;
  std::vector<std::string> watch_cursors;
  std::vector<std::string> watch_tokens;

  // The next calls of any kind fail with these.
  std::deque<grpc::Status> failures;
  // The next upload breaks after so many bytes; negative for not.
  int64_t break_upload_after = -1;
  // What CheckSignatories answers.
  v1::CheckSignatoriesResponse check;
  // How often a list of signatories was read.
  int signatory_lists = 0;
  // What a statement was before, newest first, and what CompareVersions answers.
  std::vector<v1::Revision> revisions;
  std::vector<v1::Edition> editions;
  std::vector<v1::StatementCommit> commits;
  v1::Comparison comparison;
  // What was asked of that, in order.
  std::vector<std::string> history_requests;
  // What was asked of rows of lists, in order, without request id.
  std::vector<std::string> row_requests;
  // What was asked of the life of statements, in order, without etag and request id.
  std::vector<std::string> lifecycle_requests;
  // Newest first.
  std::vector<v1::Backup> backups;
  v1::GetStatusResponse store_status;
  // What was asked of backups, in order.
  std::vector<std::string> backup_requests;
  // What was asked for last.
  v1::TransactRequest transaction;
  // Of every write, in order.
  std::vector<std::string> request_ids;
  std::string last_authorization;

  grpc::Status CreateStatement(grpc::ServerContext*, const v1::CreateStatementRequest*,
                               v1::CreateStatementResponse*) override;
  grpc::Status GetStatement(grpc::ServerContext*, const v1::GetStatementRequest*,
                            v1::GetStatementResponse*) override;
  grpc::Status ListStatements(grpc::ServerContext*, const v1::ListStatementsRequest*,
                              v1::ListStatementsResponse*) override;
  grpc::Status PublishStatement(grpc::ServerContext*, const v1::PublishStatementRequest*,
                                v1::PublishStatementResponse*) override;
  grpc::Status CancelSchedule(grpc::ServerContext*, const v1::CancelScheduleRequest*,
                              v1::CancelScheduleResponse*) override;
  grpc::Status DiscardDraft(grpc::ServerContext*, const v1::DiscardDraftRequest*,
                            v1::DiscardDraftResponse*) override;
  grpc::Status WithdrawStatement(grpc::ServerContext*, const v1::WithdrawStatementRequest*,
                                 v1::WithdrawStatementResponse*) override;
  grpc::Status RestoreStatement(grpc::ServerContext*, const v1::RestoreStatementRequest*,
                                v1::RestoreStatementResponse*) override;
  grpc::Status RemoveStatement(grpc::ServerContext*, const v1::RemoveStatementRequest*,
                               v1::RemoveStatementResponse*) override;
  grpc::Status AddSignatories(grpc::ServerContext*, const v1::AddSignatoriesRequest*,
                              v1::AddSignatoriesResponse*) override;
  grpc::Status GetSignatory(grpc::ServerContext*, const v1::GetSignatoryRequest*,
                            v1::GetSignatoryResponse*) override;
  grpc::Status ListSignatories(grpc::ServerContext*, const v1::ListSignatoriesRequest*,
                               v1::ListSignatoriesResponse*) override;
  grpc::Status RecordViews(grpc::ServerContext*, const v1::RecordViewsRequest*,
                           v1::RecordViewsResponse*) override;
  grpc::Status Transact(grpc::ServerContext*, const v1::TransactRequest*, v1::TransactResponse*) override;
  grpc::Status WithdrawSignatory(grpc::ServerContext*, const v1::WithdrawSignatoryRequest*,
                                 v1::WithdrawSignatoryResponse*) override;
  grpc::Status CorrectSignatory(grpc::ServerContext*, const v1::CorrectSignatoryRequest*,
                                v1::CorrectSignatoryResponse*) override;
  grpc::Status CheckSignatories(grpc::ServerContext*, const v1::CheckSignatoriesRequest*,
                                v1::CheckSignatoriesResponse*) override;
  grpc::Status ListRevisions(grpc::ServerContext*, const v1::ListRevisionsRequest*,
                             v1::ListRevisionsResponse*) override;
  grpc::Status GetRevision(grpc::ServerContext*, const v1::GetRevisionRequest*,
                           v1::GetRevisionResponse*) override;
  grpc::Status ListEditions(grpc::ServerContext*, const v1::ListEditionsRequest*,
                            v1::ListEditionsResponse*) override;
  grpc::Status GetEdition(grpc::ServerContext*, const v1::GetEditionRequest*,
                          v1::GetEditionResponse*) override;
  grpc::Status ListCommits(grpc::ServerContext*, const v1::ListCommitsRequest*,
                           v1::ListCommitsResponse*) override;
  grpc::Status CompareVersions(grpc::ServerContext*, const v1::CompareVersionsRequest*,
                               v1::CompareVersionsResponse*) override;
  grpc::Status Erase(grpc::ServerContext*, const v1::EraseRequest*, v1::EraseResponse*) override;
  grpc::Status CreateBackup(grpc::ServerContext*, const v1::CreateBackupRequest*,
                            v1::CreateBackupResponse*) override;
  grpc::Status ListBackups(grpc::ServerContext*, const v1::ListBackupsRequest*,
                           v1::ListBackupsResponse*) override;
  grpc::Status VerifyBackup(grpc::ServerContext*, const v1::VerifyBackupRequest*,
                            v1::VerifyBackupResponse*) override;
  grpc::Status GetStatus(grpc::ServerContext*, const v1::GetStatusRequest*, v1::GetStatusResponse*) override;
  grpc::Status CreateSection(grpc::ServerContext*, const v1::CreateSectionRequest*,
                             v1::CreateSectionResponse*) override;
  grpc::Status GetSection(grpc::ServerContext*, const v1::GetSectionRequest*,
                          v1::GetSectionResponse*) override;
  grpc::Status ListSections(grpc::ServerContext*, const v1::ListSectionsRequest*,
                            v1::ListSectionsResponse*) override;
  grpc::Status UpdateSection(grpc::ServerContext*, const v1::UpdateSectionRequest*,
                             v1::UpdateSectionResponse*) override;
  grpc::Status DeleteSection(grpc::ServerContext*, const v1::DeleteSectionRequest*,
                             v1::DeleteSectionResponse*) override;
  grpc::Status UploadBlob(grpc::ServerContext*, grpc::ServerReader<v1::UploadBlobRequest>*,
                          v1::UploadBlobResponse*) override;
  grpc::Status QueryUpload(grpc::ServerContext*, const v1::QueryUploadRequest*,
                           v1::QueryUploadResponse*) override;
  grpc::Status GetBlob(grpc::ServerContext*, const v1::GetBlobRequest*, v1::GetBlobResponse*) override;
  grpc::Status DownloadBlob(grpc::ServerContext*, const v1::DownloadBlobRequest*,
                            grpc::ServerWriter<v1::DownloadBlobResponse>*) override;
  grpc::Status Watch(grpc::ServerContext*, const v1::WatchRequest*,
                     grpc::ServerWriter<v1::WatchResponse>*) override;
  grpc::Status GetHead(grpc::ServerContext*, const v1::GetHeadRequest*, v1::GetHeadResponse*) override;

 private:
  // Keeps the request and answers with the statement.
  template <typename Request, typename Response>
  grpc::Status ChangeLife(grpc::ServerContext& context, const Request& request, Response& response);

  // Keeps the request.
  template <typename Request>
  grpc::Status ReadHistory(const grpc::ServerContext& context, const Request& request);

  // Keeps the request and answers with the row.
  template <typename Request, typename Response>
  grpc::Status ChangeRow(grpc::ServerContext& context, const Request& request, const std::string& name,
                         Response& response);

  // The failure that is due, or OK.
  grpc::Status Begin(const grpc::ServerContext& context);

  std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_TESTS_CLI_FAKE_CONTENT_H_

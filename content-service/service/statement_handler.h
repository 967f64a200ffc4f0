#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_HANDLER_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_HANDLER_H_

#include "communique/content/v1/statement_service.grpc.pb.h"
#include "content-service/service/read_calls.h"
#include "content-service/service/write_calls.h"
#include "content-service/storage/history_store.h"
#include "content-service/storage/text_scrubber.h"
#include "serving/executor.h"

namespace communique::content {

// StatementService. Thread-safe; everything it is given outlives the server.
class StatementHandler final : public v1::StatementService::CallbackService {
 public:
  StatementHandler(const ContentStore& store, const HistoryStore& history, Committer& committer,
                   const PositionGate& gate, TextScrubber& scrubber,
                   const serving::Authorization& authorization, serving::Executor& executor);

  grpc::ServerUnaryReactor* CreateStatement(grpc::CallbackServerContext* context,
                                            const v1::CreateStatementRequest* request,
                                            v1::CreateStatementResponse* response) override;
  grpc::ServerUnaryReactor* GetStatement(grpc::CallbackServerContext* context,
                                         const v1::GetStatementRequest* request,
                                         v1::GetStatementResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetStatements(grpc::CallbackServerContext* context,
                                               const v1::BatchGetStatementsRequest* request,
                                               v1::BatchGetStatementsResponse* response) override;
  grpc::ServerUnaryReactor* ListStatements(grpc::CallbackServerContext* context,
                                           const v1::ListStatementsRequest* request,
                                           v1::ListStatementsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateStatement(grpc::CallbackServerContext* context,
                                            const v1::UpdateStatementRequest* request,
                                            v1::UpdateStatementResponse* response) override;
  grpc::ServerUnaryReactor* PublishStatement(grpc::CallbackServerContext* context,
                                             const v1::PublishStatementRequest* request,
                                             v1::PublishStatementResponse* response) override;
  grpc::ServerUnaryReactor* CancelSchedule(grpc::CallbackServerContext* context,
                                           const v1::CancelScheduleRequest* request,
                                           v1::CancelScheduleResponse* response) override;
  grpc::ServerUnaryReactor* DiscardDraft(grpc::CallbackServerContext* context,
                                         const v1::DiscardDraftRequest* request,
                                         v1::DiscardDraftResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawStatement(grpc::CallbackServerContext* context,
                                              const v1::WithdrawStatementRequest* request,
                                              v1::WithdrawStatementResponse* response) override;
  grpc::ServerUnaryReactor* RestoreStatement(grpc::CallbackServerContext* context,
                                             const v1::RestoreStatementRequest* request,
                                             v1::RestoreStatementResponse* response) override;
  grpc::ServerUnaryReactor* RemoveStatement(grpc::CallbackServerContext* context,
                                            const v1::RemoveStatementRequest* request,
                                            v1::RemoveStatementResponse* response) override;
  grpc::ServerUnaryReactor* AddSignatories(grpc::CallbackServerContext* context,
                                           const v1::AddSignatoriesRequest* request,
                                           v1::AddSignatoriesResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawSignatory(grpc::CallbackServerContext* context,
                                              const v1::WithdrawSignatoryRequest* request,
                                              v1::WithdrawSignatoryResponse* response) override;
  grpc::ServerUnaryReactor* CorrectSignatory(grpc::CallbackServerContext* context,
                                             const v1::CorrectSignatoryRequest* request,
                                             v1::CorrectSignatoryResponse* response) override;
  grpc::ServerUnaryReactor* GetSignatory(grpc::CallbackServerContext* context,
                                         const v1::GetSignatoryRequest* request,
                                         v1::GetSignatoryResponse* response) override;
  grpc::ServerUnaryReactor* ListSignatories(grpc::CallbackServerContext* context,
                                            const v1::ListSignatoriesRequest* request,
                                            v1::ListSignatoriesResponse* response) override;
  grpc::ServerUnaryReactor* RecordViews(grpc::CallbackServerContext* context,
                                        const v1::RecordViewsRequest* request,
                                        v1::RecordViewsResponse* response) override;
  grpc::ServerUnaryReactor* Transact(grpc::CallbackServerContext* context, const v1::TransactRequest* request,
                                     v1::TransactResponse* response) override;
  grpc::ServerUnaryReactor* ListRevisions(grpc::CallbackServerContext* context,
                                          const v1::ListRevisionsRequest* request,
                                          v1::ListRevisionsResponse* response) override;
  grpc::ServerUnaryReactor* GetRevision(grpc::CallbackServerContext* context,
                                        const v1::GetRevisionRequest* request,
                                        v1::GetRevisionResponse* response) override;
  grpc::ServerUnaryReactor* ListEditions(grpc::CallbackServerContext* context,
                                         const v1::ListEditionsRequest* request,
                                         v1::ListEditionsResponse* response) override;
  grpc::ServerUnaryReactor* GetEdition(grpc::CallbackServerContext* context,
                                       const v1::GetEditionRequest* request,
                                       v1::GetEditionResponse* response) override;
  grpc::ServerUnaryReactor* ListCommits(grpc::CallbackServerContext* context,
                                        const v1::ListCommitsRequest* request,
                                        v1::ListCommitsResponse* response) override;
  grpc::ServerUnaryReactor* CompareVersions(grpc::CallbackServerContext* context,
                                            const v1::CompareVersionsRequest* request,
                                            v1::CompareVersionsResponse* response) override;
  grpc::ServerUnaryReactor* CheckSignatories(grpc::CallbackServerContext* context,
                                             const v1::CheckSignatoriesRequest* request,
                                             v1::CheckSignatoriesResponse* response) override;
  grpc::ServerUnaryReactor* Erase(grpc::CallbackServerContext* context, const v1::EraseRequest* request,
                                  v1::EraseResponse* response) override;

 private:
  // Writes that name one statement and its etag, and answer with it.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Change(grpc::CallbackServerContext* context, absl::string_view method,
                                   const Request* request, Response* response) const;
  // The statement that a commit touched, as it left it.
  absl::Status ReadTouched(const Touched& touched, ReadAt at, v1::Statement& statement) const;
  // The one row of a list that it touched.
  absl::Status ReadTouchedRow(const Touched& touched, ReadAt at, v1::Signatory& signatory) const;

  const ContentStore& store_;
  const HistoryStore& history_;
  TextScrubber& scrubber_;
  // A thread of its own for the answers to Erase. Each that waits for it is committed, so none is refused.
  serving::Executor scrubbing_;
  const serving::CallRunner runner_;
  const ReadCalls reads_;
  const WriteCalls writes_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_HANDLER_H_

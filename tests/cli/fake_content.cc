#include "tests/cli/fake_content.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "statement/digest.h"

namespace communique::cli {
namespace {

grpc::Status NotFound(const std::string& name) {
  return {grpc::StatusCode::NOT_FOUND, absl::StrCat(name, " is not there")};
}

v1::Blob Describe(const std::string& bytes) {
  v1::Blob blob;
  blob.set_name("blobs/" + Sha256Hex(bytes));
  blob.set_size_bytes(static_cast<int64_t>(bytes.size()));
  blob.set_media_type("text/plain");
  return blob;
}

// Pages of two, or of one where no more is asked for.
template <typename Request>
int PageSizeOf(const Request& request) {
  return request.page_size() == 1 ? 1 : 2;
}

template <typename Request, typename Item, typename Response>
void AddPage(const Request& request, const std::vector<Item>& all, Response& response,
             google::protobuf::RepeatedPtrField<Item>& page) {
  size_t next = 0;
  (void)absl::SimpleAtoi(request.page_token(), &next);
  for (; next < all.size() && page.size() < PageSizeOf(request); ++next) *page.Add() = all[next];
  if (next < all.size()) response.set_next_page_token(absl::StrCat(next));
}

}  // namespace

FakeContent::FakeContent() {
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(static_cast<v1::AdminService::Service*>(this));
  builder.RegisterService(static_cast<v1::BlobService::Service*>(this));
  builder.RegisterService(static_cast<v1::ChangeService::Service*>(this));
  builder.RegisterService(static_cast<v1::SectionService::Service*>(this));
  builder.RegisterService(static_cast<v1::StatementService::Service*>(this));
  server_ = builder.BuildAndStart();
  address_ = absl::StrCat("127.0.0.1:", port);
}

grpc::Status FakeContent::Begin(const grpc::ServerContext& context) {
  const auto found = context.client_metadata().find("authorization");
  if (found != context.client_metadata().end()) {
    last_authorization.assign(found->second.data(), found->second.size());
  }
  if (failures.empty()) return grpc::Status::OK;
  const grpc::Status failure = failures.front();
  failures.pop_front();
  return failure;
}

grpc::Status FakeContent::CreateStatement(grpc::ServerContext* context,
                                          const v1::CreateStatementRequest* request,
                                          v1::CreateStatementResponse* response) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  const std::string name =
      absl::StrCat("statements/", request->statement_id().empty() ? "given" : request->statement_id());
  if (statements.contains(name)) return {grpc::StatusCode::ALREADY_EXISTS, name + " is taken"};
  v1::Statement& statement = statements[name] = request->statement();
  statement.set_name(name);
  statement.set_etag("etag-1");
  statement.set_public_state(v1::PUBLIC_STATE_NEVER);
  statement.set_draft_state(v1::DRAFT_STATE_DRAFT);
  statement.mutable_draft()->set_path("/en/press/a-title/");
  *response->mutable_statement() = statement;
  response->set_position("p-create");
  return grpc::Status::OK;
}

grpc::Status FakeContent::GetStatement(grpc::ServerContext* context, const v1::GetStatementRequest* request,
                                       v1::GetStatementResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  const auto found = statements.find(request->name());
  if (found == statements.end()) return NotFound(request->name());
  *response->mutable_statement() = found->second;
  return grpc::Status::OK;
}

grpc::Status FakeContent::ListStatements(grpc::ServerContext* context,
                                         const v1::ListStatementsRequest* request,
                                         v1::ListStatementsResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  for (auto it = statements.upper_bound(request->page_token()); it != statements.end(); ++it) {
    if (response->statements_size() == PageSizeOf(*request)) {
      response->set_next_page_token(response->statements().rbegin()->name());
      break;
    }
    *response->add_statements() = it->second;
  }
  return grpc::Status::OK;
}

grpc::Status FakeContent::PublishStatement(grpc::ServerContext* context,
                                           const v1::PublishStatementRequest* request,
                                           v1::PublishStatementResponse* response) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  const auto found = statements.find(request->name());
  if (found == statements.end()) return NotFound(request->name());
  v1::Statement& statement = found->second;
  if (request->etag() != statement.etag()) return {grpc::StatusCode::ABORTED, "the etag is an older one"};
  if (request->has_publish_time()) return ChangeLife(*context, *request, *response);
  statement.set_path(statement.draft().path());
  statement.set_public_state(v1::PUBLIC_STATE_LIVE);
  statement.set_draft_state(v1::DRAFT_STATE_NONE);
  *statement.mutable_live()->mutable_content() = statement.draft().content();
  statement.mutable_live()->set_number(1);
  statement.clear_draft();
  *response->mutable_statement() = statement;
  response->set_position("p-publish");
  return grpc::Status::OK;
}

template <typename Request, typename Response>
grpc::Status FakeContent::ChangeLife(grpc::ServerContext& context, const Request& request,
                                     Response& response) {
  request_ids.push_back(request.request_id());
  if (grpc::Status status = Begin(context); !status.ok()) return status;
  const auto found = statements.find(request.name());
  if (found == statements.end()) return NotFound(request.name());
  if (request.etag() != found->second.etag()) return {grpc::StatusCode::ABORTED, "the etag is an older one"};
  Request asked = request;
  asked.clear_etag();
  asked.clear_request_id();
  lifecycle_requests.push_back(asked.ShortDebugString());
  *response.mutable_statement() = found->second;
  response.set_position("p-life");
  return grpc::Status::OK;
}

grpc::Status FakeContent::CancelSchedule(grpc::ServerContext* context,
                                         const v1::CancelScheduleRequest* request,
                                         v1::CancelScheduleResponse* response) {
  return ChangeLife(*context, *request, *response);
}

grpc::Status FakeContent::DiscardDraft(grpc::ServerContext* context, const v1::DiscardDraftRequest* request,
                                       v1::DiscardDraftResponse* response) {
  return ChangeLife(*context, *request, *response);
}

grpc::Status FakeContent::WithdrawStatement(grpc::ServerContext* context,
                                            const v1::WithdrawStatementRequest* request,
                                            v1::WithdrawStatementResponse* response) {
  return ChangeLife(*context, *request, *response);
}

grpc::Status FakeContent::RestoreStatement(grpc::ServerContext* context,
                                           const v1::RestoreStatementRequest* request,
                                           v1::RestoreStatementResponse* response) {
  return ChangeLife(*context, *request, *response);
}

grpc::Status FakeContent::RemoveStatement(grpc::ServerContext* context,
                                          const v1::RemoveStatementRequest* request,
                                          v1::RemoveStatementResponse* response) {
  return ChangeLife(*context, *request, *response);
}

grpc::Status FakeContent::AddSignatories(grpc::ServerContext* context,
                                         const v1::AddSignatoriesRequest* request,
                                         v1::AddSignatoriesResponse* response) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  for (const v1::Signatory& signatory : request->signatories()) {
    signatories[request->parent()].push_back(signatory);
    *response->add_signatories() = signatory;
  }
  v1::Statement& statement = statements[request->parent()];
  statement.set_etag("etag-2");
  statement.set_signatory_count(static_cast<int32_t>(signatories[request->parent()].size()));
  return grpc::Status::OK;
}

grpc::Status FakeContent::GetSignatory(grpc::ServerContext* context, const v1::GetSignatoryRequest* request,
                                       v1::GetSignatoryResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  for (const auto& [statement, rows] : signatories) {
    for (const v1::Signatory& row : rows) {
      if (row.name() != request->name()) continue;
      *response->mutable_signatory() = row;
      return grpc::Status::OK;
    }
  }
  return NotFound(request->name());
}

grpc::Status FakeContent::ListSignatories(grpc::ServerContext* context,
                                          const v1::ListSignatoriesRequest* request,
                                          v1::ListSignatoriesResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  ++signatory_lists;
  for (const v1::Signatory& signatory : signatories[request->parent()])
    *response->add_signatories() = signatory;
  return grpc::Status::OK;
}

grpc::Status FakeContent::RecordViews(grpc::ServerContext* context, const v1::RecordViewsRequest* request,
                                      v1::RecordViewsResponse* response) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  for (const v1::ViewCount& count : request->counts()) {
    if (!statements.contains(count.statement())) return NotFound(count.statement());
  }
  for (const v1::ViewCount& count : request->counts()) views[count.statement()] += count.count();
  response->set_position("p-views");
  return grpc::Status::OK;
}

grpc::Status FakeContent::Transact(grpc::ServerContext* context, const v1::TransactRequest* request,
                                   v1::TransactResponse* response) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  transaction = *request;
  if (request->validate_only()) return grpc::Status::OK;
  for (const auto& [name, statement] : statements) *response->add_statements() = statement;
  return grpc::Status::OK;
}

template <typename Request, typename Response>
grpc::Status FakeContent::ChangeRow(grpc::ServerContext& context, const Request& request,
                                    const std::string& name, Response& response) {
  request_ids.push_back(request.request_id());
  if (grpc::Status status = Begin(context); !status.ok()) return status;
  Request asked = request;
  asked.clear_request_id();
  row_requests.push_back(asked.ShortDebugString());
  response.mutable_signatory()->set_name(name);
  response.set_position("p-row");
  return grpc::Status::OK;
}

grpc::Status FakeContent::WithdrawSignatory(grpc::ServerContext* context,
                                            const v1::WithdrawSignatoryRequest* request,
                                            v1::WithdrawSignatoryResponse* response) {
  return ChangeRow(*context, *request, request->name(), *response);
}

grpc::Status FakeContent::CorrectSignatory(grpc::ServerContext* context,
                                           const v1::CorrectSignatoryRequest* request,
                                           v1::CorrectSignatoryResponse* response) {
  return ChangeRow(*context, *request, request->signatory().name(), *response);
}

grpc::Status FakeContent::CheckSignatories(grpc::ServerContext* context, const v1::CheckSignatoriesRequest*,
                                           v1::CheckSignatoriesResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  *response = check;
  return grpc::Status::OK;
}

template <typename Request>
grpc::Status FakeContent::ReadHistory(const grpc::ServerContext& context, const Request& request) {
  history_requests.push_back(request.ShortDebugString());
  return Begin(context);
}

grpc::Status FakeContent::ListRevisions(grpc::ServerContext* context, const v1::ListRevisionsRequest* request,
                                        v1::ListRevisionsResponse* response) {
  if (grpc::Status status = ReadHistory(*context, *request); !status.ok()) return status;
  AddPage(*request, revisions, *response, *response->mutable_revisions());
  return grpc::Status::OK;
}

grpc::Status FakeContent::ListEditions(grpc::ServerContext* context, const v1::ListEditionsRequest* request,
                                       v1::ListEditionsResponse* response) {
  if (grpc::Status status = ReadHistory(*context, *request); !status.ok()) return status;
  AddPage(*request, editions, *response, *response->mutable_editions());
  return grpc::Status::OK;
}

grpc::Status FakeContent::ListCommits(grpc::ServerContext* context, const v1::ListCommitsRequest* request,
                                      v1::ListCommitsResponse* response) {
  if (grpc::Status status = ReadHistory(*context, *request); !status.ok()) return status;
  AddPage(*request, commits, *response, *response->mutable_commits());
  return grpc::Status::OK;
}

grpc::Status FakeContent::GetRevision(grpc::ServerContext* context, const v1::GetRevisionRequest* request,
                                      v1::GetRevisionResponse* response) {
  if (grpc::Status status = ReadHistory(*context, *request); !status.ok()) return status;
  for (const auto& revision : revisions) {
    if (revision.name() == request->name()) *response->mutable_revision() = revision;
  }
  return response->has_revision() ? grpc::Status::OK : NotFound(request->name());
}

grpc::Status FakeContent::GetEdition(grpc::ServerContext* context, const v1::GetEditionRequest* request,
                                     v1::GetEditionResponse* response) {
  if (grpc::Status status = ReadHistory(*context, *request); !status.ok()) return status;
  for (const auto& edition : editions) {
    if (edition.name() == request->name()) *response->mutable_edition() = edition;
  }
  return response->has_edition() ? grpc::Status::OK : NotFound(request->name());
}

grpc::Status FakeContent::CompareVersions(grpc::ServerContext* context,
                                          const v1::CompareVersionsRequest* request,
                                          v1::CompareVersionsResponse* response) {
  if (grpc::Status status = ReadHistory(*context, *request); !status.ok()) return status;
  *response->mutable_comparison() = comparison;
  return grpc::Status::OK;
}

grpc::Status FakeContent::Erase(grpc::ServerContext* context, const v1::EraseRequest* request,
                                v1::EraseResponse* response) {
  return ChangeLife(*context, *request, *response);
}

grpc::Status FakeContent::CreateBackup(grpc::ServerContext* context, const v1::CreateBackupRequest* request,
                                       v1::CreateBackupResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  backup_requests.push_back(absl::StrCat("create, keep ", request->keep()));
  v1::Backup& backup = *response->mutable_backup();
  backup.set_name(absl::StrCat("backups/", backups.size() + 1));
  backup.set_sequence(7);
  backups.insert(backups.begin(), backup);
  return grpc::Status::OK;
}

grpc::Status FakeContent::ListBackups(grpc::ServerContext*, const v1::ListBackupsRequest* request,
                                      v1::ListBackupsResponse* response) {
  // One on a page, so that whoever wants all must ask again.
  const size_t at = request->page_token().empty() ? 0 : std::stoul(request->page_token());
  if (at < backups.size()) *response->add_backups() = backups[at];
  if (at + 1 < backups.size()) response->set_next_page_token(absl::StrCat(at + 1));
  return grpc::Status::OK;
}

grpc::Status FakeContent::VerifyBackup(grpc::ServerContext*, const v1::VerifyBackupRequest* request,
                                       v1::VerifyBackupResponse* response) {
  backup_requests.push_back(absl::StrCat("verify ", request->name()));
  response->mutable_backup()->set_name(request->name());
  response->set_commits_checked(7);
  return grpc::Status::OK;
}

grpc::Status FakeContent::GetStatus(grpc::ServerContext*, const v1::GetStatusRequest*,
                                    v1::GetStatusResponse* response) {
  *response = store_status;
  return grpc::Status::OK;
}

grpc::Status FakeContent::CreateSection(grpc::ServerContext* context, const v1::CreateSectionRequest* request,
                                        v1::CreateSectionResponse* response) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  v1::Section& section = sections["sections/" + request->section_id()] = request->section();
  section.set_name("sections/" + request->section_id());
  *response->mutable_section() = section;
  return grpc::Status::OK;
}

grpc::Status FakeContent::GetSection(grpc::ServerContext* context, const v1::GetSectionRequest* request,
                                     v1::GetSectionResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  const auto found = sections.find(request->name());
  if (found == sections.end()) return NotFound(request->name());
  *response->mutable_section() = found->second;
  return grpc::Status::OK;
}

grpc::Status FakeContent::ListSections(grpc::ServerContext* context, const v1::ListSectionsRequest*,
                                       v1::ListSectionsResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  for (const auto& [name, section] : sections) *response->add_sections() = section;
  return grpc::Status::OK;
}

grpc::Status FakeContent::UpdateSection(grpc::ServerContext* context, const v1::UpdateSectionRequest* request,
                                        v1::UpdateSectionResponse* response) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  const auto found = sections.find(request->section().name());
  if (found == sections.end()) return NotFound(request->section().name());
  v1::Section& section = found->second;
  for (const std::string& field : request->update_mask().paths()) {
    if (field == "parent") section.set_parent(request->section().parent());
    if (field == "titles") *section.mutable_titles() = request->section().titles();
    if (field == "display_order") section.set_display_order(request->section().display_order());
  }
  *response->mutable_section() = section;
  return grpc::Status::OK;
}

grpc::Status FakeContent::DeleteSection(grpc::ServerContext* context, const v1::DeleteSectionRequest* request,
                                        v1::DeleteSectionResponse*) {
  request_ids.push_back(request->request_id());
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  return sections.erase(request->name()) == 0 ? NotFound(request->name()) : grpc::Status::OK;
}

grpc::Status FakeContent::UploadBlob(grpc::ServerContext* context,
                                     grpc::ServerReader<v1::UploadBlobRequest>* reader,
                                     v1::UploadBlobResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  v1::UploadBlobRequest message;
  if (!reader->Read(&message) || !message.has_header())
    return {grpc::StatusCode::INVALID_ARGUMENT, "no header"};
  const v1::UploadHeader header = message.header();
  if (blobs.contains(header.sha256())) {
    *response->mutable_blob() = Describe(blobs[header.sha256()]);
    response->set_already_stored(true);
    return grpc::Status::OK;
  }
  std::string& bytes = partial[header.sha256()];
  bytes.resize(static_cast<size_t>(header.offset()));
  while (reader->Read(&message)) {
    bytes += message.chunk();
    if (break_upload_after >= 0 && static_cast<int64_t>(bytes.size()) > break_upload_after) {
      bytes.resize(static_cast<size_t>(break_upload_after));
      break_upload_after = -1;
      return {grpc::StatusCode::UNAVAILABLE, "the connection broke"};
    }
  }
  if (Sha256Hex(bytes) != header.sha256()) return {grpc::StatusCode::INVALID_ARGUMENT, "other bytes"};
  blobs[header.sha256()] = bytes;
  *response->mutable_blob() = Describe(bytes);
  return grpc::Status::OK;
}

grpc::Status FakeContent::QueryUpload(grpc::ServerContext* context, const v1::QueryUploadRequest* request,
                                      v1::QueryUploadResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  response->set_complete(blobs.contains(request->sha256()));
  if (partial.contains(request->sha256())) {
    response->set_committed_size(static_cast<int64_t>(partial[request->sha256()].size()));
  }
  return grpc::Status::OK;
}

grpc::Status FakeContent::GetBlob(grpc::ServerContext* context, const v1::GetBlobRequest* request,
                                  v1::GetBlobResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  const auto found = blobs.find(std::string(absl::StripPrefix(request->name(), "blobs/")));
  if (found == blobs.end()) return NotFound(request->name());
  *response->mutable_blob() = Describe(found->second);
  return grpc::Status::OK;
}

grpc::Status FakeContent::DownloadBlob(grpc::ServerContext* context, const v1::DownloadBlobRequest* request,
                                       grpc::ServerWriter<v1::DownloadBlobResponse>* writer) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  const std::string bytes = blobs[std::string(absl::StripPrefix(request->name(), "blobs/"))];
  for (size_t at = 0; at < bytes.size(); at += 1000) {
    v1::DownloadBlobResponse message;
    message.set_chunk(bytes.substr(at, 1000));
    writer->Write(message);
  }
  return grpc::Status::OK;
}

grpc::Status FakeContent::Watch(grpc::ServerContext* context, const v1::WatchRequest* request,
                                grpc::ServerWriter<v1::WatchResponse>* writer) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  watch_cursors.push_back(request->cursor());
  watch_tokens.push_back(request->snapshot_resume_token());
  for (const v1::WatchResponse& message : watches.front()) writer->Write(message);
  watches.pop_front();
  if (watches.empty()) return {grpc::StatusCode::CANCELLED, "the test is over"};
  return {grpc::StatusCode::UNAVAILABLE, "restarting"};
}

grpc::Status FakeContent::GetHead(grpc::ServerContext* context, const v1::GetHeadRequest*,
                                  v1::GetHeadResponse* response) {
  if (grpc::Status status = Begin(*context); !status.ok()) return status;
  response->set_position("p-head");
  return grpc::Status::OK;
}

}  // namespace communique::cli

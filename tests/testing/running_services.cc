#include "tests/testing/running_services.h"

#include <grpcpp/create_channel.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/admin_service.grpc.pb.h"
#include "serving/grpc_status.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "tests/testing/site_files.h"

namespace communique::testing {
namespace {

constexpr std::chrono::seconds kPatience{60};

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return serving::FromGrpcStatus(status);
  return response;
}

std::shared_ptr<grpc::Channel> ChannelTo(int port) {
  grpc::ChannelArguments arguments;
  // A connection of its own, not the broken one to a process that was killed.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  // A process that was killed is back soon.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 200);
  return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials(),
                                   arguments);
}

}  // namespace

std::filesystem::path RunningServices::NextOutput(const std::string& name) {
  return directory_.path() / absl::StrCat(name, "-", ++runs_);
}

bool RunningServices::StartContent(const std::string& failpoint) {
  const std::filesystem::path ports = directory_.path() / "content-ports";
  std::filesystem::remove(ports);
  std::vector<std::string> words{absl::StrCat("COMMUNIQUE_FAILPOINT=", failpoint),
                                 COMMUNIQUE_CONTENT_PROGRAM,
                                 "--data-dir",
                                 DataDirectory().string(),
                                 "--listen",
                                 absl::StrCat("127.0.0.1:", content_port_),
                                 "--port-file",
                                 ports.string()};
  words.insert(words.begin(), content_environment_.begin(), content_environment_.end());
  if (keeps_backups_) words.insert(words.end(), {"--backup-dir", (directory_.path() / "backups").string()});
  content_ = std::make_unique<ServiceProcess>("/usr/bin/env", words, NextOutput("content"));
  content_port_ = content_->WaitForPort(ports, "grpc");
  const std::shared_ptr<grpc::Channel> channel = ChannelTo(content_port_);
  statements_ = content::v1::StatementService::NewStub(channel);
  sections_ = content::v1::SectionService::NewStub(channel);
  blobs_ = content::v1::BlobService::NewStub(channel);
  return content_port_ != 0;
}

absl::Status RunningServices::Backup() {
  content::v1::AdminService::Stub admin(ConnectToContent());
  return Call(admin, &content::v1::AdminService::Stub::CreateBackup, content::v1::CreateBackupRequest())
      .status();
}

absl::StatusOr<std::string> RunningServices::LoseAndRestore() {
  KillContent();
  std::filesystem::remove_all(DataDirectory());
  data_ = absl::StrCat("data-", ++runs_);
  ServiceProcess restore(COMMUNIQUE_CONTENT_PROGRAM,
                         {"restore", "--backup-dir", (directory_.path() / "backups").string(), "--data-dir",
                          DataDirectory().string()},
                         NextOutput("restore"));
  if (restore.WaitForExit() != 0) return absl::InternalError(restore.Err());
  return restore.Out();
}

std::shared_ptr<grpc::Channel> RunningServices::ConnectToContent() const { return ChannelTo(content_port_); }

bool RunningServices::StartRenderer(Renderer& renderer) {
  const std::filesystem::path own = DirectoryOf(renderer);
  std::filesystem::create_directories(own);
  std::filesystem::remove(own / "ports");
  std::vector<std::string> command = {COMMUNIQUE_RENDER_PROGRAM,
                                      "--content",
                                      absl::StrCat("127.0.0.1:", content_port_),
                                      "--site",
                                      (own / "site").string(),
                                      "--state",
                                      (own / "state").string(),
                                      "--listen",
                                      "127.0.0.1:0",
                                      "--preview",
                                      "127.0.0.1:0",
                                      "--port-file",
                                      (own / "ports").string()};
  if (renderer.most_file_blocks > 0) {
    const std::string limit =
        absl::StrCat("ulimit -f ", renderer.most_file_blocks, " && trap '' XFSZ && exec \"$@\"");
    command.insert(command.begin(), {"/bin/sh", "-c", limit, "sh"});
  }
  renderer.process = std::make_unique<ServiceProcess>(
      command.front(), std::vector<std::string>(command.begin() + 1, command.end()),
      NextOutput(renderer.name));
  renderer.port = renderer.process->WaitForPort(own / "ports", "grpc");
  renderer.preview_port = renderer.process->WaitForPort(own / "ports", "preview");
  renderer.stub = render::v1::RenderService::NewStub(ChannelTo(renderer.port));
  return renderer.port != 0;
}

absl::Status RunningServices::CreateSection(const std::string& id) {
  content::v1::CreateSectionRequest request;
  request.set_section_id(id);
  (*request.mutable_section()->mutable_titles())["en"] = absl::StrCat("Section ", id);
  return Call(*sections_, &content::v1::SectionService::Stub::CreateSection, request).status();
}

absl::StatusOr<std::string> RunningServices::Publish(const std::string& id, const std::string& title,
                                                     const std::string& image) {
  content::v1::CreateStatementRequest create;
  create.set_statement_id(id);
  create.mutable_statement()->set_language("en");
  content::v1::Content& content = *create.mutable_statement()->mutable_draft()->mutable_content();
  content.set_title(title);
  content.set_section("sections/press");
  content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(
      absl::StrCat("The text of ", title, "."));
  if (!image.empty()) {
    content::v1::Attachment& attachment = *content.add_attachments();
    attachment.set_entry_id("scan");
    attachment.set_file_name("scan.jpg");
    ASSIGN_OR_RETURN(*attachment.mutable_blob(), Upload(image));
    attachment.set_alternative_text("The signed paper");
  }
  ASSIGN_OR_RETURN(const auto created,
                   Call(*statements_, &content::v1::StatementService::Stub::CreateStatement, create));
  content::v1::PublishStatementRequest publish;
  publish.set_name(StatementName(id));
  publish.set_etag(created.statement().etag());
  ASSIGN_OR_RETURN(const auto published,
                   Call(*statements_, &content::v1::StatementService::Stub::PublishStatement, publish));
  return published.position();
}

template <typename Request>
absl::StatusOr<Request> RunningServices::Naming(const std::string& id) {
  content::v1::GetStatementRequest get;
  get.set_name(StatementName(id));
  get.set_view(content::v1::VIEW_EDITORIAL);
  ASSIGN_OR_RETURN(const auto found,
                   Call(*statements_, &content::v1::StatementService::Stub::GetStatement, get));
  Request request;
  request.set_name(get.name());
  request.set_etag(found.statement().etag());
  return request;
}

absl::StatusOr<std::string> RunningServices::Withdraw(const std::string& id, const std::string& reason) {
  ASSIGN_OR_RETURN(auto request, Naming<content::v1::WithdrawStatementRequest>(id));
  request.set_reason(reason);
  ASSIGN_OR_RETURN(const auto done,
                   Call(*statements_, &content::v1::StatementService::Stub::WithdrawStatement, request));
  return done.position();
}

absl::StatusOr<std::string> RunningServices::Remove(const std::string& id, const std::string& reason) {
  ASSIGN_OR_RETURN(auto request, Naming<content::v1::RemoveStatementRequest>(id));
  request.set_gone(reason);
  ASSIGN_OR_RETURN(const auto done,
                   Call(*statements_, &content::v1::StatementService::Stub::RemoveStatement, request));
  return done.position();
}

absl::StatusOr<std::string> RunningServices::Restore(const std::string& id) {
  ASSIGN_OR_RETURN(const auto request, Naming<content::v1::RestoreStatementRequest>(id));
  ASSIGN_OR_RETURN(const auto done,
                   Call(*statements_, &content::v1::StatementService::Stub::RestoreStatement, request));
  return done.position();
}

absl::StatusOr<std::string> RunningServices::Sign(const std::string& id,
                                                  const std::vector<std::string>& organisations) {
  content::v1::AddSignatoriesRequest request;
  request.set_parent(StatementName(id));
  request.set_although_closed(true);
  for (const std::string& organisation : organisations) {
    request.add_signatories()->mutable_organisation()->set_name(organisation);
  }
  ASSIGN_OR_RETURN(const auto done,
                   Call(*statements_, &content::v1::StatementService::Stub::AddSignatories, request));
  return done.position();
}

absl::StatusOr<std::string> RunningServices::EraseBlock(const std::string& id, const std::string& anchor) {
  ASSIGN_OR_RETURN(auto request, Naming<content::v1::EraseRequest>(id));
  request.set_block_anchor(anchor);
  return Erase(request);
}

absl::StatusOr<std::string> RunningServices::EraseSignatory(const std::string& id, int64_t number) {
  ASSIGN_OR_RETURN(auto request, Naming<content::v1::EraseRequest>(id));
  request.set_signatory(SignatoryName(id, number));
  return Erase(request);
}

absl::StatusOr<std::string> RunningServices::Erase(const content::v1::EraseRequest& request) {
  ASSIGN_OR_RETURN(const auto done, Call(*statements_, &content::v1::StatementService::Stub::Erase, request));
  return done.position();
}

absl::StatusOr<std::string> RunningServices::Upload(const std::string& bytes) {
  constexpr size_t kChunk = 64 * 1024;
  grpc::ClientContext context;
  content::v1::UploadBlobResponse response;
  const auto writer = blobs_->UploadBlob(&context, &response);
  content::v1::UploadBlobRequest request;
  request.mutable_header()->set_sha256(Sha256Hex(bytes));
  request.mutable_header()->set_size_bytes(static_cast<int64_t>(bytes.size()));
  bool is_open = writer->Write(request);
  for (size_t at = 0; is_open && at < bytes.size(); at += kChunk) {
    request.set_chunk(bytes.substr(at, kChunk));
    is_open = writer->Write(request);
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return serving::FromGrpcStatus(status);
  return response.blob().name();
}

absl::StatusOr<render::v1::WaitForPositionResponse> RunningServices::WaitFor(const Renderer& renderer,
                                                                             const std::string& position) {
  render::v1::WaitForPositionRequest request;
  request.set_position(position);
  return Call(*renderer.stub, &render::v1::RenderService::Stub::WaitForPosition, request);
}

std::map<std::string, std::string> RunningServices::FilesOf(const Renderer& renderer) const {
  return ReadSite(DirectoryOf(renderer) / "site");
}

}  // namespace communique::testing

#include "render-service/render_server.h"

#include <utility>

#include "render-service/html/page_language.h"
#include "render-service/html/statement_marks.h"
#include "render-service/html/theme_files.h"
#include "render-service/html/words.h"
#include "render-service/pipeline/grpc_content_client.h"
#include "render-service/pipeline/history_comparison.h"
#include "render-service/storage/directory_output_store.h"
#include "render-service/storage/rocks_local_state.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

PageWords PageWordsOf(const PublicStatement& statement, const WordBook& book) {
  const PageLanguage language(statement.statement.language(), book);
  PageWords words{.signatories = language.word("signatories"),
                  .attached_files = language.word("attachments"),
                  .notes_to_editors = language.word("notes_to_editors"),
                  .erased = language.word("erased"),
                  .notice = NoticeTitle(statement.statement, language)};
  for (const content::v1::Signatory& signatory : statement.signatories) {
    words.signatory_marks.push_back(MarkOf(signatory, language));
  }
  return words;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RenderServer>> RenderServer::Start(const Options& options,
                                                                  const serving::Log& log,
                                                                  std::function<void()> on_state_failure) {
  auto server = std::unique_ptr<RenderServer>(new RenderServer(options, log));
  // Workers first: they are processes, and this one has few threads yet.
  RETURN_IF_ERROR(server->StartWorkers());
  RETURN_IF_ERROR(server->OpenSite(std::move(on_state_failure)));
  RETURN_IF_ERROR(server->StartPipeline());
  RETURN_IF_ERROR(server->Serve());
  return server;
}

absl::Status RenderServer::StartWorkers() {
  ASSIGN_OR_RETURN(const ThemeFiles theme, ReadTheme(ThemeOf(options_)));
  ASSIGN_OR_RETURN(words_, WordBook::Parse(theme.words));
  ASSIGN_OR_RETURN(images_, WorkerImageMaker::Start({.program = options_.image_worker}));
  const SiteSettings& site = options_.site;
  ASSIGN_OR_RETURN(setter_,
                   WorkerPageSetter::Start({.program = options_.image_worker,
                                            .base_url = site.base_url,
                                            .publisher = site.publisher.empty() ? site.name : site.publisher,
                                            .words = [this](const PublicStatement& statement) {
                                              return PageWordsOf(statement, *words_);
                                            }}));
  return absl::OkStatus();
}

absl::Status RenderServer::OpenSite(std::function<void()> on_state_failure) {
  ASSIGN_OR_RETURN(pages_, PageRenderer::Load(options_.site, ThemeOf(options_)));
  ASSIGN_OR_RETURN(content_, MakeGrpcContentClient(options_.content));
  ASSIGN_OR_RETURN(site_, DirectoryOutputStore::Open(options_.site_directory));
  StateOptions state{.directory = options_.state_directory};
  state.on_write_failure = [this, tell = std::move(on_state_failure)](const absl::Status& error) {
    log_.Error("the log of the renderer's state cannot be written; ending, a new start takes it up",
               {{"reason", ReasonOf(error)}});
    if (tell) tell();
  };
  ASSIGN_OR_RETURN(state_, OpenRocksLocalState(state));
  return absl::OkStatus();
}

absl::Status RenderServer::StartPipeline() {
  renderer_.emplace(options_.site, *state_, *pages_, *content_, images_.get(), setter_.get());
  publisher_.emplace(*renderer_, *state_, *site_);
  loop_.emplace(inbox_, *state_, *renderer_, *publisher_, jobs_, status_, log_);
  RETURN_IF_ERROR(loop_->Prepare());
  ASSIGN_OR_RETURN(const Checkpoint checkpoint, state_->ReadCheckpoint());
  epochs_.emplace([this](const Checkpoint& followed) { return CompareHistory(*content_, *state_, followed); },
                  status_);
  follower_.emplace(*content_, checkpoint, inbox_, status_, ChangeFollower::Backoff(), &*epochs_);
  loop_thread_ = std::thread([this] { loop_->Run(); });
  follower_thread_ = std::thread([this] { follower_->Run(); });
  return absl::OkStatus();
}

absl::Status RenderServer::Serve() {
  ASSIGN_OR_RETURN(host_, serving::ServiceHost::Start(options_.serving, log_));
  // Not readiness: the site is as it was, and can be looked at.
  host_->AddHealthCheck("history", [this] { return !epochs_->pending().has_value(); });
  host_->CloseOnDrain(status_.waiters());
  host_->CloseOnDrain(jobs_.watchers());
  if (!options_.preview.empty()) {
    ASSIGN_OR_RETURN(preview_, PreviewServer::Start({.listen = options_.preview,
                                                     .site = options_.site_directory,
                                                     .base_url = options_.site.base_url}));
    host_->AddPort("preview", preview_->port());
  }
  handler_.emplace(RenderHandler::Parts{.state = *state_,
                                        .jobs = jobs_,
                                        .status = status_,
                                        .epochs = *epochs_,
                                        .wake_loop = [this] { inbox_.Wake(); },
                                        .renderer_versions = renderer_->Versions()},
                   host_->authorization(), host_->executor(), host_->stream_executor());
  return host_->Serve({&*handler_}, {v1::RenderService::service_full_name()});
}

RenderServer::~RenderServer() {
  preview_ = nullptr;
  if (host_ != nullptr) host_->Drain();
  inbox_.Close();
  if (content_ != nullptr) content_->Stop();
  if (images_ != nullptr) images_->Stop();
  if (setter_ != nullptr) setter_->Stop();
  if (loop_thread_.joinable()) loop_thread_.join();
  if (follower_thread_.joinable()) follower_thread_.join();
}

}  // namespace communique::render

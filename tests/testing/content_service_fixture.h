#ifndef COMMUNIQUE_TESTS_TESTING_CONTENT_SERVICE_FIXTURE_H_
#define COMMUNIQUE_TESTS_TESTING_CONTENT_SERVICE_FIXTURE_H_

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <sstream>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "communique/content/v1/section_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"
#include "content-service/content_server.h"
#include "serving/grpc_status.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::testing {

// One unary call, with its errors as ours.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request, const std::string& token = "") {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  if (!token.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return serving::FromGrpcStatus(status);
  return response;
}

// A content with one paragraph, filed under sections/press.
inline content::v1::Content MakeContent(const std::string& title) {
  content::v1::Content content;
  content.set_title(title);
  content.set_section("sections/press");
  content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(
      absl::StrCat("The text of ", title, "."));
  return content;
}

// content-service in this process, over real gRPC on a free port, with a store of its own.
class ContentServiceTest : public ::testing::Test {
 protected:
  using Statements = content::v1::StatementService::Stub;
  using Sections = content::v1::SectionService::Stub;
  using Changes = content::v1::ChangeService::Stub;
  using Blobs = content::v1::BlobService::Stub;

  ContentServiceTest()
      : log_("content-test", serving::LogFormat::kJson, serving::LogLevel::kInfo, log_lines_) {
    options_.data_directory = directory_.path() / "data";
    options_.serving.listen = "127.0.0.1:0";
    options_.serving.drain_timeout = absl::Seconds(20);
  }

  // By each test, after it has changed `options_` where it wants to; again for a restart.
  void StartService() {
    auto server = content::ContentServer::Start(options_, log_);
    ASSERT_OK(server);
    server_ = *std::move(server);
    ConnectTo(server_->port());
  }
  void StopService() { server_.reset(); }

  // Also for a service that runs as a process.
  void ConnectTo(int port) {
    channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
    statements_ = std::make_unique<Statements>(channel_);
    sections_ = std::make_unique<Sections>(channel_);
    changes_ = std::make_unique<Changes>(channel_);
    blobs_ = std::make_unique<Blobs>(channel_);
  }

  absl::StatusOr<content::v1::CreateSectionResponse> CreateSection(const std::string& id,
                                                                   const std::string& token = "") {
    content::v1::CreateSectionRequest request;
    request.set_section_id(id);
    (*request.mutable_section()->mutable_titles())["en"] = absl::StrCat("Section ", id);
    return Call(*sections_, &Sections::CreateSection, request, token);
  }

  static content::v1::CreateStatementRequest CreateRequest(const std::string& id, const std::string& title,
                                                           const std::string& language = "en") {
    content::v1::CreateStatementRequest request;
    request.set_statement_id(id);
    request.mutable_statement()->set_language(language);
    *request.mutable_statement()->mutable_draft()->mutable_content() = MakeContent(title);
    return request;
  }
  absl::StatusOr<content::v1::CreateStatementResponse> Create(const std::string& id,
                                                              const std::string& title) {
    return Call(*statements_, &Statements::CreateStatement, CreateRequest(id, title));
  }

  absl::StatusOr<content::v1::PublishStatementResponse> Publish(const content::v1::Statement& statement) {
    content::v1::PublishStatementRequest request;
    request.set_name(statement.name());
    request.set_etag(statement.etag());
    return Call(*statements_, &Statements::PublishStatement, request);
  }
  // Writes and publishes in one go.
  absl::StatusOr<content::v1::PublishStatementResponse> CreateAndPublish(const std::string& id,
                                                                         const std::string& title) {
    auto created = Create(id, title);
    if (!created.ok()) return created.status();
    return Publish(created->statement());
  }

  absl::StatusOr<content::v1::GetStatementResponse> Get(const std::string& id, content::v1::View view,
                                                        const std::string& min_position = "",
                                                        const std::string& token = "") {
    content::v1::GetStatementRequest request;
    request.set_name(absl::StrCat("statements/", id));
    request.set_view(view);
    request.set_min_position(min_position);
    return Call(*statements_, &Statements::GetStatement, request, token);
  }

  TemporaryDirectory directory_;
  std::ostringstream log_lines_;
  const serving::Log log_;
  content::Options options_;
  std::unique_ptr<content::ContentServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<Statements> statements_;
  std::unique_ptr<Sections> sections_;
  std::unique_ptr<Changes> changes_;
  std::unique_ptr<Blobs> blobs_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_CONTENT_SERVICE_FIXTURE_H_

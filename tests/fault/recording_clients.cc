#include "tests/fault/recording_clients.h"

#include <grpcpp/client_context.h>

#include <chrono>
#include <map>
#include <thread>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "serving/grpc_status.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::testing {
namespace {

using content::v1::Statement;
using content::v1::StatementService;
using Kind = RecordedCall::Kind;
using Stub = StatementService::Stub;

SeenState SeenOf(const Statement& statement) {
  return {true, statement.etag(), statement.draft().content().title(), statement.live().content().title(),
          statement.signatory_count()};
}

Position DecodedOrNone(const std::string& position) {
  const auto decoded = DecodePosition(position);
  return decoded.ok() ? *decoded : Position();
}

}  // namespace

class RecordingClients::Client {
 public:
  Client(RecordingClients& all, const std::shared_ptr<grpc::Channel>& channel, int number)
      : all_(all),
        stub_(StatementService::NewStub(channel)),
        number_(number),
        random_(all.seed_ + static_cast<uint32_t>(number)) {}

  void Act() {
    ++step_;
    const std::string id = absl::StrCat("s", Pick(all_.statements_));
    switch (Pick(10)) {
      case 0:
        return Create(id);
      case 1:
      case 2:
        return Update(id);
      case 3:
        return Publish(id);
      case 4:
        return Sign(id);
      case 5:
        return ReadMany();
      case 6:
        return List();
      default:
        return Read(id);
    }
  }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }
  std::string NewTitle() const { return absl::StrCat("By ", number_, " at ", step_); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Timed(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                              Response*),
                                 const Request& request, RecordedCall& call) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    Response response;
    call.began = ++all_.clock_;
    const grpc::Status status = ((*stub_).*method)(&context, request, &response);
    call.ended = ++all_.clock_;
    if (!status.ok()) return serving::FromGrpcStatus(status);
    call.position = DecodedOrNone(response.position());
    all_.Tell(response.position());
    newest_seen_ = response.position();
    return response;
  }

  // What is refused for its etag is noted down as well; what else was not done says nothing.
  template <typename Request, typename Response>
  void Write(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             const Request& request, RecordedCall call) {
    const auto response = Timed(method, request, call);
    if (response.ok()) {
      if constexpr (requires { response->statement(); }) {
        call.seen = SeenOf(response->statement());
        etags_[call.statement] = call.seen.etag;
      }
    } else {
      call.refused = ReasonOf(response.status()) == "ETAG_MISMATCH";
      if (!call.refused) return;
    }
    all_.Add(std::move(call));
  }

  void Create(const std::string& id) {
    RecordedCall call{.kind = Kind::kCreate, .statement = id, .title = NewTitle()};
    content::v1::CreateStatementRequest request;
    request.set_statement_id(id);
    request.mutable_statement()->set_language("en");
    content::v1::Content& content = *request.mutable_statement()->mutable_draft()->mutable_content();
    content.set_title(call.title);
    content.set_slug(absl::StrCat("slug-", id));
    content.set_section("sections/press");
    Write(&Stub::CreateStatement, request, std::move(call));
  }
  void Update(const std::string& id) {
    RecordedCall call{.kind = Kind::kUpdate, .statement = id, .title = NewTitle(), .etag = etags_[id]};
    content::v1::UpdateStatementRequest request;
    request.set_name(StatementName(id));
    request.set_etag(call.etag);
    request.mutable_content()->set_title(call.title);
    request.mutable_content()->mutable_change_note()->set_severity(content::v1::CHANGE_SEVERITY_MINOR);
    request.mutable_content()->mutable_change_note()->set_text("Another title.");
    for (const char* field : {"title", "change_note"}) request.mutable_update_mask()->add_paths(field);
    Write(&Stub::UpdateStatement, request, std::move(call));
  }
  void Publish(const std::string& id) {
    RecordedCall call{.kind = Kind::kPublish, .statement = id, .etag = etags_[id]};
    content::v1::PublishStatementRequest request;
    request.set_name(StatementName(id));
    request.set_etag(call.etag);
    Write(&Stub::PublishStatement, request, std::move(call));
  }
  void Sign(const std::string& id) {
    RecordedCall call{.kind = Kind::kSign, .statement = id, .signatories = 1 + Pick(3)};
    content::v1::AddSignatoriesRequest request;
    request.set_parent(StatementName(id));
    request.set_although_closed(true);
    for (int i = 0; i < call.signatories; ++i) {
      request.add_signatories()->mutable_organisation()->set_name("Union");
    }
    Write(&Stub::AddSignatories, request, std::move(call));
  }

  // Now, not before what somebody has seen, or as it was then.
  template <typename Request>
  RecordedCall Choose(Request& request) {
    RecordedCall call;
    if (Pick(2) == 0) call.view = content::v1::VIEW_PUBLIC;
    request.set_view(call.view);
    const int choice = Pick(4);
    if (choice == 0) {
      request.set_min_position(all_.newest_told());
      call.min_position = DecodedOrNone(request.min_position());
    } else if (choice == 1 && !newest_seen_.empty()) {
      call.kind = Kind::kPastRead;
      request.set_at_position(newest_seen_);
      call.at_position = DecodedOrNone(newest_seen_);
    }
    return call;
  }
  void AddRead(RecordedCall call, const std::string& id, const Statement& statement) {
    call.statement = id;
    call.seen = SeenOf(statement);
    if (call.view == content::v1::VIEW_EDITORIAL && call.kind == Kind::kRead) etags_[id] = call.seen.etag;
    all_.Add(std::move(call));
  }
  void AddAbsence(RecordedCall call, const std::string& id) {
    call.statement = id;
    call.seen = {};
    all_.Add(std::move(call));
  }

  void Read(const std::string& id) {
    content::v1::GetStatementRequest request;
    request.set_name(StatementName(id));
    RecordedCall call = Choose(request);
    const auto response = Timed(&Stub::GetStatement, request, call);
    if (response.ok()) return AddRead(std::move(call), id, response->statement());
    if (absl::IsNotFound(response.status())) AddAbsence(std::move(call), id);
  }
  void ReadMany() {
    content::v1::BatchGetStatementsRequest request;
    for (int i = 0; i < all_.statements_; ++i) request.add_names(absl::StrCat("statements/s", i));
    RecordedCall call = Choose(request);
    const auto response = Timed(&Stub::BatchGetStatements, request, call);
    if (!response.ok()) return;
    for (const Statement& statement : response->statements()) {
      AddRead(call, std::string(IdOf(statement.name())), statement);
    }
    for (const std::string& name : response->not_found()) AddAbsence(call, std::string(IdOf(name)));
  }
  void List() {
    content::v1::ListStatementsRequest request;
    request.set_page_size(500);
    RecordedCall call = Choose(request);
    const auto response = Timed(&Stub::ListStatements, request, call);
    if (!response.ok() || !response->next_page_token().empty()) return;
    std::map<std::string, Statement> listed;
    for (const Statement& statement : response->statements()) listed[statement.name()] = statement;
    for (int i = 0; i < all_.statements_; ++i) {
      const std::string id = absl::StrCat("s", i);
      const auto found = listed.find(StatementName(id));
      if (found == listed.end()) {
        AddAbsence(call, id);
      } else {
        AddRead(call, id, found->second);
      }
    }
  }

  RecordingClients& all_;
  const std::unique_ptr<Stub> stub_;
  const int number_;
  std::mt19937 random_;
  int step_ = 0;
  // As this client has seen them last, by id.
  std::map<std::string, std::string> etags_;
  std::string newest_seen_;
};

std::vector<RecordedCall> RecordingClients::Run(const std::vector<std::shared_ptr<grpc::Channel>>& channels,
                                                int calls) {
  std::vector<std::thread> threads;
  for (size_t i = 0; i < channels.size(); ++i) {
    threads.emplace_back([this, calls, i, channel = channels[i]] {
      Client client(*this, channel, static_cast<int>(i));
      for (int call = 0; call < calls; ++call) client.Act();
    });
  }
  for (std::thread& thread : threads) thread.join();
  absl::MutexLock lock(&mutex_);
  return calls_;
}

void RecordingClients::Add(RecordedCall call) {
  absl::MutexLock lock(&mutex_);
  calls_.push_back(std::move(call));
}

void RecordingClients::Tell(const std::string& position) {
  absl::MutexLock lock(&mutex_);
  newest_told_ = position;
}

std::string RecordingClients::newest_told() const {
  absl::MutexLock lock(&mutex_);
  return newest_told_;
}

}  // namespace communique::testing

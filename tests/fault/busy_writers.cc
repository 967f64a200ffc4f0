#include "tests/fault/busy_writers.h"

#include <grpcpp/channel.h>

#include <array>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "communique/content/v1/section_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"
#include "serving/status_macros.h"
#include "statement/names.h"
#include "tests/fault/call_until_settled.h"
#include "tests/testing/upload.h"

namespace communique::testing {

using content::v1::BlobService;
using content::v1::SectionService;
using content::v1::StatementService;
using Blobs = BlobService::Stub;
using Sections = SectionService::Stub;
using Statements = StatementService::Stub;

// One statement after the other, each with what can be done to it.
class BusyWriters::Writer {
 public:
  Writer(BusyWriters& all, int number, const std::shared_ptr<grpc::Channel>& channel)
      : all_(all),
        number_(number),
        statements_(StatementService::NewStub(channel)),
        sections_(SectionService::NewStub(channel)),
        blobs_(BlobService::NewStub(channel)) {}

  // A new statement, published and signed, and one thing more.
  absl::Status WriteNext() {
    const int step = step_++;
    id_ = absl::StrCat("w", number_, "-", step);
    name_ = StatementName(id_);
    RETURN_IF_ERROR(Create());
    RETURN_IF_ERROR(Sign());
    RETURN_IF_ERROR(Publish("publish-"));
    static constexpr std::array kMore = {&Writer::CorrectAndWithdraw, &Writer::EraseRow, &Writer::TakeDown,
                                         &Writer::Transact,           &Writer::Attach,   &Writer::MoveSection,
                                         &Writer::RecordViews};
    return (this->*kMore[static_cast<size_t>(step + number_) % kMore.size()])();
  }

 private:
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Do(Stub& stub, const std::string& what,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              Request request) {
    request.set_request_id(absl::StrCat(what, id_));
    ASSIGN_OR_RETURN(Response response, CallUntilSettled(stub, method, request));
    all_.Add(number_, request.request_id(), response.position());
    return response;
  }
  absl::StatusOr<std::string> Etag() {
    content::v1::GetStatementRequest request;
    request.set_name(name_);
    request.set_view(content::v1::VIEW_EDITORIAL);
    ASSIGN_OR_RETURN(const auto found, CallUntilSettled(*statements_, &Statements::GetStatement, request));
    return found.statement().etag();
  }
  template <typename Request>
  absl::StatusOr<Request> OfThis() {
    Request request;
    request.set_name(name_);
    ASSIGN_OR_RETURN(*request.mutable_etag(), Etag());
    return request;
  }
  static content::v1::CreateStatementRequest NewStatement(const std::string& id) {
    content::v1::CreateStatementRequest create;
    create.set_statement_id(id);
    create.mutable_statement()->set_language("en");
    content::v1::Content& content = *create.mutable_statement()->mutable_draft()->mutable_content();
    content.set_title(absl::StrCat("Statement ", id));
    content.set_section("sections/press");
    content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(absl::StrCat("Text of ", id, "."));
    return create;
  }

  absl::Status Create() {
    return Do(*statements_, "create-", &Statements::CreateStatement, NewStatement(id_)).status();
  }
  absl::Status Sign() {
    content::v1::AddSignatoriesRequest request;
    request.set_parent(name_);
    request.add_signatories()->mutable_organisation()->set_name("Union");
    ASSIGN_OR_RETURN(const auto signed_by, Do(*statements_, "sign-", &Statements::AddSignatories, request));
    row_ = signed_by.signatories(0);
    return absl::OkStatus();
  }
  absl::Status Publish(const std::string& what) {
    ASSIGN_OR_RETURN(const auto request, OfThis<content::v1::PublishStatementRequest>());
    return Do(*statements_, what, &Statements::PublishStatement, request).status();
  }

  absl::Status CorrectAndWithdraw() {
    content::v1::CorrectSignatoryRequest correct;
    *correct.mutable_signatory() = row_;
    correct.mutable_signatory()->mutable_organisation()->set_name("League");
    correct.set_reason("The name was another.");
    ASSIGN_OR_RETURN(const auto corrected,
                     Do(*statements_, "correct-", &Statements::CorrectSignatory, correct));
    content::v1::WithdrawSignatoryRequest withdraw;
    withdraw.set_name(row_.name());
    withdraw.set_etag(corrected.signatory().etag());
    withdraw.set_reason("They asked for it.");
    return Do(*statements_, "leave-", &Statements::WithdrawSignatory, withdraw).status();
  }
  absl::Status EraseRow() {
    ASSIGN_OR_RETURN(auto request, OfThis<content::v1::EraseRequest>());
    request.set_signatory(row_.name());
    return Do(*statements_, "erase-", &Statements::Erase, request).status();
  }
  absl::Status TakeDown() {
    ASSIGN_OR_RETURN(auto withdraw, OfThis<content::v1::WithdrawStatementRequest>());
    withdraw.set_reason("It is not right.");
    RETURN_IF_ERROR(Do(*statements_, "withdraw-", &Statements::WithdrawStatement, withdraw).status());
    ASSIGN_OR_RETURN(const auto restore, OfThis<content::v1::RestoreStatementRequest>());
    RETURN_IF_ERROR(Do(*statements_, "restore-", &Statements::RestoreStatement, restore).status());
    ASSIGN_OR_RETURN(auto remove, OfThis<content::v1::RemoveStatementRequest>());
    remove.set_gone("It was never ours.");
    return Do(*statements_, "remove-", &Statements::RemoveStatement, remove).status();
  }
  // Another in its place, to which it leads.
  absl::Status Transact() {
    const std::string other = absl::StrCat("o", id_);
    content::v1::TransactRequest request;
    *request.add_operations()->mutable_create() = NewStatement(other);
    request.add_operations()->mutable_publish()->set_name(StatementName(other));
    content::v1::RemoveStatementRequest& remove = *request.add_operations()->mutable_remove();
    ASSIGN_OR_RETURN(remove, OfThis<content::v1::RemoveStatementRequest>());
    remove.set_redirect_statement(StatementName(other));
    return Do(*statements_, "transact-", &Statements::Transact, request).status();
  }
  absl::Status Attach() {
    const Upload upload(absl::StrCat("The file of ", id_, ".\n"));
    content::v1::QueryUploadRequest query;
    query.set_sha256(upload.header.sha256());
    absl::StatusOr<content::v1::UploadBlobResponse> sent;
    do {
      // Waits until the service is there.
      RETURN_IF_ERROR(CallUntilSettled(*blobs_, &Blobs::QueryUpload, query).status());
      sent = upload.Send(*blobs_);
    } while (absl::IsUnavailable(sent.status()));
    RETURN_IF_ERROR(sent.status());
    ASSIGN_OR_RETURN(auto update, OfThis<content::v1::UpdateStatementRequest>());
    content::v1::Attachment& attachment = *update.mutable_content()->add_attachments();
    attachment.set_file_name("file.txt");
    attachment.set_blob(sent->blob().name());
    update.mutable_content()->mutable_change_note()->set_severity(content::v1::CHANGE_SEVERITY_MINOR);
    update.mutable_content()->mutable_change_note()->set_text("A file more.");
    for (const char* field : {"attachments", "change_note"}) update.mutable_update_mask()->add_paths(field);
    RETURN_IF_ERROR(Do(*statements_, "attach-", &Statements::UpdateStatement, update).status());
    RETURN_IF_ERROR(Publish("again-"));
    absl::MutexLock lock(&all_.mutex_);
    all_.attached_.push_back(sent->blob().name());
    return absl::OkStatus();
  }
  // A section that comes, moves and goes.
  absl::Status MoveSection() {
    content::v1::CreateSectionRequest create;
    create.set_section_id(absl::StrCat("s", id_));
    (*create.mutable_section()->mutable_titles())["en"] = "Section";
    ASSIGN_OR_RETURN(auto created, Do(*sections_, "new-section-", &Sections::CreateSection, create));
    content::v1::UpdateSectionRequest update;
    *update.mutable_section() = created.section();
    update.mutable_section()->set_parent("sections/press");
    ASSIGN_OR_RETURN(const auto updated, Do(*sections_, "move-section-", &Sections::UpdateSection, update));
    content::v1::DeleteSectionRequest remove;
    remove.set_name(updated.section().name());
    remove.set_etag(updated.section().etag());
    return Do(*sections_, "no-section-", &Sections::DeleteSection, remove).status();
  }
  // No commit, and yet done once.
  absl::Status RecordViews() {
    content::v1::RecordViewsRequest request;
    request.set_request_id(absl::StrCat("views-", id_));
    content::v1::ViewCount& count = *request.add_counts();
    count.set_statement(name_);
    count.set_count(kViews);
    RETURN_IF_ERROR(CallUntilSettled(*statements_, &Statements::RecordViews, request).status());
    absl::MutexLock lock(&all_.mutex_);
    all_.viewed_.push_back(name_);
    return absl::OkStatus();
  }

  BusyWriters& all_;
  const int number_;
  const std::unique_ptr<Statements> statements_;
  const std::unique_ptr<Sections> sections_;
  const std::unique_ptr<Blobs> blobs_;
  int step_ = 0;
  // Of this step.
  std::string id_;
  std::string name_;
  content::v1::Signatory row_;
};

BusyWriters::BusyWriters(const RunningServices& services, int count)
    : acknowledged_(static_cast<size_t>(count)) {
  for (int writer = 0; writer < count; ++writer) {
    threads_.emplace_back([this, writer, channel = services.ConnectToContent()] { Write(writer, channel); });
  }
}

absl::Status BusyWriters::WaitForMore(size_t more) {
  absl::MutexLock lock(&mutex_);
  const size_t wanted = count_ + more;
  const auto reached = [this, wanted]()
                           ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return count_ >= wanted || !failure_.ok(); };
  if (!mutex_.AwaitWithTimeout(absl::Condition(&reached), absl::Seconds(120))) {
    return absl::DeadlineExceededError("the writers do not get on");
  }
  return failure_;
}

void BusyWriters::Stop() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

std::vector<std::vector<BusyWriters::Acknowledged>> BusyWriters::acknowledged() const {
  absl::MutexLock lock(&mutex_);
  return acknowledged_;
}

void BusyWriters::Write(int writer, const std::shared_ptr<grpc::Channel>& channel) {
  Writer work(*this, writer, channel);
  while (!stopping_) {
    const absl::Status done = work.WriteNext();
    if (done.ok()) continue;
    absl::MutexLock lock(&mutex_);
    failure_.Update(done);
    return;
  }
}

std::vector<std::string> BusyWriters::viewed() const {
  absl::MutexLock lock(&mutex_);
  return viewed_;
}
std::vector<std::string> BusyWriters::attached() const {
  absl::MutexLock lock(&mutex_);
  return attached_;
}

void BusyWriters::Add(int writer, const std::string& request_id, const std::string& position) {
  absl::MutexLock lock(&mutex_);
  acknowledged_[static_cast<size_t>(writer)].push_back({request_id, position});
  ++count_;
}

}  // namespace communique::testing

#include "tests/fault/busy_writers.h"

#include <grpcpp/channel.h>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "tests/fault/call_until_settled.h"

namespace communique::testing {

using content::v1::StatementService;

BusyWriters::BusyWriters(const RunningServices& services, int count)
    : acknowledged_(static_cast<size_t>(count)) {
  for (int writer = 0; writer < count; ++writer) {
    threads_.emplace_back([this, writer, channel = services.ConnectToContent()] {
      Write(writer, *StatementService::NewStub(channel));
    });
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

void BusyWriters::Write(int writer, StatementService::Stub& stub) {
  for (int i = 0; !stopping_; ++i) {
    const absl::Status done = WriteOne(stub, writer, absl::StrCat("w", writer, "-", i));
    if (done.ok()) continue;
    absl::MutexLock lock(&mutex_);
    failure_.Update(done);
    return;
  }
}

absl::Status BusyWriters::WriteOne(StatementService::Stub& stub, int writer, const std::string& id) {
  content::v1::CreateStatementRequest create;
  create.set_statement_id(id);
  create.set_request_id(absl::StrCat("create-", id));
  create.mutable_statement()->set_language("en");
  content::v1::Content& content = *create.mutable_statement()->mutable_draft()->mutable_content();
  content.set_title(absl::StrCat("Statement ", id));
  content.set_section("sections/press");
  content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(absl::StrCat("The text of ", id, "."));
  ASSIGN_OR_RETURN(const auto created,
                   CallUntilSettled(stub, &StatementService::Stub::CreateStatement, create));
  Add(writer, create.request_id(), created.position());

  content::v1::AddSignatoriesRequest sign;
  sign.set_parent(created.statement().name());
  sign.set_request_id(absl::StrCat("sign-", id));
  sign.add_signatories()->mutable_organisation()->set_name("Union");
  ASSIGN_OR_RETURN(const auto is_signed,
                   CallUntilSettled(stub, &StatementService::Stub::AddSignatories, sign));
  Add(writer, sign.request_id(), is_signed.position());

  content::v1::GetStatementRequest get;
  get.set_name(created.statement().name());
  get.set_view(content::v1::VIEW_EDITORIAL);
  ASSIGN_OR_RETURN(const auto found, CallUntilSettled(stub, &StatementService::Stub::GetStatement, get));

  content::v1::PublishStatementRequest publish;
  publish.set_name(created.statement().name());
  publish.set_etag(found.statement().etag());
  publish.set_request_id(absl::StrCat("publish-", id));
  ASSIGN_OR_RETURN(const auto published,
                   CallUntilSettled(stub, &StatementService::Stub::PublishStatement, publish));
  Add(writer, publish.request_id(), published.position());
  return absl::OkStatus();
}

void BusyWriters::Add(int writer, const std::string& request_id, const std::string& position) {
  absl::MutexLock lock(&mutex_);
  acknowledged_[static_cast<size_t>(writer)].push_back({request_id, position});
  ++count_;
}

}  // namespace communique::testing

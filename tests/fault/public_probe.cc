#include "tests/fault/public_probe.h"

#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <optional>
#include <stdexcept>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "communique/content/v1/change_service.pb.h"
#include "tests/testing/reflection_client.h"

namespace communique::testing {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;

// How each method is asked: requests as text, with a word for each $NAME. A method that is not for strangers
// is asked for what is hidden all the same: its refusal must not tell.
const std::map<std::string, std::vector<std::string>>& Cases() {
  static const auto* const cases = new std::map<std::string, std::vector<std::string>>{
      {"StatementService/CreateStatement", {"statement_id: '$STATEMENT'"}},
      {"StatementService/GetStatement",
       {"name: 'statements/$STATEMENT'", "name: 'statements/$STATEMENT' at_position: '$POSITION'",
        "name: 'statements/$STATEMENT' min_position: '$POSITION'",
        "name: 'statements/$STATEMENT' view: VIEW_EDITORIAL"}},
      {"StatementService/BatchGetStatements", {"names: 'statements/$STATEMENT'"}},
      {"StatementService/ListStatements",
       {"", "page_size: 1", "at_position: '$POSITION'", "filter: 'title : \"$TEXT\"'",
        "filter: 'section : \"sections/$SECTION\"'", "filter: 'draft_state = draft'",
        "filter: 'state = never'", "order_by: 'publish_date desc'", "order_by: 'title'",
        "order_by: 'update_time'"}},
      {"StatementService/UpdateStatement", {"name: 'statements/$STATEMENT'"}},
      {"StatementService/PublishStatement", {"name: 'statements/$STATEMENT'"}},
      {"StatementService/CancelSchedule", {"name: 'statements/$STATEMENT'"}},
      {"StatementService/DiscardDraft", {"name: 'statements/$STATEMENT'"}},
      {"StatementService/WithdrawStatement", {"name: 'statements/$STATEMENT'"}},
      {"StatementService/RestoreStatement", {"name: 'statements/$STATEMENT'"}},
      {"StatementService/RemoveStatement", {"name: 'statements/$STATEMENT'"}},
      {"StatementService/AddSignatories", {"parent: 'statements/$STATEMENT'"}},
      {"StatementService/ListSignatories",
       {"parent: 'statements/$STATEMENT'", "parent: 'statements/$STATEMENT' page_size: 1",
        "parent: 'statements/$STATEMENT' at_position: '$POSITION'"}},
      {"StatementService/GetSignatory",
       {"name: 'statements/$STATEMENT/signatories/1'",
        "name: 'statements/$STATEMENT/signatories/1' at_position: '$POSITION'"}},
      {"StatementService/WithdrawSignatory", {"name: 'statements/$STATEMENT/signatories/1'"}},
      {"StatementService/CorrectSignatory", {"signatory { name: 'statements/$STATEMENT/signatories/1' }"}},
      {"StatementService/CheckSignatories", {"parent: 'statements/$STATEMENT'"}},
      {"StatementService/ListRevisions", {"parent: 'statements/$STATEMENT'"}},
      {"StatementService/GetRevision", {"name: 'statements/$STATEMENT/revisions/1'"}},
      {"StatementService/ListEditions",
       {"parent: 'statements/$STATEMENT'", "parent: 'statements/$STATEMENT' page_size: 1"}},
      {"StatementService/GetEdition",
       {"name: 'statements/$STATEMENT/editions/1'", "name: 'statements/$STATEMENT/editions/2'"}},
      {"StatementService/ListCommits", {"parent: 'statements/$STATEMENT'"}},
      {"StatementService/CompareVersions",
       {"from: 'statements/$STATEMENT/editions/1' to: 'statements/$STATEMENT/editions/1'",
        "from: 'statements/$STATEMENT/editions/1' to: 'statements/$STATEMENT/editions/2'",
        "from: 'statements/$STATEMENT/editions/1' to: 'statements/$STATEMENT/revisions/2'",
        "from: 'statements/$STATEMENT/revisions/2' to: 'statements/$STATEMENT/editions/1'",
        "from: 'statements/$STATEMENT/revisions/1' to: 'statements/$STATEMENT/revisions/2'"}},
      {"StatementService/Transact", {"operations { publish { name: 'statements/$STATEMENT' } }"}},
      {"StatementService/RecordViews", {"counts { statement: 'statements/$STATEMENT' count: 1 }"}},
      {"StatementService/Erase", {"name: 'statements/$STATEMENT' block_anchor: '1'"}},
      {"SectionService/CreateSection", {"section_id: '$SECTION'"}},
      {"SectionService/GetSection",
       {"name: 'sections/$SECTION'", "name: 'sections/$SECTION' at_position: '$POSITION'"}},
      {"SectionService/ListSections", {"", "page_size: 1", "at_position: '$POSITION'"}},
      {"SectionService/UpdateSection", {"section { name: 'sections/$SECTION' }"}},
      {"SectionService/DeleteSection", {"name: 'sections/$SECTION'"}},
      {"BlobService/UploadBlob", {"header { sha256: '$BLOB' size_bytes: 20 }"}},
      {"BlobService/QueryUpload", {"sha256: '$BLOB'"}},
      {"BlobService/GetBlob", {"name: 'blobs/$BLOB'"}},
      {"BlobService/DownloadBlob", {"name: 'blobs/$BLOB'", "name: 'blobs/$BLOB' offset: 1 length: 2"}},
      {"ChangeService/Watch",
       {"", "cursor: '$POSITION'", "filter { sections: 'sections/$SECTION' }", "filter { languages: 'ko' }",
        "cursor: '$POSITION' filter { languages: 'ko' }"}},
      {"ChangeService/GetHead", {""}},
      {"AdminService/CreateBackup", {""}},
      {"AdminService/ListBackups", {""}},
      {"AdminService/VerifyBackup", {"name: 'backups/1'"}},
      {"AdminService/GetStatus", {""}},
  };
  return *cases;
}

constexpr char kPackage[] = "communique.content.v1.";

// Every way to put words into a request.
std::vector<std::string> Filled(const std::string& request, const PublicProbe::Words& words) {
  std::vector<std::string> filled = {request};
  const auto fill = [&](const std::string& name, const std::vector<std::string>& with) {
    std::vector<std::string> next;
    for (const std::string& text : filled) {
      if (!absl::StrContains(text, name)) {
        next.push_back(text);
        continue;
      }
      for (const std::string& word : with) next.push_back(absl::StrReplaceAll(text, {{name, word}}));
    }
    filled = std::move(next);
  };
  fill("$STATEMENT", words.statements);
  fill("$SECTION", words.sections);
  fill("$BLOB", words.blobs);
  fill("$POSITION", words.positions);
  fill("$TEXT", words.texts);
  return filled;
}

std::unique_ptr<Message> New(const google::protobuf::Descriptor& type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

// What an opaque token holds.
std::string Opened(const std::string& text) {
  std::string all = text;
  for (absl::string_view word : absl::StrSplit(text, '"')) {
    std::string opened;
    if (word.size() >= 8 && absl::WebSafeBase64Unescape(word, &opened)) absl::StrAppend(&all, "\n", opened);
  }
  return all;
}

// One call of any kind with one request; its messages up to the first that `is_enough` says, and its end.
class GenericCall {
 public:
  GenericCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& method) : stub_(channel) {
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    call_ = stub_.PrepareCall(&context_, method, &queue_);
    call_->StartCall(nullptr);
    Wait();
  }
  void Send(const std::string& bytes) {
    const grpc::Slice slice(bytes);
    call_->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
    Wait();
  }
  std::optional<std::string> Read() {
    grpc::ByteBuffer buffer;
    call_->Read(&buffer, nullptr);
    if (!Wait()) return std::nullopt;
    return BytesOf(buffer);
  }
  void Cancel() { context_.TryCancel(); }
  grpc::Status Finish() {
    grpc::Status status;
    call_->Finish(&status, nullptr);
    Wait();
    return status;
  }

 private:
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

}  // namespace

std::vector<std::string> PublicProbe::Methods() const {
  std::vector<std::string> methods;
  for (const std::string& name : ListServices(channel_)) {
    if (!absl::StartsWith(name, "communique.")) continue;
    const auto* const service = DescriptorPool::generated_pool()->FindServiceByName(name);
    for (int i = 0; i < service->method_count(); ++i) {
      methods.push_back(absl::StrCat(name, "/", service->method(i)->name()));
    }
  }
  return methods;
}

std::vector<std::string> PublicProbe::MethodsWithoutCase() const {
  std::vector<std::string> without;
  for (const std::string& method : Methods()) {
    const bool is_ours = absl::StartsWith(method, kPackage);
    if (!is_ours || !Cases().contains(method.substr(sizeof(kPackage) - 1))) without.push_back(method);
  }
  return without;
}

std::map<std::string, std::string> PublicProbe::AskEverything(const Words& words) const {
  std::map<std::string, std::string> answers;
  for (const auto& [name, requests] : Cases()) {
    const std::string full_name = absl::StrReplaceAll(absl::StrCat(kPackage, name), {{"/", "."}});
    const MethodDescriptor& method = *DescriptorPool::generated_pool()->FindMethodByName(full_name);
    for (const std::string& request : requests) {
      for (const std::string& filled : Filled(request, words)) {
        answers[absl::StrCat(name, " ", filled)] = Ask(method, filled);
      }
    }
  }
  return answers;
}

std::string PublicProbe::Ask(const MethodDescriptor& method, const std::string& text) const {
  const std::unique_ptr<Message> request = New(*method.input_type());
  if (!google::protobuf::TextFormat::ParseFromString(text, request.get())) {
    throw std::invalid_argument(absl::StrCat(method.full_name(), ": ", text));
  }
  GenericCall call(channel_, absl::StrCat("/", method.service()->full_name(), "/", method.name()));
  call.Send(request->SerializeAsString());
  std::string answer;
  while (const std::optional<std::string> bytes = call.Read()) {
    const std::unique_ptr<Message> response = New(*method.output_type());
    response->ParseFromString(*bytes);
    auto* const watched = dynamic_cast<content::v1::WatchResponse*>(response.get());
    const bool is_at_head = watched != nullptr && watched->has_progress();
    if (is_at_head) watched->mutable_progress()->clear_server_time();
    absl::StrAppend(&answer, response->DebugString());
    if (!is_at_head) continue;
    // It would go on for ever.
    call.Cancel();
    while (call.Read()) {
    }
    break;
  }
  const grpc::Status status = call.Finish();
  absl::StrAppend(&answer, status.error_code(), " ", status.error_message(), " ", status.error_details());
  return Opened(answer);
}

}  // namespace communique::testing

// Every size of a call is bounded, as the table in docs/api.md says it.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "communique/content/v1/admin_service.grpc.pb.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/limits_table.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

// Whatever else may be wrong with a call of this size, it is not its size.
bool IsTaken(const absl::Status& status) {
  return !absl::IsInvalidArgument(status) && !absl::IsResourceExhausted(status);
}

class ContentLimits : public ContentServiceTest {
 protected:
  bool TakesPage(int64_t size) {
    ListStatementsRequest statements;
    statements.set_page_size(static_cast<int32_t>(size));
    ListSectionsRequest sections;
    sections.set_page_size(static_cast<int32_t>(size));
    return IsTaken(Call(*statements_, &Statements::ListStatements, statements).status()) &&
           IsTaken(Call(*sections_, &Sections::ListSections, sections).status());
  }
  bool TakesPageOfSignatories(int64_t size) {
    ListSignatoriesRequest request;
    request.set_parent("statements/a");
    request.set_page_size(static_cast<int32_t>(size));
    return IsTaken(Call(*statements_, &Statements::ListSignatories, request).status());
  }
  bool TakesNames(int64_t size) {
    BatchGetStatementsRequest request;
    for (int64_t i = 0; i < size; ++i) request.add_names("statements/a");
    return IsTaken(Call(*statements_, &Statements::BatchGetStatements, request).status());
  }
  bool TakesReadMask(int64_t size) {
    ListStatementsRequest request;
    for (int64_t i = 0; i < size; ++i) request.mutable_read_mask()->add_paths("name");
    return IsTaken(Call(*statements_, &Statements::ListStatements, request).status());
  }
  bool TakesFile(int64_t size) {
    Upload upload("");
    upload.header.set_sha256(Sha256Hex("something"));
    upload.header.set_size_bytes(size);
    return !absl::IsResourceExhausted(upload.Send(*blobs_).status());
  }
  bool TakesChunk(int64_t size) {
    const std::string bytes(static_cast<size_t>(size), 'a');
    grpc::ClientContext context;
    UploadBlobResponse response;
    const auto writer = blobs_->UploadBlob(&context, &response);
    UploadBlobRequest message;
    message.mutable_header()->set_sha256(Sha256Hex(bytes));
    message.mutable_header()->set_size_bytes(size);
    writer->Write(message);
    message.set_chunk(bytes);
    writer->Write(message);
    writer->WritesDone();
    return writer->Finish().ok();
  }
  bool TakesKept(int64_t size) {
    AdminService::Stub admin(channel_);
    CreateBackupRequest request;
    request.set_keep(static_cast<int32_t>(size));
    return IsTaken(Call(admin, &AdminService::Stub::CreateBackup, request).status());
  }
};

TEST_F(ContentLimits, OfCallsAreThoseOfTheDocumentation) {
  StartService();
  ASSERT_OK(CreateSection("press"));
  ASSERT_OK(CreateAndPublish("a", "A"));
  ExpectLimitsHold(
      "### Of calls",
      {{"page_size of signatories", 1000, [&](int64_t size) { return TakesPageOfSignatories(size); }},
       {"page_size of any other list", 500, [&](int64_t size) { return TakesPage(size); }},
       {"names in one BatchGetStatements", 1000, [&](int64_t size) { return TakesNames(size); }},
       {"paths of a read_mask", 50, [&](int64_t size) { return TakesReadMask(size); }},
       {"a file", int64_t{100} << 20, [&](int64_t size) { return TakesFile(size); }},
       {"a chunk of an upload", int64_t{1} << 20, [&](int64_t size) { return TakesChunk(size); }},
       {"backups to keep", 10'000, [&](int64_t size) { return TakesKept(size); }}});
}

}  // namespace
}  // namespace communique::testing

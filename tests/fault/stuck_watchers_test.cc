// A thousand watchers that never read: what content-service holds for each is bounded, whatever is written.

#include <grpcpp/channel.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"
#include "statement/position.h"
#include "tests/fault/call_until_settled.h"
#include "tests/fault/soak.h"
#include "tests/testing/running_services.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {
namespace {

using content::v1::ChangeService;
using content::v1::StatementService;

constexpr int kWatchers = 1000;
constexpr int kConnections = 20;
constexpr int kWrites = 150;
constexpr int kBytesOfAWrite = 9'000;
constexpr int64_t kKiB = 1024;

// Memory of a process that is its own, in KiB. A failure where there is no such process, or no such figure.
int64_t OwnMemory(pid_t pid) {
  std::ifstream status(absl::StrCat("/proc/", pid, "/status"));
  for (std::string line; std::getline(status, line);) {
    const std::vector<std::string> words = absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    int64_t size = 0;
    if (words.size() >= 2 && words[0] == "RssAnon:" && absl::SimpleAtoi(words[1], &size)) return size;
  }
  ADD_FAILURE() << "the memory of " << pid << " is not told";
  return 0;
}

class StuckWatchers : public ::testing::Test {
 protected:
  void SetUp() override {
    // What was freed goes back at once, so that it does not count.
    services_.SetForContent("MALLOC_CONF=dirty_decay_ms:0,muzzy_decay_ms:0");
    ASSERT_TRUE(services_.StartContent()) << services_.content().Err();
    ASSERT_OK(services_.CreateSection("press"));
    statements_ = StatementService::NewStub(services_.ConnectToContent());
  }
  // By how much the service's memory grew over them.
  int64_t Write(const std::string& prefix) {
    const int64_t before = OwnMemory(services_.content().pid());
    for (int i = 0; i < kWrites; ++i) {
      content::v1::CreateStatementRequest request;
      request.set_statement_id(absl::StrCat(prefix, i));
      request.mutable_statement()->set_language("en");
      content::v1::Content& content = *request.mutable_statement()->mutable_draft()->mutable_content();
      content.set_title(absl::StrCat("Title ", prefix, " ", i));
      content.set_section("sections/press");
      content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(std::string(kBytesOfAWrite, 'x'));
      EXPECT_OK(CallUntilSettled(*statements_, &StatementService::Stub::CreateStatement, request));
    }
    return OwnMemory(services_.content().pid()) - before;
  }
  // Reads one message, so that it is known to have begun, and no more.
  void AddWatcher(ChangeService::Stub& stub, const std::string& cursor) {
    content::v1::WatchRequest request;
    request.set_view(content::v1::VIEW_EDITORIAL);
    request.set_cursor(cursor);
    request.mutable_progress_interval()->set_nanos(100'000'000);
    contexts_.push_back(std::make_unique<grpc::ClientContext>());
    readers_.push_back(stub.Watch(contexts_.back().get(), request));
    content::v1::WatchResponse response;
    ASSERT_TRUE(readers_.back()->Read(&response));
  }

  RunningServices services_;
  std::unique_ptr<StatementService::Stub> statements_;
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts_;
  std::vector<std::unique_ptr<grpc::ClientReader<content::v1::WatchResponse>>> readers_;
};

TEST_F(StuckWatchers, EachCostsABoundedAmountOfMemoryWhateverIsWritten) {
  Write("warm-");
  const int64_t alone = Write("alone-");
  const int64_t before = OwnMemory(services_.content().pid());
  for (int connection = 0; connection < kConnections; ++connection) {
    const auto stub = ChangeService::NewStub(services_.ConnectToContent());
    content::v1::GetHeadRequest head;
    head.set_view(content::v1::VIEW_EDITORIAL);
    const auto at = CallUntilSettled(*stub, &ChangeService::Stub::GetHead, head);
    ASSERT_OK(at);
    // Half of them are far behind, half follow.
    const std::string far_behind = EncodePosition({at->epoch(), 0, 0});
    for (int i = 0; i < kWatchers / kConnections; ++i) {
      AddWatcher(*stub, i % 2 == 0 ? far_behind : at->position());
    }
  }
  // More than is on its way to any of them.
  const int64_t first = Write("first-");
  const int64_t held = (OwnMemory(services_.content().pid()) - before) / kWatchers;
  const int64_t second = Write("second-");
  EXPECT_LT(held, 192) << "KiB for each";
  // The writes cost what they cost without watchers; for each of these there may be a little more.
  EXPECT_LT(second - alone, kWatchers * 8) << "KiB, after " << first << " over the first writes";
  TellFigures("stuck watchers ", kWatchers, ", KiB for each ", held, ", more by ",
              kWrites * kBytesOfAWrite / kKiB, " KiB of writes ", (second - alone) / kWatchers);
  for (const auto& context : contexts_) context->TryCancel();
}

}  // namespace
}  // namespace communique::testing

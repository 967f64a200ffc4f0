// content-service, killed at random moments and at each moment of a batch that has a name, under the load of
// many writers and watchers.

#include <gmock/gmock.h>
#include <grpcpp/channel.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "content-service/commit/failpoint.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "statement/position.h"
#include "tests/fault/busy_writers.h"
#include "tests/fault/call_until_settled.h"
#include "tests/fault/history_beside_log.h"
#include "tests/fault/resuming_watcher.h"
#include "tests/fault/soak.h"
#include "tests/testing/running_services.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {
namespace {

using content::v1::ChangeService;
using content::v1::View;
using ::testing::IsEmpty;

constexpr int kBusyWriters = 16;
constexpr int kBusyWatchers = 8;
constexpr int kRoundsOfAStore = 20;
const std::vector<absl::string_view> kFailpoints = {
    content::failpoint::kBeforeWrite, content::failpoint::kAfterWrite, content::failpoint::kAfterHead,
    content::failpoint::kAfterReplies};

// Every commit of a view, as a client that asks for all of them is told in the end.
absl::StatusOr<History> ReadLog(const RunningServices& services, View view) {
  const std::shared_ptr<grpc::Channel> channel = services.ConnectToContent();
  content::v1::GetHeadRequest request;
  request.set_view(view);
  const auto stub = ChangeService::NewStub(channel);
  const auto head = CallUntilSettled(*stub, &ChangeService::Stub::GetHead, request);
  if (!head.ok()) return head.status();
  const ResumingWatcher watcher(channel, view, EncodePosition(Position{head->epoch(), 0, 0}));
  if (!watcher.WaitForNumber(head->number())) return absl::DeadlineExceededError("the log does not come");
  return watcher.history();
}

struct Figures {
  size_t kills = 0;
  size_t acknowledged = 0;
  size_t faults = 0;
};

class ContentKillTest : public ::testing::Test {
 protected:
  // One store, killed `rounds` times.
  void Run(int rounds, std::mt19937& random) {
    RunningServices services;
    ASSERT_TRUE(services.StartContent()) << services.content().Err();
    ASSERT_OK(services.CreateSection("press"));
    BusyWriters writers(services, kBusyWriters);
    std::vector<std::unique_ptr<ResumingWatcher>> watchers;
    for (int i = 0; i < kBusyWatchers; ++i) {
      const View view = i % 2 == 0 ? content::v1::VIEW_PUBLIC : content::v1::VIEW_EDITORIAL;
      watchers.push_back(std::make_unique<ResumingWatcher>(services.ConnectToContent(), view));
    }
    for (int round = 0; round < rounds; ++round) {
      SCOPED_TRACE(absl::StrCat("round ", round));
      // Every second time it ends by itself, perhaps before anything more is acknowledged.
      if (round % 2 == 0) {
        ASSERT_OK(writers.WaitForMore(1 + random() % 40));
        services.KillContent();
      } else {
        EXPECT_EQ(services.content().WaitForExit(), 128 + SIGKILL) << "the failpoint was not reached";
      }
      ++figures_.kills;
      const absl::string_view name = kFailpoints[static_cast<size_t>(round / 2) % kFailpoints.size()];
      const bool ends_itself = round % 2 == 0 && round + 1 < rounds;
      ASSERT_TRUE(services.StartContent(ends_itself ? absl::StrCat(name, ":", 2 + random() % 20) : ""))
          << services.content().Err();
    }
    ASSERT_OK(writers.WaitForMore(kBusyWriters));
    writers.Stop();
    Judge(services, writers, watchers);
  }

  void Judge(const RunningServices& services, const BusyWriters& writers,
             const std::vector<std::unique_ptr<ResumingWatcher>>& watchers) {
    std::map<View, History> logs;
    for (const View view : {content::v1::VIEW_PUBLIC, content::v1::VIEW_EDITORIAL}) {
      ASSERT_OK_AND_ASSIGN(logs[view], ReadLog(services, view));
      Expect(FaultsOf(logs[view]));
    }
    Expect(FaultsBetweenViews(logs[content::v1::VIEW_PUBLIC], logs[content::v1::VIEW_EDITORIAL]));
    for (const auto& watcher : watchers) {
      const History& log = logs[watcher->history().view];
      ASSERT_TRUE(watcher->WaitForNumber(ReachedBy(log)));
      Expect(FaultsOf(watcher->history()));
      Expect(FaultsBesideLog(watcher->history(), log));
    }
    Expect(FaultsOfWrites(writers, logs[content::v1::VIEW_EDITORIAL]));
    Expect(FaultsOfViewsAndFiles(services, writers));
  }

  // What stands beside the log: views are counted once, and the files of public statements are whole.
  static std::vector<std::string> FaultsOfViewsAndFiles(const RunningServices& services,
                                                        const BusyWriters& writers) {
    std::vector<std::string> faults;
    const auto statements = content::v1::StatementService::NewStub(services.ConnectToContent());
    for (const std::string& name : writers.viewed()) {
      content::v1::GetStatementRequest request;
      request.set_name(name);
      request.set_view(content::v1::VIEW_EDITORIAL);
      const auto found =
          CallUntilSettled(*statements, &content::v1::StatementService::Stub::GetStatement, request);
      if (found.ok() && found->view_count() == BusyWriters::kViews) continue;
      faults.push_back(absl::StrCat("views of ", name, " are lost or counted twice"));
    }
    const auto blobs = content::v1::BlobService::NewStub(services.ConnectToContent());
    for (const std::string& name : writers.attached()) {
      content::v1::DownloadBlobRequest request;
      request.set_name(name);
      grpc::ClientContext context;
      const auto reader = blobs->DownloadBlob(&context, request);
      std::string bytes;
      for (content::v1::DownloadBlobResponse part; reader->Read(&part);) bytes += part.chunk();
      if (reader->Finish().ok() && BlobName(Sha256Hex(bytes)) == name) continue;
      faults.push_back(absl::StrCat(name, " is lost or not whole"));
    }
    return faults;
  }

  // Each acknowledged write stands in the log once, where it was said to be, and after those that its writer
  // had been told of before it asked.
  std::vector<std::string> FaultsOfWrites(const BusyWriters& writers, const History& log) {
    std::vector<std::string> faults;
    std::map<std::string, uint64_t> done;
    for (const auto& set : WholeChangeSets(log)) {
      stored::v1::Record record;
      record.ParseFromString(set.link().record());
      if (record.request_id().empty()) continue;
      if (!done.emplace(record.request_id(), record.sequence()).second) {
        faults.push_back(absl::StrCat("repeated: ", record.request_id()));
      }
    }
    for (const auto& of_writer : writers.acknowledged()) {
      uint64_t last = 0;
      for (const auto& [request_id, position] : of_writer) {
        ++figures_.acknowledged;
        const auto found = done.find(request_id);
        const auto decoded = DecodePosition(position);
        if (found == done.end()) {
          faults.push_back(absl::StrCat("lost: ", request_id));
          continue;
        }
        if (!decoded.ok() || decoded->sequence != found->second) {
          faults.push_back(absl::StrCat("not where it was said to be: ", request_id));
        }
        if (found->second <= last) faults.push_back(absl::StrCat("out of order: ", request_id));
        last = found->second;
      }
    }
    return faults;
  }

  void Expect(const std::vector<std::string>& faults) {
    EXPECT_THAT(faults, IsEmpty());
    figures_.faults += faults.size();
  }

  Figures figures_;
};

TEST_F(ContentKillTest, NothingIsLostRepeatedOrOutOfOrder) {
  const int rounds = Rounds(8);
  std::mt19937 random(Seed());
  for (int done = 0; done < rounds && !HasFailure(); done += kRoundsOfAStore) {
    Run(std::min(kRoundsOfAStore, rounds - done), random);
  }
  TellFigures("kills ", figures_.kills, ", acknowledged ", figures_.acknowledged,
              ", lost, repeated or out of order ", figures_.faults);
}

}  // namespace
}  // namespace communique::testing

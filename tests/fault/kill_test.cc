// Both services as processes, killed with SIGKILL in the middle of their work, while clients write,
// watch and render.

#include <gmock/gmock.h>
#include <grpcpp/channel.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"
#include "serving/status_macros.h"
#include "statement/names.h"
#include "statement/position.h"
#include "tests/fault/call_until_settled.h"
#include "tests/fault/history.h"
#include "tests/fault/resuming_watcher.h"
#include "tests/testing/running_services.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {
namespace {

using content::v1::StatementService;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr int kWriters = 4;
constexpr int kStatementsEach = 12;
constexpr int kStatements = kWriters * kStatementsEach;

// The position of the next edition of a statement whose draft has this etag.
absl::StatusOr<content::v1::PublishStatementResponse> Publish(StatementService::Stub& stub,
                                                              const content::v1::Statement& draft,
                                                              const std::string& request_id) {
  content::v1::PublishStatementRequest publish;
  publish.set_name(draft.name());
  publish.set_etag(draft.etag());
  publish.set_request_id(request_id);
  return CallUntilSettled(stub, &StatementService::Stub::PublishStatement, publish);
}

// Its first edition, with a scan where `scan` names a blob.
absl::StatusOr<content::v1::PublishStatementResponse> WriteAndPublish(StatementService::Stub& stub,
                                                                      const std::string& id,
                                                                      const std::string& scan) {
  content::v1::CreateStatementRequest create;
  create.set_statement_id(id);
  create.set_request_id(absl::StrCat("create-", id));
  create.mutable_statement()->set_language("en");
  content::v1::Content& content = *create.mutable_statement()->mutable_draft()->mutable_content();
  content.set_title(absl::StrCat("Statement ", id));
  content.set_section("sections/press");
  content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(absl::StrCat("The text of ", id, "."));
  if (!scan.empty()) {
    content::v1::Attachment& attachment = *content.add_attachments();
    attachment.set_entry_id("scan");
    attachment.set_file_name("scan.jpg");
    attachment.set_blob(scan);
    attachment.set_alternative_text("The signed paper");
  }
  ASSIGN_OR_RETURN(const auto created,
                   CallUntilSettled(stub, &StatementService::Stub::CreateStatement, create));
  return Publish(stub, created.statement(), absl::StrCat("publish-", id));
}

// Its second edition, at another address and without the scan.
absl::StatusOr<content::v1::PublishStatementResponse> MoveAndPublish(StatementService::Stub& stub,
                                                                     const std::string& id,
                                                                     const std::string& etag) {
  content::v1::UpdateStatementRequest update;
  update.set_name(StatementName(id));
  update.set_etag(etag);
  update.set_request_id(absl::StrCat("update-", id));
  update.mutable_content()->set_slug(absl::StrCat("moved-", id));
  content::v1::ChangeNote& note = *update.mutable_content()->mutable_change_note();
  note.set_severity(content::v1::CHANGE_SEVERITY_MAJOR);
  note.set_text("The scan was of another letter.");
  for (const char* field : {"slug", "attachments", "change_note"})
    update.mutable_update_mask()->add_paths(field);
  ASSIGN_OR_RETURN(const auto updated,
                   CallUntilSettled(stub, &StatementService::Stub::UpdateStatement, update));
  return Publish(stub, updated.statement(), absl::StrCat("publish-again-", id));
}

// Every third statement of a writer has a scan and moves.
bool Moves(int i) { return i % 3 == 1; }

absl::StatusOr<std::string> Write(StatementService::Stub& stub, const std::string& id, int i,
                                  const std::string& scan) {
  ASSIGN_OR_RETURN(auto published, WriteAndPublish(stub, id, Moves(i) ? scan : ""));
  if (Moves(i)) {
    ASSIGN_OR_RETURN(published, MoveAndPublish(stub, id, published.statement().etag()));
  }
  return published.position();
}

std::string ExampleImage() {
  std::ifstream file(COMMUNIQUE_SOURCE_DIR "/examples/signed-statement.jpg", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What has been acknowledged so far.
class Acknowledged {
 public:
  void Add(const std::string& name, const std::string& position) {
    absl::MutexLock lock(&mutex_);
    names_.insert(name);
    const absl::StatusOr<Position> decoded = DecodePosition(position);
    ASSERT_OK(decoded);
    if (decoded->public_position > newest_.public_position) {
      newest_ = *decoded;
    }
  }
  void Fail(const absl::Status& status) {
    absl::MutexLock lock(&mutex_);
    failure_ = status;
  }
  // Waits until this many are there, or a write has failed.
  absl::Status WaitFor(size_t count) {
    absl::MutexLock lock(&mutex_);
    const auto reached = [this, count]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return names_.size() >= count || !failure_.ok();
    };
    if (!mutex_.AwaitWithTimeout(absl::Condition(&reached), absl::Seconds(120))) {
      return absl::DeadlineExceededError("the writers do not get on");
    }
    return failure_;
  }
  std::set<std::string> names() const {
    absl::MutexLock lock(&mutex_);
    return names_;
  }
  Position newest() const {
    absl::MutexLock lock(&mutex_);
    return newest_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::set<std::string> names_ ABSL_GUARDED_BY(mutex_);
  Position newest_ ABSL_GUARDED_BY(mutex_);
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
};

void ExpectSameFiles(const std::map<std::string, std::string>& files,
                     const std::map<std::string, std::string>& expected) {
  for (const auto& [path, bytes] : expected) {
    const auto found = files.find(path);
    ASSERT_TRUE(found != files.end()) << path << " is missing";
    EXPECT_TRUE(found->second == bytes) << path << " differs";
  }
  EXPECT_EQ(files.size(), expected.size());
}

TEST(Kill, NoAcknowledgedWriteIsLostNoWatcherMissesAChangeAndTheSiteEndsTheSame) {
  RunningServices services;
  RunningServices::Renderer killed{.name = "killed"};
  RunningServices::Renderer steady{.name = "steady"};
  ASSERT_TRUE(services.StartContent()) << services.content().Err();
  ASSERT_OK(services.CreateSection("press"));
  ASSERT_OK_AND_ASSIGN(const std::string scan, services.Upload(ExampleImage()));
  ASSERT_TRUE(services.StartRenderer(killed)) << killed.process->Err();
  ASSERT_TRUE(services.StartRenderer(steady)) << steady.process->Err();
  ResumingWatcher public_watcher(services.ConnectToContent(), content::v1::VIEW_PUBLIC);
  ResumingWatcher editorial_watcher(services.ConnectToContent(), content::v1::VIEW_EDITORIAL);
  ASSERT_TRUE(editorial_watcher.WaitForNumber(1));

  Acknowledged acknowledged;
  std::vector<std::thread> writers;
  writers.reserve(kWriters);
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      const auto stub = StatementService::NewStub(services.ConnectToContent());
      for (int i = 0; i < kStatementsEach; ++i) {
        const std::string id = absl::StrCat("w", writer, "-", i);
        const absl::StatusOr<std::string> position = Write(*stub, id, i, scan);
        if (!position.ok()) {
          acknowledged.Fail(position.status());
          return;
        }
        acknowledged.Add(StatementName(id), *position);
      }
    });
  }

  int content_kills = 0;
  absl::Status writing;
  for (size_t reached = 5; reached < kStatements && writing.ok(); reached += 8) {
    writing = acknowledged.WaitFor(reached);
    // At once, with writes of all writers under way.
    services.KillContent();
    ++content_kills;
    EXPECT_TRUE(services.StartContent()) << services.content().Err();
    writing.Update(acknowledged.WaitFor(reached + 3));
    RunningServices::Kill(killed);
    EXPECT_TRUE(services.StartRenderer(killed)) << killed.process->Err();
  }
  writing.Update(acknowledged.WaitFor(kStatements));
  for (std::thread& writer : writers) {
    writer.join();
  }
  ASSERT_OK(writing);

  // Nothing acknowledged is lost.
  const auto stub = StatementService::NewStub(services.ConnectToContent());
  int moved = 0;
  for (const std::string& name : acknowledged.names()) {
    content::v1::GetStatementRequest get;
    get.set_name(name);
    get.set_view(content::v1::VIEW_PUBLIC);
    const auto found = CallUntilSettled(*stub, &StatementService::Stub::GetStatement, get);
    ASSERT_OK(found);
    const bool moves = found->statement().path() == absl::StrCat("/en/press/moved-", IdOf(name), "/");
    EXPECT_EQ(found->statement().live().number(), moves ? 2 : 1) << name << " was published more than once";
    moved += moves ? 1 : 0;
  }

  EXPECT_EQ(moved, kWriters * kStatementsEach / 3);

  // The watchers resumed without a gap or a repeat.
  const Position head = acknowledged.newest();
  ASSERT_TRUE(public_watcher.WaitForNumber(head.public_position));
  ASSERT_TRUE(editorial_watcher.WaitForNumber(head.sequence));
  for (const ResumingWatcher* watcher : {&public_watcher, &editorial_watcher}) {
    EXPECT_THAT(FaultsOf(watcher->history()), IsEmpty());
    EXPECT_EQ(LiveStatements(watcher->history()), acknowledged.names());
    EXPECT_GE(watcher->resumptions(), content_kills);
  }

  // The site is what it is without any kill, and from nothing.
  RunningServices::Renderer fresh{.name = "fresh"};
  ASSERT_TRUE(services.StartRenderer(fresh)) << fresh.process->Err();
  for (RunningServices::Renderer* renderer : {&killed, &steady, &fresh}) {
    ASSERT_OK_AND_ASSIGN(const auto waited, RunningServices::WaitFor(*renderer, EncodePosition(head)));
    EXPECT_THAT(waited.failures(), IsEmpty()) << renderer->name << ": " << waited.ShortDebugString();
  }
  const auto expected = services.FilesOf(steady);
  EXPECT_GT(expected.size(), static_cast<size_t>(kStatements) * 5);
  ExpectSameFiles(services.FilesOf(killed), expected);
  ExpectSameFiles(services.FilesOf(fresh), expected);
  // No scan is left, and where a moved statement was there is nothing but the way to it.
  for (const auto& [path, bytes] : services.FilesOf(killed)) {
    EXPECT_THAT(path, Not(StartsWith("/files/")));
    for (int writer = 0; writer < kWriters; ++writer) {
      const std::string before = absl::StrCat("/en/press/statement-w", writer, "-1/");
      EXPECT_TRUE(path.rfind(before, 0) != 0 || path == before + "index.html") << path;
    }
  }
}

}  // namespace
}  // namespace communique::testing

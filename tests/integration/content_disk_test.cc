// A store whose disk is full: what cannot be stored is refused with the code for it, nothing is stored by
// half, and once there is room the service goes on by itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"
#include "tests/testing/service_process.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;
using ::testing::HasSubstr;
using namespace content::v1;  // NOLINT: the words of the API

constexpr char kDiskSize[] = "160m";

// content-service as a process with a small disk that only it has, as a mount of its own.
class ContentDisk : public ContentServiceTest {
 protected:
  // False where the machine does not allow such a mount.
  bool StartOnSmallDisk() {
    std::filesystem::create_directory(disk_);
    const std::string ports = directory_.path() / "ports";
    process_ = std::make_unique<ServiceProcess>(
        "/usr/bin/unshare",
        std::vector<std::string>{"--user", "--map-root-user", "--mount", "--", "/bin/sh", "-c",
                                 "mount -t tmpfs -o size=$1 tmpfs \"$2\" && shift 2 && exec \"$@\"", "sh",
                                 kDiskSize, disk_, COMMUNIQUE_CONTENT_PROGRAM, "--data-dir", disk_ / "data",
                                 "--listen", "127.0.0.1:0", "--port-file", ports},
        directory_.path() / "run");
    const int port = process_->WaitForPort(ports, "grpc");
    if (port == 0) return false;
    ConnectTo(port);
    return true;
  }

  // The small disk from here.
  std::filesystem::path Seen() const {
    return std::filesystem::path(absl::StrCat("/proc/", process_->pid(), "/root", disk_.string()));
  }

  void FillDisk() const {
    std::ofstream filler(Seen() / "filler");
    const std::string block(size_t{1} << 20, 'x');
    while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }

  // A statement of nearly the largest size, of bytes that do not compress.
  absl::StatusOr<CreateStatementResponse> CreateLarge(const std::string& id) {
    CreateStatementRequest request = CreateRequest(id, absl::StrCat("Title of ", id));
    auto& content = *request.mutable_statement()->mutable_draft()->mutable_content();
    for (int i = 0; i < 45; ++i) {
      content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(Noise(10'000));
    }
    return Call(*statements_, &Statements::CreateStatement, request);
  }

  std::string Noise(size_t size) {
    std::string noise(size, ' ');
    for (char& c : noise) c = static_cast<char>('a' + random_() % 26);
    return noise;
  }

  // Every statement of the store by its whole history, whose numbers must be without gap.
  std::multiset<std::string> CreatedInHistory() {
    GetHeadRequest head_request;
    head_request.set_view(VIEW_EDITORIAL);
    const auto head = Call(*changes_, &Changes::GetHead, head_request);
    EXPECT_OK(head);
    WatchRequest request;
    request.set_view(VIEW_EDITORIAL);
    request.set_cursor(Beginning(head->epoch()));
    grpc::ClientContext context;
    const auto reader = changes_->Watch(&context, request);
    std::multiset<std::string> created;
    uint64_t number = 0;
    for (WatchResponse response; number < head->number() && reader->Read(&response);) {
      for (const ChangeSet& set : response.change_sets().change_sets()) {
        EXPECT_EQ(set.number(), number + 1);
        number = set.number();
        for (const Change& change : set.changes()) {
          if (change.statement().reason() == CHANGE_REASON_CREATED) {
            created.insert(change.statement().statement().name());
          }
        }
      }
    }
    EXPECT_EQ(number, head->number());
    context.TryCancel();
    return created;
  }

  // What a probe is told that asks for `service`.
  HealthCheckResponse::ServingStatus HealthOf(const std::string& service) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    HealthCheckResponse response;
    EXPECT_TRUE(grpc::health::v1::Health::Stub(channel_).Check(&context, request, &response).ok());
    return response.status();
  }

  static std::string Beginning(const std::string& epoch) { return EncodePosition({epoch, 0, 0}); }

  const std::filesystem::path disk_ = directory_.path() / "disk";
  std::unique_ptr<ServiceProcess> process_;
  std::mt19937 random_{2};
};

TEST_F(ContentDisk, AFullDiskRefusesWritesStoresNothingByHalfAndIsGoneOnWithWhenThereIsRoom) {
  if (!StartOnSmallDisk()) {
    GTEST_SKIP() << "no small disk: a mount of one's own is not allowed here (" << process_->Err() << ")";
  }
  ASSERT_OK(CreateSection("press"));
  std::multiset<std::string> stored;
  ASSERT_OK(CreateAndPublish("kept", "Kept"));
  stored.insert("statements/kept");
  FillDisk();

  absl::Status refused;
  for (int i = 0; i < 300 && refused.ok(); ++i) {
    const std::string id = absl::StrCat("large-", i);
    refused = CreateLarge(id).status();
    if (refused.ok()) stored.insert(absl::StrCat("statements/", id));
  }
  const auto is_refused = Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                                  "MiB are needed; nothing was stored, ask the operator to make room");
  EXPECT_THAT(refused, is_refused);
  for (int i = 0; i < 3; ++i) EXPECT_THAT(CreateLarge("refused"), is_refused);
  const Upload upload(Noise(size_t{8} << 20));
  EXPECT_THAT(upload.Send(*blobs_), is_refused);
  EXPECT_THAT(CreateLarge("refused"), is_refused) << "also after something else found the disk full";
  EXPECT_OK(Get("kept", VIEW_PUBLIC)) << "what is there can be read";
  EXPECT_EQ(HealthOf("writes"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(HealthOf("readiness"), HealthCheckResponse::SERVING);

  std::filesystem::remove(Seen() / "filler");
  const absl::Time limit = absl::Now() + absl::Seconds(60);
  absl::Status after = refused;
  while (!after.ok() && absl::Now() < limit) {
    after = Create("after", "After").status();
    if (after.ok()) break;
    ASSERT_THAT(after, is_refused) << process_->Err();
    absl::SleepFor(absl::Milliseconds(50));
  }
  ASSERT_OK(after);
  EXPECT_EQ(HealthOf("writes"), HealthCheckResponse::SERVING);
  stored.insert("statements/after");
  EXPECT_OK(upload.Send(*blobs_));
  EXPECT_EQ(CreatedInHistory(), stored);
  EXPECT_THAT(Get("refused", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kNotFound));

  // What a start after a kill would find.
  process_->Signal(SIGSTOP);
  std::filesystem::copy(Seen() / "data", options_.data_directory, std::filesystem::copy_options::recursive);
  process_.reset();
  StartService();
  EXPECT_EQ(CreatedInHistory(), stored);
}

// A limit on the size of files stands for a disk that fails without warning.
TEST_F(ContentDisk,
       AServiceWhoseLogCannotBeWrittenEndsWithACodeOfItsOwnAndANewStartFindsAllThatWasAcknowledged) {
  const std::string ports = directory_.path() / "ports";
  process_ = std::make_unique<ServiceProcess>(
      "/bin/sh",
      std::vector<std::string>{"-c", "ulimit -f 8192 && trap '' XFSZ && exec \"$@\"", "sh",
                               COMMUNIQUE_CONTENT_PROGRAM, "--data-dir", options_.data_directory, "--listen",
                               "127.0.0.1:0", "--port-file", ports},
      directory_.path() / "run");
  ConnectTo(process_->WaitForPort(ports, "grpc"));
  ASSERT_OK(CreateSection("press"));
  std::multiset<std::string> stored;
  absl::Status failed;
  for (int i = 0; i < 100 && failed.ok(); ++i) {
    const std::string id = absl::StrCat("large-", i);
    failed = CreateLarge(id).status();
    if (failed.ok()) stored.insert(absl::StrCat("statements/", id));
  }
  EXPECT_THAT(failed, Refused(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN", "the same request_id"));
  EXPECT_GT(stored.size(), 3u);
  EXPECT_EQ(process_->WaitForExit(), 5) << process_->Err();
  EXPECT_THAT(process_->Err(), HasSubstr("the log of the store cannot be written"));
  StartService();
  EXPECT_EQ(CreatedInHistory(), stored);
}

}  // namespace
}  // namespace communique::testing

// The whole way when the store is lost: backup, restore, and the site after it, with real processes.

#include <gmock/gmock.h>
#include <grpcpp/channel.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "serving/grpc_status.h"
#include "statement/errors.h"
#include "tests/testing/running_services.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;

// Nobody else is called so.
constexpr char kSigner[] = "Xylophena Quarterstaff";

class RenderRestore : public ::testing::Test {
 protected:
  void SetUp() override {
    services_.KeepBackups();
    ASSERT_TRUE(services_.StartContent()) << services_.content().Err();
    ASSERT_TRUE(services_.StartRenderer(renderer_)) << renderer_.process->Err();
    ASSERT_OK(services_.CreateSection("press"));
  }

  std::string Head() const {
    content::v1::ChangeService::Stub changes(services_.ConnectToContent());
    grpc::ClientContext context;
    content::v1::GetHeadRequest request;
    request.set_view(content::v1::VIEW_PUBLIC);
    content::v1::GetHeadResponse response;
    EXPECT_TRUE(changes.GetHead(&context, request, &response).ok());
    return response.position();
  }
  render::v1::GetStatusResponse Status() const {
    grpc::ClientContext context;
    render::v1::GetStatusResponse response;
    EXPECT_TRUE(renderer_.stub->GetStatus(&context, {}, &response).ok());
    return response;
  }
  // The renderer has looked at the other history.
  bool WaitForChange() const {
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    while (!Status().has_epoch_change()) {
      if (absl::Now() > deadline) return false;
      absl::SleepFor(absl::Milliseconds(20));
    }
    return true;
  }
  void Accept(const std::string& epoch) const {
    grpc::ClientContext context;
    render::v1::AcceptEpochRequest request;
    request.set_epoch(epoch);
    render::v1::AcceptEpochResponse response;
    ASSERT_TRUE(renderer_.stub->AcceptEpoch(&context, request, &response).ok());
  }
  // Waits until the renderer is at the newest position of the history that content-service has now.
  bool WaitForSite() const {
    const absl::Time deadline = absl::Now() + absl::Seconds(120);
    while (!RunningServices::WaitFor(renderer_, Head()).ok()) {
      if (absl::Now() > deadline) return false;
      absl::SleepFor(absl::Milliseconds(50));
    }
    return true;
  }
  static bool HasBytes(const std::map<std::string, std::string>& files, const std::string& bytes) {
    for (const auto& [path, all] : files) {
      if (absl::StrContains(all, bytes)) return true;
    }
    return false;
  }
  bool StoreHasBytes(const std::string& bytes) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(services_.DataDirectory())) {
      std::ifstream file(entry.path(), std::ios::binary);
      if (absl::StrContains(std::string{std::istreambuf_iterator<char>(file), {}}, bytes)) return true;
    }
    return false;
  }

  RunningServices services_;
  RunningServices::Renderer renderer_{.name = "render"};
};

TEST_F(RenderRestore, TheSiteStaysUntilTheNewHistoryIsAcceptedAndNothingTakenDownComesBack) {
  ASSERT_OK(services_.Publish("forged", "A forged letter"));
  ASSERT_OK(services_.Publish("signed", "A letter"));
  ASSERT_OK(services_.Sign("signed", {kSigner}));
  ASSERT_OK(services_.Backup());
  ASSERT_OK(services_.Publish("late", "Published after the backup"));
  ASSERT_OK(services_.Withdraw("forged", "It is not ours."));
  ASSERT_OK(services_.EraseSignatory("signed", 1));
  const std::string old = Head();
  ASSERT_OK(RunningServices::WaitFor(renderer_, old));
  const auto before = services_.FilesOf(renderer_);
  EXPECT_THAT(before, Contains(Key("/en/press/published-after-the-backup/index.html")));

  ASSERT_OK_AND_ASSIGN(const std::string report, services_.LoseAndRestore());
  EXPECT_THAT(report, HasSubstr("statements/forged was withdrawn"));
  EXPECT_THAT(report, HasSubstr("statements/signed/signatories/1 was erased"));
  ASSERT_TRUE(services_.StartContent()) << services_.content().Err();
  ASSERT_TRUE(WaitForChange()) << Status().last_error();
  const render::v1::EpochChange change = Status().epoch_change();
  EXPECT_THAT(change.removed(), ElementsAre("statements/late"));
  EXPECT_THAT(change.resurrected(), IsEmpty());
  EXPECT_THAT(change.added(), IsEmpty());
  EXPECT_EQ(services_.FilesOf(renderer_), before);

  Accept(change.epoch());
  ASSERT_TRUE(WaitForSite()) << Status().last_error();
  const auto after = services_.FilesOf(renderer_);
  EXPECT_THAT(after, Not(Contains(Key("/en/press/published-after-the-backup/index.html"))));
  EXPECT_THAT(after.at("/en/press/a-forged-letter/index.html"), HasSubstr("Taken down again"));
  EXPECT_FALSE(HasBytes(after, kSigner));
  EXPECT_FALSE(StoreHasBytes(kSigner));
  EXPECT_EQ(ReasonOf(RunningServices::WaitFor(renderer_, old).status()), "EPOCH_CHANGED");
}

TEST_F(RenderRestore, WhereNothingDiffersTheRendererGoesOnByItself) {
  ASSERT_OK(services_.Publish("one", "A letter"));
  ASSERT_OK(RunningServices::WaitFor(renderer_, Head()));
  ASSERT_OK(services_.Backup());
  const auto before = services_.FilesOf(renderer_);
  ASSERT_OK(services_.LoseAndRestore());
  ASSERT_TRUE(services_.StartContent()) << services_.content().Err();
  ASSERT_TRUE(WaitForSite()) << Status().last_error();
  EXPECT_EQ(services_.FilesOf(renderer_), before);
}

}  // namespace
}  // namespace communique::testing

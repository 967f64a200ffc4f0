#include "tests/render-service/pipeline/site_under_test.h"

#include <gtest/gtest.h>

#include <utility>

#include "absl/time/clock.h"
#include "render-service/pipeline/history_comparison.h"
#include "render-service/storage/rocks_local_state.h"
#include "tests/testing/site_files.h"
#include "tests/testing/status_matchers.h"

namespace communique::render::testing {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);

// One life of the pipeline's connection: it can be stopped while the fake content-service lives on.
class OneLife : public ContentClient {
 public:
  explicit OneLife(FakeContent& content) : content_(content) {}

  absl::Status Watch(const content::v1::WatchRequest& request, const OnMessage& on_message) override {
    return content_.WatchUntil(request, stopped_, on_message);
  }
  absl::StatusOr<std::string> Download(const std::string& blob) override { return content_.Download(blob); }
  void Stop() override { content_.StopOne(stopped_); }

 private:
  FakeContent& content_;
  bool stopped_ = false;
};

}  // namespace

void SiteUnderTest::Start(DirectoryOutputStore::BeforeStep before_step, const std::string& version) {
  client_ = std::make_unique<OneLife>(*content_);
  pages_ = std::make_unique<FakePages>(version);
  auto store = DirectoryOutputStore::Open(directory_.path() / "site", std::move(before_step));
  ASSERT_OK(store);
  store_ = std::move(store).value();
  auto state = OpenRocksLocalState({.directory = StateDirectory(), .file_system = disk_});
  ASSERT_OK(state);
  state_ = std::move(state).value();
  status_ = std::make_unique<RenderStatus>(log_);
  jobs_ = std::make_unique<JobTable>();
  inbox_ = std::make_unique<Inbox>();
  renderer_ = std::make_unique<OutputRenderer>(settings_, *state_, *pages_, *client_, &images_, &setter_);
  publisher_ = std::make_unique<Publisher>(*renderer_, *state_, *store_);
  loop_ = std::make_unique<RenderLoop>(*inbox_, *state_, *renderer_, *publisher_, *jobs_, *status_, log_,
                                       absl::Milliseconds(20));
  ASSERT_OK(loop_->Prepare());
  ASSERT_OK_AND_ASSIGN(const Checkpoint checkpoint, state_->ReadCheckpoint());
  const ChangeFollower::Backoff quick{.first = absl::Milliseconds(5), .longest = absl::Milliseconds(20)};
  epochs_ = std::make_unique<EpochSwitch>(
      [this](const Checkpoint& followed) { return CompareHistory(*client_, *state_, followed); }, *status_);
  follower_ = std::make_unique<ChangeFollower>(*client_, checkpoint, *inbox_, *status_, quick, epochs_.get());
  loop_thread_ = std::thread([this] { loop_->Run(); });
  follower_thread_ = std::thread([this] { follower_->Run(); });
}

void SiteUnderTest::Stop() {
  if (inbox_ == nullptr) return;
  inbox_->Close();
  client_->Stop();
  loop_thread_.join();
  follower_thread_.join();
  follower_ = nullptr;
  loop_ = nullptr;
  publisher_ = nullptr;
  renderer_ = nullptr;
  inbox_ = nullptr;
  state_ = nullptr;
  store_ = nullptr;
}

bool SiteUnderTest::WaitFor(uint64_t number) {
  return WaitUntil([&] {
    const RenderStatus::Facts facts = status_->Read();
    return facts.complete.has_value() && *facts.complete >= number;
  });
}

bool SiteUnderTest::WaitUntil(const std::function<bool()>& is_so) {
  const absl::Time deadline = absl::Now() + kPatience;
  while (!is_so()) {
    if (absl::Now() > deadline) return false;
    absl::SleepFor(absl::Milliseconds(1));
  }
  return true;
}

std::map<std::string, std::string> SiteUnderTest::Files() const {
  return communique::testing::ReadSite(directory_.path() / "site");
}

}  // namespace communique::render::testing

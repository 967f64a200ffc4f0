#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_SITE_UNDER_TEST_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_SITE_UNDER_TEST_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "render-service/pipeline/change_follower.h"
#include "render-service/pipeline/epoch_switch.h"
#include "render-service/pipeline/inbox.h"
#include "render-service/pipeline/job_table.h"
#include "render-service/pipeline/output_renderer.h"
#include "render-service/pipeline/publisher.h"
#include "render-service/pipeline/render_loop.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/storage/directory_output_store.h"
#include "render-service/storage/local_state.h"
#include "render-service/storage/state_options.h"
#include "serving/logging.h"
#include "tests/render-service/pipeline/fake_content.h"
#include "tests/render-service/pipeline/fake_makers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render::testing {

// A whole pipeline over a fake content-service, with a real site directory and a real state.
class SiteUnderTest {
 public:
  explicit SiteUnderTest(FakeContent& content) : content_(&content) {}
  ~SiteUnderTest() { Stop(); }

  // Starts the pipeline, as a process would. `before_step` is that of DirectoryOutputStore.
  void Start(DirectoryOutputStore::BeforeStep before_step = nullptr, const std::string& version = "pages 1");
  void Stop();

  // What stands for the disk of the state from the next life on.
  void UseDisk(std::shared_ptr<rocksdb::FileSystem> disk) { disk_ = std::move(disk); }
  // Between two lives: another content-service from now on; the renderer's state, or the site, is lost.
  void Connect(FakeContent& content) { content_ = &content; }
  void LoseSite() { std::filesystem::remove_all(SiteDirectory()); }
  void ForgetState() { std::filesystem::remove_all(StateDirectory()); }

  // Whether the position was completed within 20 seconds.
  bool WaitFor(uint64_t number);
  bool WaitUntil(const std::function<bool()>& is_so);

  std::filesystem::path SiteDirectory() const { return directory_.path() / "site"; }
  std::filesystem::path StateDirectory() const { return directory_.path() / "state"; }
  // Every file of the site by path, from the disk.
  std::map<std::string, std::string> Files() const;

  LocalState& state() { return *state_; }
  RenderStatus& status() { return *status_; }
  EpochSwitch& epochs() { return *epochs_; }
  JobTable& jobs() { return *jobs_; }
  FakeImages& images() { return images_; }
  FakeSetter& setter() { return setter_; }
  void WakeLoop() { inbox_->Wake(); }

 private:
  communique::testing::TemporaryDirectory directory_;
  const serving::Log log_{"test", serving::LogFormat::kJson, serving::LogLevel::kError};
  const SiteSettings settings_;
  FakeContent* content_;
  std::shared_ptr<rocksdb::FileSystem> disk_;
  FakeImages images_;
  FakeSetter setter_;
  std::unique_ptr<ContentClient> client_;
  std::unique_ptr<FakePages> pages_;
  std::unique_ptr<OutputStore> store_;
  std::unique_ptr<LocalState> state_;
  std::unique_ptr<RenderStatus> status_;
  std::unique_ptr<JobTable> jobs_;
  std::unique_ptr<Inbox> inbox_;
  std::unique_ptr<OutputRenderer> renderer_;
  std::unique_ptr<Publisher> publisher_;
  std::unique_ptr<RenderLoop> loop_;
  std::unique_ptr<EpochSwitch> epochs_;
  std::unique_ptr<ChangeFollower> follower_;
  std::thread loop_thread_;
  std::thread follower_thread_;
};

}  // namespace communique::render::testing

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_SITE_UNDER_TEST_H_

#ifndef COMMUNIQUE_TESTS_TESTING_STORE_UNDER_TEST_H_
#define COMMUNIQUE_TESTS_TESTING_STORE_UNDER_TEST_H_

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "content-service/commit/committer.h"
#include "content-service/domain/etag.h"
#include "content-service/storage/database.h"
#include "content-service/storage/rocks_change_log.h"
#include "content-service/storage/rocks_content_store.h"
#include "content-service/storage/rocks_history_store.h"
#include "statement/digest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::testing {

// A store on disk with its committer, and a clock and salts of the test's own.
class StoreUnderTest {
 public:
  StoreUnderTest() : path_(directory_.path() / "store") { Open(); }
  // Over what lies in `path` already.
  explicit StoreUnderTest(std::filesystem::path path, std::shared_ptr<rocksdb::FileSystem> disk = nullptr)
      : path_(std::move(path)), disk_(std::move(disk)) {
    Open();
  }
  // On a disk of the test's own making.
  explicit StoreUnderTest(std::shared_ptr<rocksdb::FileSystem> disk)
      : path_(directory_.path() / "store"), disk_(std::move(disk)) {
    Open();
  }

  void Open() {
    auto opened = content::Database::Open(
        {.directory = path_, .file_system = disk_, .on_write_failure = [this](auto&) { ++write_failures_; }},
        Clock());
    ASSERT_TRUE(opened.ok()) << opened.status();
    database_ = *std::move(opened);
    content::CommitterOptions options;
    options.now = [this] { return Clock(); };
    options.seed = [this] { return Sha256(absl::StrCat("seed ", seed_++)); };
    committer_ = std::make_unique<content::Committer>(database_.get(), std::move(options));
    store_ = std::make_unique<content::RocksContentStore>(database_.get());
    history_ = std::make_unique<content::RocksHistoryStore>(database_.get());
    log_ = std::make_unique<content::RocksChangeLog>(database_.get());
  }
  void Close() {
    committer_.reset();
    log_.reset();
    history_.reset();
    store_.reset();
    database_.reset();
  }
  void Reopen() {
    Close();
    Open();
  }

  const std::filesystem::path& path() const { return path_; }
  content::Database& database() { return *database_; }
  content::Committer& committer() { return *committer_; }
  const content::ContentStore& store() const { return *store_; }
  const content::HistoryStore& history() const { return *history_; }
  const content::ChangeLog& log() const { return *log_; }

  absl::StatusOr<content::CommitOutcome> Do(content::Action action) {
    content::Command command{std::move(action), "alice", "", "", "", false};
    return committer_->SubmitAndWait(std::move(command));
  }
  absl::StatusOr<content::CommitOutcome> Do(content::Task task) {
    return committer_->SubmitAndWait(content::Upkeep{std::move(task), "alice", "", ""});
  }
  absl::StatusOr<content::CommitOutcome> Publish(const std::string& id) {
    return Do(content::PublishStatement{{{id, EtagOf(id)}}, {}});
  }
  std::string EtagOf(const std::string& id) const {
    const auto statement = store_->GetStatement(id, Now(content::v1::VIEW_EDITORIAL));
    return statement.ok() ? statement->etag() : "";
  }
  std::string EtagOfSection(const std::string& id) const {
    const auto section = store_->GetSection(id, Now(content::v1::VIEW_EDITORIAL));
    return section.ok() ? section->etag() : "";
  }
  // A row of a list in its newest state.
  content::SeenSignatory SeenRow(const std::string& statement, int64_t number) const {
    const auto rows = store_->GetSignatories(statement, number, 1, Now(content::v1::VIEW_EDITORIAL));
    return {statement, number, rows.ok() && !rows->empty() ? rows->front().etag() : ""};
  }
  content::ReadAt Now(content::v1::View view) const { return {view, store_->Head().sequence}; }

  int write_failures() const { return write_failures_; }

  // What the next commits are made with.
  void SetTime(int64_t seconds) { seconds_ = seconds; }
  void SetSeed(uint64_t seed) { seed_ = seed; }

 private:
  absl::Time Clock() const { return absl::FromUnixSeconds(seconds_); }

  TemporaryDirectory directory_;
  const std::filesystem::path path_;
  const std::shared_ptr<rocksdb::FileSystem> disk_;
  std::atomic<int64_t> seconds_{1'700'000'000};
  std::atomic<uint64_t> seed_{0};
  std::atomic<int> write_failures_{0};
  std::unique_ptr<content::Database> database_;
  std::unique_ptr<content::Committer> committer_;
  std::unique_ptr<content::RocksContentStore> store_;
  std::unique_ptr<content::RocksHistoryStore> history_;
  std::unique_ptr<content::RocksChangeLog> log_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_STORE_UNDER_TEST_H_

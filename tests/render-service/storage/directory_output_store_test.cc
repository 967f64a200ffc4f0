#include "render-service/storage/directory_output_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <map>

#include "tests/testing/files_with.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

using ::communique::testing::IsOk;
using ::communique::testing::Refused;
using ::communique::testing::StatusIs;
using ::communique::testing::TemporaryDirectory;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

namespace fs = std::filesystem;

class DirectoryOutputStoreTest : public ::testing::Test {
 protected:
  std::unique_ptr<DirectoryOutputStore> Open(DirectoryOutputStore::BeforeStep before_step = nullptr) {
    auto store = DirectoryOutputStore::Open(site_, std::move(before_step));
    EXPECT_THAT(store, IsOk());
    return std::move(store).value();
  }

  std::string Read(const std::string& path) const {
    std::ifstream file(site_.string() + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  TemporaryDirectory temporary_;
  const fs::path site_ = temporary_.path() / "site";
};

TEST_F(DirectoryOutputStoreTest, WritesFilesAndTheirDirectories) {
  const auto store = Open();
  EXPECT_THAT(store->Apply({.files = {{"/en/press/a/index.html", "<p>A</p>"}, {"/robots.txt", "all"}}}),
              IsOk());
  EXPECT_EQ(Read("/en/press/a/index.html"), "<p>A</p>");
  ASSERT_OK_AND_ASSIGN(const auto paths, store->List());
  EXPECT_THAT(paths, ElementsAre("/en/press/a/index.html", "/robots.txt"));
}

TEST_F(DirectoryOutputStoreTest, LeavesAFileWithTheSameBytesUntouched) {
  const auto store = Open();
  ASSERT_OK(store->Apply({.files = {{"/a.html", "same"}, {"/b.html", "old"}}}));
  struct stat before;
  ASSERT_EQ(::stat((site_ / "a.html").c_str(), &before), 0);
  ASSERT_OK_AND_ASSIGN(const auto applied,
                       store->Apply({.files = {{"/a.html", "same"}, {"/b.html", "new"}}}));
  EXPECT_THAT(applied.written, ElementsAre("/b.html"));
  struct stat after;
  ASSERT_EQ(::stat((site_ / "a.html").c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
}

TEST_F(DirectoryOutputStoreTest, DeletesFilesAndTheDirectoriesThatAreLeftEmpty) {
  const auto store = Open();
  ASSERT_OK(store->Apply({.files = {{"/en/press/a/index.html", "a"}, {"/en/index.html", "home"}}}));
  ASSERT_OK(store->Apply({.deletions = {"/en/press/a/index.html", "/en/never/there.html"}}));
  EXPECT_FALSE(fs::exists(site_ / "en" / "press"));
  EXPECT_TRUE(fs::exists(site_ / "en" / "index.html"));
}

TEST_F(DirectoryOutputStoreTest, StoppedBeforeAnyStepEndsInTheSameSiteOnTheNextStart) {
  const SiteBatch first{.files = {{"/a.html", "one"}, {"/gone/b.html", "one"}}};
  const SiteBatch second{.files = {{"/a.html", "two"}, {"/new/c.html", "two"}},
                         .deletions = {"/gone/b.html"}};
  for (int stop_at = 0;; ++stop_at) {
    TemporaryDirectory temporary;
    const fs::path site = temporary.path() / "site";
    {
      ASSERT_OK_AND_ASSIGN(const auto store, DirectoryOutputStore::Open(site));
      ASSERT_OK(store->Apply(first));
    }
    bool stopped = false;
    {
      int steps = 0;
      ASSERT_OK_AND_ASSIGN(const auto store,
                           DirectoryOutputStore::Open(site, [&](absl::string_view) -> absl::Status {
                             stopped = steps++ == stop_at;
                             return stopped ? absl::AbortedError("killed") : absl::OkStatus();
                           }));
      const auto applied = store->Apply(second);
      ASSERT_EQ(applied.ok(), !stopped);
      // Each file has its old bytes or its new ones.
      std::ifstream file(site / "a.html");
      const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      EXPECT_THAT(bytes, ::testing::AnyOf("one", "two"));
    }
    ASSERT_OK_AND_ASSIGN(const auto store, DirectoryOutputStore::Open(site));
    EXPECT_TRUE(fs::is_empty(site / kOwnFolder / "staged"));
    ASSERT_OK(store->Apply(second));
    ASSERT_OK_AND_ASSIGN(const auto paths, store->List());
    EXPECT_THAT(paths, ElementsAre("/a.html", "/new/c.html"));
    if (!stopped) break;
    ASSERT_LT(stop_at, 100);
  }
}

TEST_F(DirectoryOutputStoreTest, NeverFollowsALinkOutOfTheSite) {
  const fs::path outside = temporary_.path() / "outside";
  fs::create_directories(outside);
  const auto store = Open();
  fs::create_directory_symlink(outside, site_ / "en");
  ASSERT_OK_AND_ASSIGN(const auto applied, store->Apply({.files = {{"/en/index.html", "x"}}}));
  EXPECT_THAT(applied.refused,
              ElementsAre(Pair("/en/index.html", Refused(absl::StatusCode::kFailedPrecondition,
                                                         "PATH_BLOCKED", "/en/index.html"))));
  EXPECT_THAT(applied.written, IsEmpty());
  EXPECT_TRUE(fs::is_empty(outside));
}

TEST_F(DirectoryOutputStoreTest, ReplacesALinkThatStandsInAFilesPlaceAndNotWhatItLeadsTo) {
  const fs::path secret = temporary_.path() / "secret";
  std::ofstream(secret) << "secret";
  const auto store = Open();
  fs::create_symlink(secret, site_ / "index.html");
  ASSERT_OK(store->Apply({.files = {{"/index.html", "page"}}}));
  EXPECT_EQ(Read("/index.html"), "page");
  std::ifstream file(secret);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "secret");
}

TEST_F(DirectoryOutputStoreTest, RefusesPathsThatAreNoneOfTheSite) {
  const auto store = Open();
  const std::vector<std::string> none_of_ours = {"index.html", "/../x",      "/a/../b",      "/a//b",
                                                 "/",          "/.htaccess", "/a/.hidden/b", ""};
  for (const std::string& path : none_of_ours) {
    ASSERT_OK_AND_ASSIGN(const auto applied, store->Apply({.files = {{path, "x"}}}));
    EXPECT_THAT(applied.refused,
                ElementsAre(Pair(path, Refused(absl::StatusCode::kInvalidArgument, "BAD_PATH", "no path"))));
    EXPECT_THAT(applied.written, IsEmpty());
  }
}

TEST_F(DirectoryOutputStoreTest, ADirectoryInAFilesPlaceStopsThatFileAndNoOther) {
  const auto store = Open();
  fs::create_directories(site_ / "b.html" / "kept by somebody");
  fs::create_directories(site_ / "old.html" / "kept by somebody");
  std::ofstream(site_ / "ko") << "a file where a directory should go";
  ASSERT_OK_AND_ASSIGN(
      const auto applied,
      store->Apply({.files = {{"/a.html", "a"}, {"/b.html", "b"}, {"/ko/c.html", "c"}, {"/d.html", "d"}},
                    .deletions = {"/old.html", "/never.html"}}));
  EXPECT_THAT(applied.written, ElementsAre("/a.html", "/d.html"));
  const auto is_blocked =
      Refused(absl::StatusCode::kFailedPrecondition, "PATH_BLOCKED", "remove what stands");
  EXPECT_THAT(applied.refused, ElementsAre(Pair("/b.html", is_blocked), Pair("/ko/c.html", is_blocked),
                                           Pair("/old.html", is_blocked)));
  EXPECT_EQ(Read("/d.html"), "d");
  EXPECT_TRUE(fs::exists(site_ / "b.html" / "kept by somebody"));
  EXPECT_TRUE(fs::is_empty(site_ / kOwnFolder / "staged"));
}

TEST_F(DirectoryOutputStoreTest, WhatABatchThatFailedWasToWriteIsNotKept) {
  bool fails = true;
  ASSERT_OK_AND_ASSIGN(const auto store,
                       DirectoryOutputStore::Open(site_, [&](absl::string_view step) -> absl::Status {
                         return fails && step == "rename" ? absl::AbortedError("stopped") : absl::OkStatus();
                       }));
  EXPECT_FALSE(store->Apply({.files = {{"/a.html", "a"}, {"/b.html", "secret"}}}).ok());
  EXPECT_THAT(communique::testing::FilesWith(site_, "secret"), ::testing::SizeIs(1));
  fails = false;
  ASSERT_OK(store->Apply({.files = {{"/a.html", "a"}}}));
  EXPECT_THAT(communique::testing::FilesWith(site_, "secret"), ::testing::IsEmpty());
}

TEST_F(DirectoryOutputStoreTest, AnErrorOfTheWholeSiteStopsTheBatchWithAReason) {
  const auto store = Open();
  fs::remove_all(site_ / kOwnFolder / "staged");
  EXPECT_THAT(store->Apply({.files = {{"/a.html", "a"}}}),
              Refused(absl::StatusCode::kNotFound, "PATH_MISSING", "/a.html"));
}

TEST_F(DirectoryOutputStoreTest, OneRendererWritesASite) {
  const auto store = Open();
  EXPECT_THAT(DirectoryOutputStore::Open(site_),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("another renderer")));
}

TEST_F(DirectoryOutputStoreTest, ADirectoryWithOtherFilesIsNoSite) {
  fs::create_directories(site_);
  std::ofstream(site_ / "thesis.odt") << "years of work";
  EXPECT_THAT(DirectoryOutputStore::Open(site_),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no site of Communique")));
  EXPECT_FALSE(fs::exists(site_ / kOwnFolder));
}

}  // namespace
}  // namespace communique::render

#include "render-service/service/preview_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <fstream>

#include "absl/time/clock.h"
#include "tests/testing/dribbler.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

using ::communique::testing::Dribbler;
using ::communique::testing::IsOk;
using ::communique::testing::StatusIs;

class PreviewServerTest : public ::testing::Test {
 protected:
  PreviewServerTest() {
    Write("index.html", "home");
    Write("404.html", "nothing here");
    Write("en/press/a b/index.html", "page");
    Write("en/press/a b/statement.txt", "text");
    Write(".communique/lock", "hidden");
    std::ofstream(temporary_.path() / "secret") << "secret";
    Start("http://localhost:8080");
  }

  void Start(const std::string& base_url) {
    server_ = nullptr;
    auto server = PreviewServer::Start(
        {.listen = "127.0.0.1:0", .site = temporary_.path() / "site", .base_url = base_url});
    ASSERT_THAT(server, IsOk());
    server_ = std::move(server).value();
  }

  void Write(const std::string& path, const std::string& text) {
    const std::filesystem::path file = temporary_.path() / "site" / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

  httplib::Result Get(const std::string& path) {
    httplib::Client client("127.0.0.1", server_->port());
    return client.Get(path);
  }

  communique::testing::TemporaryDirectory temporary_;
  std::unique_ptr<PreviewServer> server_;
};

TEST_F(PreviewServerTest, ServesPagesAndFilesWithTheirTypes) {
  EXPECT_EQ(Get("/")->body, "home");
  EXPECT_EQ(Get("/en/press/a%20b/")->body, "page");
  EXPECT_EQ(Get("/en/press/a%20b/")->get_header_value("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(Get("/en/press/a%20b/statement.txt")->get_header_value("Content-Type"),
            "text/plain; charset=utf-8");
  EXPECT_EQ(Get("/")->get_header_value("X-Content-Type-Options"), "nosniff");
}

TEST_F(PreviewServerTest, ShowsTheSitesOwnPageWhereThereIsNothing) {
  EXPECT_EQ(Get("/nowhere/")->status, 404);
  EXPECT_EQ(Get("/nowhere/")->body, "nothing here");
}

TEST_F(PreviewServerTest, LeadsADirectoryWithoutASlashToTheOneWithIt) {
  EXPECT_EQ(Get("/en/press")->status, 301);
  EXPECT_EQ(Get("/en/press")->get_header_value("Location"), "/en/press/");
}

TEST_F(PreviewServerTest, NeverServesWhatIsHiddenOrOutside) {
  for (const char* path : {"/.communique/lock", "/%2ecommunique/lock", "/../secret", "/en/../../secret",
                           "/%2e%2e/secret", "/en/%2e%2e%2f%2e%2e%2fsecret", "/..%2fsecret"}) {
    const httplib::Result result = Get(path);
    EXPECT_NE(result->status, 200) << path;
    EXPECT_THAT(result->body, ::testing::Not(::testing::AnyOf("hidden", "secret"))) << path;
  }
}

TEST_F(PreviewServerTest, FollowsNoLinkWhereverItStands) {
  const std::filesystem::path site = temporary_.path() / "site";
  std::filesystem::create_symlink(temporary_.path() / "secret", site / "secret.txt");
  std::filesystem::create_symlink("index.html", site / "alias.html");
  std::filesystem::create_directory_symlink(temporary_.path(), site / "above");
  std::filesystem::create_directories(site / "ko");
  std::filesystem::create_symlink(temporary_.path() / "secret", site / "ko/index.html");
  for (const char* path : {"/secret.txt", "/alias.html", "/above", "/above/", "/above/secret", "/ko/"}) {
    EXPECT_EQ(Get(path)->status, 404) << path;
    EXPECT_EQ(Get(path)->body, "nothing here") << path;
  }
}

TEST_F(PreviewServerTest, RefusesAPathWithControlCharacters) {
  for (const char* path : {"/%00", "/en/press%00/", "/index.html%00.txt", "/%0a"}) {
    EXPECT_EQ(Get(path)->status, 400) << path;
  }
}

TEST_F(PreviewServerTest, ServesAPartOfAFileThatIsAskedForSo) {
  httplib::Client client("127.0.0.1", server_->port());
  const httplib::Result part = client.Get("/index.html", {httplib::make_range_header({{1, 2}})});
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(part->body, "om");
}

TEST_F(PreviewServerTest, StopsAtOnceThoughClientsNeverEndTheirRequestsOrReadTheirAnswers) {
  Write("large.pdf", std::string(size_t{32} << 20, 'x'));
  const Dribbler dribbles(server_->port(), "GET / HTTP/1.1\r\nX-Long: ", /*goes_on=*/true);
  const Dribbler never_reads(server_->port(), "GET /large.pdf HTTP/1.1\r\n\r\n", /*goes_on=*/false);
  // Accepted after them.
  ASSERT_EQ(Get("/")->status, 200);
  const absl::Time start = absl::Now();
  server_ = nullptr;
  EXPECT_LT(absl::Now() - start, absl::Seconds(3));
}

TEST_F(PreviewServerTest, TakesNothing) {
  httplib::Client client("127.0.0.1", server_->port());
  EXPECT_EQ(client.Post("/")->status, 405);
  EXPECT_EQ(client.Delete("/index.html")->status, 405);
  EXPECT_EQ(client.Head("/")->status, 200);
}

TEST_F(PreviewServerTest, ServesASiteThatIsMadeForAPathThere) {
  Start("https://example.org/statements");
  EXPECT_EQ(Get("/statements/")->body, "home");
  EXPECT_EQ(Get("/")->get_header_value("Location"), "/statements/");
}

TEST(PreviewServer, ListensOnLoopbackOnly) {
  for (const char* address :
       {"0.0.0.0:8080", "192.0.2.1:80", ":8080", "8080", "127.0.0.1:", "127.0.0.1:99999"}) {
    EXPECT_THAT(PreviewServer::CheckAddress(address), StatusIs(absl::StatusCode::kInvalidArgument))
        << address;
  }
  for (const char* address : {"127.0.0.1:8080", "localhost:0", "[::1]:8080"}) {
    EXPECT_THAT(PreviewServer::CheckAddress(address), IsOk()) << address;
  }
}

}  // namespace
}  // namespace communique::render

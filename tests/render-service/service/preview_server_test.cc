#include "render-service/service/preview_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <fstream>

#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

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
    return client.Get(path.c_str());
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

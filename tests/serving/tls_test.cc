#include "serving/tls.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "serving/service_host.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"
#include "tests/testing/test_certificates.h"

namespace communique::serving {
namespace {

using ::communique::testing::MakeTestCertificate;
using ::communique::testing::StatusIs;
using ::communique::testing::TestCertificate;
using ::testing::HasSubstr;

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() : log_("test", LogFormat::kJson, LogLevel::kError, lines_) {
    Write(first_);
    options_.listen = "127.0.0.1:0";
    options_.tls.certificate = (directory_.path() / "now/cert.pem").string();
    options_.tls.key = (directory_.path() / "now/key.pem").string();
  }

  // Both files change together, by moving a link.
  void Write(const TestCertificate& made) {
    const auto folder = directory_.path() / absl::StrCat("v", ++versions_);
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "cert.pem") << made.certificate_pem;
    std::ofstream(folder / "key.pem") << made.key_pem;
    std::filesystem::create_directory_symlink(folder, directory_.path() / "next");
    std::filesystem::rename(directory_.path() / "next", directory_.path() / "now");
  }

  // Whether a client that trusts `trusted`, and shows `shown` where given, is served.
  static bool CanCall(int port, const TestCertificate& trusted, const TestCertificate* shown = nullptr) {
    grpc::SslCredentialsOptions ssl;
    ssl.pem_root_certs = trusted.certificate_pem;
    if (shown != nullptr) {
      ssl.pem_private_key = shown->key_pem;
      ssl.pem_cert_chain = shown->certificate_pem;
    }
    return CanCall(port, grpc::SslCredentials(ssl));
  }
  static bool CanCall(int port, const std::shared_ptr<grpc::ChannelCredentials>& credentials,
                      const std::string& name = "localhost") {
    grpc::ChannelArguments arguments;
    arguments.SetSslTargetNameOverride(name);
    // Not a connection that another check has left open.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    const auto channel = grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port), credentials, arguments);
    grpc::health::v1::Health::Stub stub(channel);
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    grpc::health::v1::HealthCheckResponse response;
    return stub.Check(&context, {}, &response).ok();
  }

  communique::testing::TemporaryDirectory directory_;
  int versions_ = 0;
  const TestCertificate first_ = MakeTestCertificate();
  std::ostringstream lines_;
  const Log log_;
  ServingOptions options_;
};

TEST_F(TlsTest, ServesThoseWhoTrustItsCertificateAndTakesANewOneWithoutRestart) {
  ASSERT_OK_AND_ASSIGN(const auto host, ServiceHost::Start(options_, log_));
  ASSERT_OK(host->Serve({}, {}));
  const TestCertificate second = MakeTestCertificate();
  EXPECT_TRUE(CanCall(host->port(), first_));
  EXPECT_FALSE(CanCall(host->port(), second));
  Write(second);
  const absl::Time give_up = absl::Now() + absl::Seconds(20);
  while (!CanCall(host->port(), second) && absl::Now() < give_up) {
    absl::SleepFor(absl::Milliseconds(50));
  }
  EXPECT_TRUE(CanCall(host->port(), second));
}

TEST_F(TlsTest, WithAClientCaACallerMustShowACertificate) {
  const TestCertificate client = MakeTestCertificate();
  options_.tls.client_ca = (directory_.path() / "clients.pem").string();
  std::ofstream(options_.tls.client_ca) << client.certificate_pem;
  ASSERT_OK_AND_ASSIGN(const auto host, ServiceHost::Start(options_, log_));
  ASSERT_OK(host->Serve({}, {}));
  EXPECT_TRUE(CanCall(host->port(), first_, &client));
  EXPECT_FALSE(CanCall(host->port(), first_));
  EXPECT_FALSE(CanCall(host->port(), first_, &first_));
}

TEST_F(TlsTest, AClientTakesANewCaWithoutRestart) {
  const std::string ca = (directory_.path() / "ca.pem").string();
  std::ofstream(ca) << first_.certificate_pem;
  ASSERT_OK_AND_ASSIGN(const auto credentials, MakeChannelCredentials(ca));
  const TestCertificate second = MakeTestCertificate();
  Write(second);
  ASSERT_OK_AND_ASSIGN(const auto host, ServiceHost::Start(options_, log_));
  ASSERT_OK(host->Serve({}, {}));
  EXPECT_FALSE(CanCall(host->port(), credentials)) << "it does not trust this server yet";
  std::ofstream(ca) << second.certificate_pem;
  const absl::Time give_up = absl::Now() + absl::Seconds(20);
  while (!CanCall(host->port(), credentials) && absl::Now() < give_up) {
    absl::SleepFor(absl::Milliseconds(50));
  }
  EXPECT_TRUE(CanCall(host->port(), credentials));
  EXPECT_FALSE(CanCall(host->port(), credentials, "another.example"))
      << "the certificate is for another name";
}

TEST_F(TlsTest, FilesThatCannotBeUsedAreNamed) {
  TlsFiles files = options_.tls;
  files.key = (directory_.path() / "none.pem").string();
  EXPECT_THAT(MakeServerCredentials(files),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("none.pem")));
  files.key = "";
  EXPECT_THAT(MakeServerCredentials(files), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("both")));
  files.key = (directory_.path() / "other.pem").string();
  std::ofstream(files.key) << MakeTestCertificate().key_pem;
  EXPECT_THAT(MakeServerCredentials(files),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("does not belong")));
  EXPECT_THAT(MakeChannelCredentials((directory_.path() / "none.pem").string()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("none.pem")));
}

}  // namespace
}  // namespace communique::serving

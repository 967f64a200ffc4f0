// A call that meets damaged bytes is refused, and whoever runs the service is told.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "communique/content/v1/admin_service.grpc.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::grpc::health::v1::HealthCheckRequest;
using ::grpc::health::v1::HealthCheckResponse;
using namespace content::v1;  // NOLINT: the words of the API

class ContentDamage : public ContentServiceTest {
 protected:
  HealthCheckResponse::ServingStatus HealthOf(const std::string& service) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    HealthCheckResponse response;
    EXPECT_TRUE(grpc::health::v1::Health::Stub(channel_).Check(&context, request, &response).ok());
    return response.status();
  }
  absl::StatusOr<GetStatusResponse> Status() {
    AdminService::Stub admin(channel_);
    return Call(admin, &AdminService::Stub::GetStatus, GetStatusRequest());
  }

  // In the first block of every table, where the rows are.
  void DamageTables() const {
    for (const auto& entry : std::filesystem::directory_iterator(options_.data_directory)) {
      if (entry.path().extension() != ".sst") continue;
      std::fstream file(entry.path(), std::ios::binary | std::ios::in | std::ios::out);
      file.seekg(10);
      const int byte = file.get();
      file.seekp(10);
      file.put(static_cast<char>(byte ^ 1));
    }
  }
};

TEST_F(ContentDamage, IsNeverReadAndIsToldToWhoeverRunsTheService) {
  StartService();
  ASSERT_OK(CreateSection("press"));
  ASSERT_OK(CreateAndPublish("a", "A"));
  StopService();
  // What the log held is in tables now, and in no memory.
  StartService();
  EXPECT_EQ(HealthOf("integrity"), HealthCheckResponse::SERVING);
  DamageTables();
  EXPECT_THAT(Get("a", VIEW_EDITORIAL),
              Refused(absl::StatusCode::kDataLoss, "STORE_DAMAGED", "restore the store"));
  EXPECT_EQ(HealthOf("integrity"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(HealthOf("readiness"), HealthCheckResponse::SERVING) << "what is whole can be read";
  ASSERT_OK_AND_ASSIGN(const GetStatusResponse status, Status());
  ASSERT_EQ(status.faults_size(), 1) << status.DebugString();
  EXPECT_EQ(status.faults(0).reason(), "STORE_DAMAGED");
  EXPECT_TRUE(status.faults(0).has_since());
}

}  // namespace
}  // namespace communique::testing

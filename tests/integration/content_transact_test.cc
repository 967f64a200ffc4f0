// Several writes in one commit, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "google/rpc/error_details.pb.h"
#include "statement/errors.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::SizeIs;
using namespace content::v1;  // NOLINT: the words of the API

class ContentTransact : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  absl::StatusOr<TransactResponse> Transact(const TransactRequest& request) {
    return Call(*statements_, &Statements::Transact, request);
  }
  // One statement, written and published.
  static TransactRequest WriteAndPublish(const std::string& id) {
    TransactRequest request;
    *request.add_operations()->mutable_create() = CreateRequest(id, "Title of " + id);
    request.add_operations()->mutable_publish()->set_name("statements/" + id);
    return request;
  }
};

TEST_F(ContentTransact, WhatOperationsDoIsPublicAtOnePosition) {
  TransactRequest request = WriteAndPublish("a");
  AddSignatoriesRequest& add = *request.add_operations()->mutable_add_signatories();
  add.set_parent("statements/a");
  add.set_although_closed(true);
  add.add_signatories()->mutable_organisation()->set_name("Union");
  ASSERT_OK_AND_ASSIGN(const auto done, Transact(request));
  ASSERT_THAT(done.statements(), SizeIs(1));
  EXPECT_EQ(done.statements(0).public_state(), PUBLIC_STATE_LIVE);
  EXPECT_EQ(done.statements(0).signatory_count(), 1);
  EXPECT_EQ(done.statements(0).live().content().blocks_size(), 0) << "the answer has no blocks";
  ASSERT_OK_AND_ASSIGN(const auto read, Get("a", VIEW_PUBLIC, done.position()));
  EXPECT_EQ(read.statement().live().content().blocks_size(), 1);
}

TEST_F(ContentTransact, TheSameRequestAgainHasTheSameOutcome) {
  TransactRequest request = WriteAndPublish("a");
  request.set_request_id("once");
  ASSERT_OK_AND_ASSIGN(const auto first, Transact(request));
  ASSERT_OK_AND_ASSIGN(const auto again, Transact(request));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  request.mutable_operations()->RemoveLast();
  EXPECT_THAT(Transact(request), Refused(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED", ""));
}

TEST_F(ContentTransact, ADryRunWritesNothing) {
  TransactRequest request = WriteAndPublish("a");
  request.set_validate_only(true);
  ASSERT_OK_AND_ASSIGN(const auto dry, Transact(request));
  EXPECT_THAT(dry.statements(), SizeIs(0));
  EXPECT_THAT(Get("a", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ContentTransact, AnErrorNamesTheOperation) {
  TransactRequest request = WriteAndPublish("a");
  request.mutable_operations(1)->mutable_publish()->set_name("a");
  EXPECT_THAT(Transact(request),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "operations[1].publish.name: "));
  request = WriteAndPublish("a");
  request.mutable_operations(0)->mutable_create()->set_request_id("part");
  EXPECT_THAT(Transact(request), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                                         "operations[0].create.request_id: must be empty"));
  request = WriteAndPublish("a");
  request.add_operations();
  EXPECT_THAT(Transact(request), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                                         "operations[2].kind: names no operation"));
  ASSERT_OK(Create("b", "B"));
  request = WriteAndPublish("a");
  *request.add_operations()->mutable_create() = CreateRequest("b", "Other");
  EXPECT_THAT(Transact(request),
              Refused(absl::StatusCode::kAlreadyExists, "ID_TAKEN", "operations[2].create: "));
  EXPECT_THAT(Get("a", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kNotFound)) << "all or nothing";
}

}  // namespace
}  // namespace communique::testing

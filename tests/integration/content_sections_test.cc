// The tree of sections over real gRPC: changed, moved, deleted.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

class ContentSections : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
    ASSERT_OK(CreateSection("letters"));
  }
  Section Read(const std::string& id) {
    GetSectionRequest request;
    request.set_name("sections/" + id);
    request.set_view(VIEW_EDITORIAL);
    const auto read = Call(*sections_, &Sections::GetSection, request);
    return read.ok() ? read->section() : Section();
  }
  absl::StatusOr<DeleteSectionResponse> Delete(const Section& section) {
    DeleteSectionRequest request;
    request.set_name(section.name());
    request.set_etag(section.etag());
    request.set_request_id("delete-" + section.etag());
    return Call(*sections_, &Sections::DeleteSection, request);
  }
};

TEST_F(ContentSections, ASectionMovesAndIsRenamedAndNoAddressChanges) {
  ASSERT_OK(CreateAndPublish("a", "A title"));
  UpdateSectionRequest request;
  *request.mutable_section() = Read("press");
  request.mutable_section()->set_parent("sections/letters");
  (*request.mutable_section()->mutable_titles())["ko"] = "보도자료";
  ASSERT_OK_AND_ASSIGN(const auto updated, Call(*sections_, &Sections::UpdateSection, request));
  EXPECT_EQ(updated.section().parent(), "sections/letters");
  EXPECT_NE(updated.section().etag(), request.section().etag());
  EXPECT_EQ(Get("a", VIEW_PUBLIC)->statement().path(), "/en/press/a-title/");
  EXPECT_THAT(Call(*sections_, &Sections::UpdateSection, request),
              Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH", ""));
  ListSectionsRequest list;
  ASSERT_OK_AND_ASSIGN(const auto in_public, Call(*sections_, &Sections::ListSections, list));
  EXPECT_EQ(in_public.sections_size(), 2) << "the one above is public with it";
}

TEST_F(ContentSections, AnEmptySectionIsDeletedOnceAndListedNoMore) {
  const Section section = Read("letters");
  ASSERT_OK_AND_ASSIGN(const auto deleted, Delete(section));
  ASSERT_OK_AND_ASSIGN(const auto again, Delete(section));
  EXPECT_EQ(again.position(), deleted.position()) << "the same request_id";
  EXPECT_EQ(Read("letters").name(), "");
  ListSectionsRequest list;
  list.set_view(VIEW_EDITORIAL);
  ASSERT_OK_AND_ASSIGN(const auto left, Call(*sections_, &Sections::ListSections, list));
  EXPECT_EQ(left.sections_size(), 1);
  ASSERT_OK(Create("a", "A title"));
  EXPECT_THAT(Delete(Read("press")),
              Refused(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY", "is or was filed in it"));
}

}  // namespace
}  // namespace communique::testing

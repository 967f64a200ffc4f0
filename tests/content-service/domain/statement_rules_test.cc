#include "content-service/domain/statement_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::ContentOf;
using ::communique::testing::IsOk;
using ::communique::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

// "field: description" of every violation.
std::vector<std::string> ViolationsOf(const absl::Status& status) {
  google::rpc::BadRequest bad_request;
  if (const auto payload = status.GetPayload(kBadRequestType); payload.has_value()) {
    bad_request.ParseFromString(std::string(*payload));
  }
  std::vector<std::string> violations;
  for (const auto& violation : bad_request.field_violations()) {
    violations.push_back(absl::StrCat(violation.field(), ": ", violation.description()));
  }
  return violations;
}

v1::Content GoodContent() {
  v1::Content content = ContentOf("A joint statement");
  content.set_slug("a-joint-statement");
  return content;
}

std::vector<std::string> WrongWith(const v1::Content& content) {
  FieldViolations violations;
  CheckContent(content, "content", violations);
  return ViolationsOf(violations.ToStatus());
}

v1::Inline& FirstInline(v1::Content& content) {
  return *content.mutable_blocks(0)->mutable_paragraph()->mutable_inlines(0);
}

TEST(ContentRules, AGoodContentBreaksNone) { EXPECT_THAT(WrongWith(GoodContent()), IsEmpty()); }

TEST(ContentRules, WhatNobodyCanSeeIsEmpty) {
  for (const char* blank : {" ", "\u3000", "\u00a0\u200b", "\u3164", "\u2800", "\ufeff"}) {
    v1::Content content = GoodContent();
    content.set_title(blank);
    content.mutable_blocks(1)->mutable_clause()->set_label(blank);
    EXPECT_THAT(WrongWith(content), ElementsAre("content.title: must not be empty",
                                                StartsWith("content.blocks[1].clause.label: ")))
        << blank;
    v1::Signatory signatory;
    signatory.mutable_person()->set_name(blank);
    FieldViolations violations;
    CheckSignatory(signatory, "signatory", violations);
    EXPECT_THAT(ViolationsOf(violations.ToStatus()), ElementsAre("signatory.person.name: must not be empty"));
  }
}

TEST(ContentRules, EverythingWrongIsToldAtOnce) {
  v1::Content content = GoodContent();
  content.clear_title();
  content.set_slug("2024");
  content.set_section("press");
  content.set_source_uri("ftp://example.org/a");
  EXPECT_THAT(WrongWith(content),
              UnorderedElementsAre(StartsWith("content.title: "), StartsWith("content.slug: "),
                                   StartsWith("content.section: "), StartsWith("content.source_uri: ")));
}

TEST(ContentRules, AClauseWithoutALabelIsNamedByItsPlaceInTheTree) {
  v1::Content content = GoodContent();
  content.mutable_blocks(1)->mutable_clause()->add_children()->mutable_clause()->set_label(" ");
  EXPECT_THAT(WrongWith(content),
              ElementsAre(StartsWith("content.blocks[1].clause.children[0].clause.label: ")));
}

TEST(ContentRules, ABlockOfNoKindIsRefused) {
  v1::Content content = GoodContent();
  content.add_blocks();
  EXPECT_THAT(WrongWith(content), ElementsAre(StartsWith("content.blocks[2]: is of no kind")));
}

TEST(ContentRules, CharactersThatDeceiveOrCannotBeSetAreRefused) {
  for (const std::string& bad :
       {std::string("a\nb"), std::string("\u202Eabc"), std::string("\uFFFC"), std::string("\uFFFD"),
        std::string("\U000E0041"), std::string("\uFDD0"), std::string("\u0085"), std::string("\xff")}) {
    v1::Content content = GoodContent();
    FirstInline(content).set_text(bad);
    EXPECT_THAT(WrongWith(content), ElementsAre(StartsWith("content.blocks[0].paragraph.inlines[0].text: ")))
        << bad;
  }
}

TEST(ContentRules, IsolatesAndEveryScriptAreAllowed) {
  for (const std::string& good :
       {std::string("\u2066isolated\u2069"), std::string("공동 성명"), std::string("بيان مشترك"),
        std::string("👩‍⚖️"), std::string("\u200D")}) {
    v1::Content content = GoodContent();
    FirstInline(content).set_text(good);
    EXPECT_THAT(WrongWith(content), IsEmpty()) << good;
  }
}

TEST(ContentRules, LinksLeadOnlyToWebAndMail) {
  for (const char* bad : {"javascript:alert(1)", "data:text/html,x", "//example.org", "/a", "http://",
                          "https:///a", "mailto:nobody", "http://exa mple.org", "JaVaScRiPt://example.org"}) {
    v1::Content content = GoodContent();
    FirstInline(content).set_link(bad);
    EXPECT_THAT(WrongWith(content), ElementsAre(StartsWith("content.blocks[0].paragraph.inlines[0].link: ")))
        << bad;
  }
  for (const char* good : {"http://example.org", "HTTPS://example.org/a?b#c", "mailto:press@example.org"}) {
    v1::Content content = GoodContent();
    FirstInline(content).set_link(good);
    EXPECT_THAT(WrongWith(content), IsEmpty()) << good;
  }
}

TEST(ContentRules, AFootnoteReferenceNeedsItsFootnoteAndLabelsAreUnique) {
  v1::Content content = GoodContent();
  FirstInline(content).set_footnote_reference("1");
  EXPECT_THAT(WrongWith(content), ElementsAre(AllOf(HasSubstr("footnote_reference"), HasSubstr("\"1\""))));
  content.add_blocks()->mutable_footnote()->set_label("1");
  EXPECT_THAT(WrongWith(content), IsEmpty());
  content.add_blocks()->mutable_footnote()->set_label("1");
  EXPECT_THAT(WrongWith(content), ElementsAre(StartsWith("content.blocks[3].footnote.label: ")));
}

TEST(ContentRules, AnImageBlockNamesAnAttachmentOfTheContent) {
  v1::Content content = GoodContent();
  content.add_blocks()->mutable_image()->set_attachment("scan");
  EXPECT_THAT(WrongWith(content), ElementsAre(StartsWith("content.blocks[2].image.attachment: ")));
}

TEST(ContentRules, ATreeDeeperThanEightIsRefused) {
  v1::Content content = GoodContent();
  v1::Block* block = content.add_blocks();
  for (int depth = 1; depth < kDeepestBlock; ++depth) block = block->mutable_quotation()->add_children();
  block->mutable_paragraph();
  EXPECT_THAT(WrongWith(content), IsEmpty());
  block->mutable_quotation()->add_children()->mutable_paragraph();
  EXPECT_THAT(WrongWith(content), ElementsAre(HasSubstr("deeper than 8")));
}

TEST(ContentRules, MoreThanFiveThousandBlocksAreRefused) {
  v1::Content content = GoodContent();
  while (content.blocks_size() <= kMostBlocks) content.add_blocks()->mutable_paragraph();
  EXPECT_THAT(WrongWith(content), ElementsAre(HasSubstr("at most 5000")));
}

TEST(ContentRules, AContentOverHalfAMebibyteIsRefusedAsAWhole) {
  v1::Content content = GoodContent();
  FirstInline(content).set_text(std::string(kLargestContentBytes, 'a'));
  const absl::Status refused = CheckContentSize(content);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("at most 524288")));
  EXPECT_EQ(ReasonOf(refused), "CONTENT_TOO_LARGE");
}

TEST(ContentRules, DatesAreDaysOfTheCalendarOrLess) {
  const auto wrong = [](int year, int month, int day) {
    v1::Content content = GoodContent();
    content.mutable_publication_date()->set_year(year);
    content.mutable_publication_date()->set_month(month);
    content.mutable_publication_date()->set_day(day);
    return WrongWith(content).size();
  };
  EXPECT_EQ(wrong(2014, 4, 28), 0u);
  EXPECT_EQ(wrong(2014, 0, 0), 0u);
  EXPECT_EQ(wrong(2024, 2, 29), 0u);
  EXPECT_EQ(wrong(2023, 2, 29), 1u);
  EXPECT_EQ(wrong(2014, 13, 1), 1u);
  EXPECT_EQ(wrong(2014, 0, 1), 1u);
  EXPECT_EQ(wrong(0, 1, 1), 1u);
}

TEST(ContentRules, EntryIdsAreUniqueAndFileNamesCannotLeaveTheirFolder) {
  v1::Content content = GoodContent();
  for (int i = 0; i < 2; ++i) {
    v1::Attachment& attachment = *content.add_attachments();
    attachment.set_entry_id("scan");
    attachment.set_file_name("../scan.jpg");
    attachment.set_blob("blobs/1");
  }
  EXPECT_THAT(WrongWith(content), Contains(StartsWith("content.attachments[1].entry_id: ")));
  EXPECT_THAT(WrongWith(content), Contains(StartsWith("content.attachments[0].file_name: ")));
  EXPECT_THAT(WrongWith(content), Contains(StartsWith("content.attachments[0].blob: ")));
}

TEST(SignatoryRules, ANameIsNeededAndKeptAsItIs) {
  FieldViolations none;
  v1::Signatory signatory;
  signatory.mutable_person()->set_name("金\uF900");
  CheckSignatory(signatory, "signatories[0]", none);
  EXPECT_THAT(none.ToStatus(), IsOk());
  FieldViolations two;
  signatory.mutable_person()->clear_name();
  CheckSignatory(signatory, "signatories[0]", two);
  CheckSignatory(v1::Signatory(), "signatories[1]", two);
  EXPECT_THAT(ViolationsOf(two.ToStatus()),
              ElementsAre(StartsWith("signatories[0].person.name: "), StartsWith("signatories[1]: ")));
}

TEST(SectionRules, TitlesAreNeededAndTagsCanonical) {
  FieldViolations violations;
  v1::Section section;
  CheckSection(section, "section", violations);
  (*section.mutable_titles())["EN"] = "Press";
  section.set_parent("press");
  CheckSection(section, "section", violations);
  EXPECT_THAT(ViolationsOf(violations.ToStatus()),
              ElementsAre(StartsWith("section.titles: "), StartsWith("section.titles[\"EN\"]: "),
                          StartsWith("section.parent: ")));
}

}  // namespace
}  // namespace communique::content

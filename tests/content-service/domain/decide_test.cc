#include "content-service/domain/decide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "statement/digest.h"
#include "statement/errors.h"
#include "tests/content-service/domain/decide_fixture.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::DecideFixture;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Retitle;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

class DecideTest : public DecideFixture {};

TEST_F(DecideTest, CreateMakesRevisionOneAndReservesThePathMadeFromTheTitle) {
  ASSERT_OK(store_.Do(MakeStatement("a", "A Joint Statement")));
  const v1::Statement statement = Get("a");
  EXPECT_EQ(statement.draft().path(), "/en/press/a-joint-statement/");
  EXPECT_EQ(statement.draft().revision(), 1);
  EXPECT_EQ(statement.public_state(), v1::PUBLIC_STATE_NEVER);
  EXPECT_EQ(statement.draft_state(), v1::DRAFT_STATE_DRAFT);
  EXPECT_EQ(statement.draft().content().blocks(1).anchor(), "1");
  EXPECT_EQ(statement.draft().content().blocks(1).clause().depth(), 1);
  EXPECT_EQ(store_.state.FindPath("/en/press/a-joint-statement/")->value().draft_of(), "a");
}

TEST_F(DecideTest, CreateWithoutAnIdGivesOneAndATitleWithoutLettersGivesASlugFromTheId) {
  CreateStatement create = MakeStatement("", "!!!");
  create.group.clear();
  ASSERT_OK_AND_ASSIGN(const Decision decision, store_.Do(create));
  const std::string id = decision.rows.statements.begin()->first;
  EXPECT_THAT(id, SizeIs(20));
  EXPECT_EQ(Get(id).draft().content().slug(), "s-" + id);
  EXPECT_NE(Get(id).group(), id);
}

TEST_F(DecideTest, ASlugMadeFromTheIdIsOneThatAnUpdateKeeps) {
  ASSERT_OK(store_.Do(MakeStatement("a-2024--", "!!!")));
  EXPECT_EQ(Get("a-2024--").draft().content().slug(), "s-a-2024");
  EXPECT_OK(store_.Do(Retitle("a-2024--", EtagOf("a-2024--"), "???")));
}

TEST_F(DecideTest, NothingOfTheTextStandsInTheRecord) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Unmistakable")));
  ASSERT_OK_AND_ASSIGN(const Decision signed_by, store_.Do(SignWith("a", {"Unmistakable Union"})));
  ASSERT_OK_AND_ASSIGN(const Decision published, Publish("a"));
  for (const Decision* decision : {&signed_by, &published}) {
    EXPECT_THAT(decision->record.SerializeAsString(), Not(HasSubstr("nmistakable")));
    for (const auto& [id, row] : decision->rows.statements) {
      EXPECT_THAT(row.SerializeAsString(), Not(HasSubstr("nmistakable")));
    }
    EXPECT_EQ(decision->record.body_digests_size(), static_cast<int>(decision->bodies.size()));
  }
}

TEST_F(DecideTest, ATakenIdLanguageOrPathIsAlreadyExists) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One", "en", "g")));
  const auto same_id = store_.Do(MakeStatement("a", "Two"));
  EXPECT_THAT(same_id, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(ReasonOf(same_id.status()), "ID_TAKEN");
  const auto same_language = store_.Do(MakeStatement("b", "Two", "EN", "g"));
  EXPECT_THAT(same_language, StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("statements/a")));
  EXPECT_EQ(ReasonOf(same_language.status()), "LANGUAGE_TAKEN");
  const auto same_path = store_.Do(MakeStatement("b", "One"));
  EXPECT_THAT(same_path, StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("/en/press/one/")));
  EXPECT_EQ(ReasonOf(same_path.status()), "PATH_TAKEN");
}

TEST_F(DecideTest, AnUnknownSectionAndAnUnknownFileAreNamedTogether) {
  CreateStatement create = MakeStatement("a", "One");
  create.content.set_section("sections/nowhere");
  Attach(create.content);
  EXPECT_THAT(store_.Do(create),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("statement.draft.content.section"), HasSubstr("1 more"))));
}

TEST_F(DecideTest, AttachmentsGetTheirFactsFromTheBlobAndAPermanentId) {
  v1::Blob& blob = store_.base.blobs[kBlob];
  blob.set_media_type("image/jpeg");
  blob.set_size_bytes(123);
  blob.set_width(40);
  blob.set_height(30);
  CreateStatement create = MakeStatement("a", "One");
  Attach(create.content);
  ASSERT_OK(store_.Do(create));
  const v1::Attachment attachment = Get("a").draft().content().attachments(0);
  EXPECT_EQ(attachment.entry_id(), "file-aaaaaaaaaaaa");
  EXPECT_EQ(attachment.media_type(), "image/jpeg");
  EXPECT_EQ(attachment.size_bytes(), 123);
  EXPECT_EQ(attachment.width(), 40);
  ASSERT_OK_AND_ASSIGN(const Decision decision, Publish("a"));
  EXPECT_THAT(decision.rows.public_blobs, ElementsAre(Pair(Pair(kBlob, "a"), true)));
}

TEST_F(DecideTest, AnOriginalWithAPositionInItIsRefusedUntilConfirmed) {
  v1::Blob& blob = store_.base.blobs[kBlob];
  blob.set_media_type("image/jpeg");
  blob.add_found_metadata(v1::FOUND_METADATA_POSITION);
  CreateStatement create = MakeStatement("a", "One");
  Attach(create.content);
  create.content.mutable_attachments(0)->set_publish_original(true);
  const auto refused = store_.Do(create);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReasonOf(refused.status()), "POSITION_NOT_CONFIRMED");
  create.content.mutable_attachments(0)->set_confirm_position(true);
  EXPECT_OK(store_.Do(create));
}

TEST_F(DecideTest, AnImageBlockOfATextFileIsRefused) {
  store_.base.blobs[kBlob].set_media_type("text/plain");
  CreateStatement create = MakeStatement("a", "One");
  Attach(create.content);
  create.content.mutable_attachments(0)->set_entry_id("notes");
  create.content.add_blocks()->mutable_image()->set_attachment("notes");
  EXPECT_THAT(store_.Do(create), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("text/plain")));
}

TEST_F(DecideTest, UpdateNeedsThePresentEtag) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  const std::string stale = EtagOf("a");
  ASSERT_OK(store_.Do(Retitle("a", stale, "Two")));
  const auto refused = store_.Do(Retitle("a", stale, "Three"));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(ReasonOf(refused.status()), "ETAG_MISMATCH");
  EXPECT_THAT(store_.Do(Retitle("a", "", "Three")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("etag")));
  EXPECT_THAT(store_.Do(Retitle("a", "rubbish", "Three")), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(store_.Do(Retitle("b", stale, "Three")), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(DecideTest, UpdateReplacesOnlyTheFieldsOfTheMask) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(store_.Do(Retitle("a", EtagOf("a"), "Two")));
  const v1::Content content = Get("a").draft().content();
  EXPECT_EQ(content.title(), "Two");
  EXPECT_EQ(content.blocks_size(), 2);
  EXPECT_EQ(content.slug(), "one") << "an address does not move with the title";
  EXPECT_EQ(Get("a").draft().revision(), 2);
  UpdateStatement wrong = Retitle("a", EtagOf("a"), "Three");
  wrong.update_mask = {"titel"};
  EXPECT_THAT(store_.Do(wrong), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("titel")));
}

TEST_F(DecideTest, AMaskThatNamesAnUnsetFieldClearsIt) {
  CreateStatement create = MakeStatement("a", "One");
  create.content.set_subtitle("Sub");
  ASSERT_OK(store_.Do(create));
  ASSERT_OK(store_.Do(UpdateStatement{"a", EtagOf("a"), {}, {"subtitle"}}));
  EXPECT_EQ(Get("a").draft().content().subtitle(), "");
  EXPECT_THAT(store_.Do(UpdateStatement{"a", EtagOf("a"), {}, {"title"}}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("content.title")));
}

TEST_F(DecideTest, AChangedSlugFreesTheOldPathOfADraft) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  UpdateStatement update{"a", EtagOf("a"), {}, {"slug"}};
  update.content.set_slug("other");
  ASSERT_OK(store_.Do(update));
  EXPECT_OK(store_.Do(MakeStatement("b", "One")));
  EXPECT_THAT(store_.Do(MakeStatement("c", "Other")), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(DecideTest, PublishMakesEditionOneWithDigestsThatVerify) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(Publish("a"));
  const v1::Statement statement = Get("a", v1::VIEW_PUBLIC);
  EXPECT_EQ(statement.public_state(), v1::PUBLIC_STATE_LIVE);
  EXPECT_EQ(statement.path(), "/en/press/one/");
  EXPECT_EQ(statement.live().number(), 1);
  EXPECT_EQ(statement.editions_size(), 1);
  EXPECT_OK(VerifyEdition(statement.live(), "en"));
  EXPECT_EQ(statement.content_digest(),
            ContentDigest(statement.live().text_digest(), statement.signatories_digest()));
  EXPECT_FALSE(statement.has_draft());
}

TEST_F(DecideTest, PublicClearsEverythingInternal) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(Publish("a"));
  ASSERT_OK(store_.Do(Retitle("a", EtagOf("a"), "Secret")));
  const v1::Statement statement = Get("a", v1::VIEW_PUBLIC);
  EXPECT_FALSE(statement.has_draft());
  EXPECT_EQ(statement.draft_state(), v1::DRAFT_STATE_UNSPECIFIED);
  EXPECT_EQ(statement.etag(), "");
  EXPECT_FALSE(statement.has_create_time());
  EXPECT_FALSE(statement.has_update_time());
  EXPECT_EQ(statement.live().content().title(), "One");
}

TEST_F(DecideTest, TheSecondEditionNeedsAChangeNoteOfItsOwn) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(Publish("a"));
  const auto nothing = Publish("a");
  EXPECT_THAT(nothing, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReasonOf(nothing.status()), "NO_DRAFT");
  ASSERT_OK(store_.Do(Retitle("a", EtagOf("a"), "Two")));
  ASSERT_OK(Publish("a"));
  UpdateStatement silent{"a", EtagOf("a"), {}, {"subtitle"}};
  silent.content.set_subtitle("Sub");
  ASSERT_OK(store_.Do(silent));
  const auto refused = Publish("a");
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReasonOf(refused.status()), "CHANGE_NOTE_REQUIRED");
  EXPECT_EQ(Get("a").editions_size(), 2);
  EXPECT_EQ(Get("a").editions(1).change_note().text(), "The title is another.");
}

TEST_F(DecideTest, FormerAddressesLeadStraightToThePresentOne) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(Publish("a"));
  const auto move_to = [&](const std::string& slug) {
    UpdateStatement update = Retitle("a", EtagOf("a"), "One");
    update.update_mask.push_back("slug");
    update.content.set_slug(slug);
    EXPECT_OK(store_.Do(update));
    auto published = Publish("a");
    EXPECT_OK(published);
    return PublicEffects(*published);
  };
  EXPECT_THAT(move_to("two"), ElementsAre("a CHANGE_REASON_PUBLISHED", "/en/press/two/ -> statements/a",
                                          "/en/press/one/ -> /en/press/two/"));
  EXPECT_THAT(move_to("three"),
              ElementsAre("a CHANGE_REASON_PUBLISHED", "/en/press/three/ -> statements/a",
                          "/en/press/one/ -> /en/press/three/", "/en/press/two/ -> /en/press/three/"));
  EXPECT_THAT(store_.Do(MakeStatement("b", "Two")), StatusIs(absl::StatusCode::kAlreadyExists))
      << "a former address is not given to another statement";
  EXPECT_THAT(move_to("one"),
              ElementsAre("a CHANGE_REASON_PUBLISHED", "/en/press/one/ -> statements/a",
                          "/en/press/three/ -> /en/press/one/", "/en/press/two/ -> /en/press/one/"));
}

TEST_F(DecideTest, SectionsBecomePublicFromTheTopWithTheFirstStatementInThem) {
  ASSERT_OK(store_.Do(MakeSection("europe", "press")));
  CreateStatement create = MakeStatement("a", "One");
  create.content.set_section("sections/europe");
  ASSERT_OK(store_.Do(create));
  ASSERT_OK_AND_ASSIGN(const Decision decision, Publish("a"));
  EXPECT_THAT(PublicEffects(decision),
              ElementsAre("section press", "section europe", "a CHANGE_REASON_PUBLISHED",
                          "/en/europe/one/ -> statements/a"));
  ASSERT_OK(store_.Do(MakeStatement("b", "Two")));
  ASSERT_OK_AND_ASSIGN(const Decision second, Publish("b"));
  EXPECT_THAT(PublicEffects(second),
              ElementsAre("b CHANGE_REASON_PUBLISHED", "/en/press/two/ -> statements/b"));
}

TEST_F(DecideTest, SiblingsShareAnchorsAndThePublicOnesAreTold) {
  ASSERT_OK(store_.Do(MakeStatement("en", "One", "en", "g")));
  ASSERT_OK(Publish("en"));
  ASSERT_OK_AND_ASSIGN(const Decision hidden, store_.Do(MakeStatement("ko", "하나", "ko", "g")));
  EXPECT_THAT(PublicEffects(hidden), IsEmpty());
  EXPECT_THAT(hidden.facts, IsEmpty());
  EXPECT_THAT(Get("en", v1::VIEW_PUBLIC).translations(), IsEmpty());
  EXPECT_THAT(Get("en").translations(), SizeIs(1));
  ASSERT_OK_AND_ASSIGN(const Decision published, Publish("ko"));
  EXPECT_THAT(PublicEffects(published),
              ElementsAre("ko CHANGE_REASON_PUBLISHED", "en CHANGE_REASON_TRANSLATIONS",
                          "/ko/press/hana/ -> statements/ko"));
  ASSERT_THAT(Get("en", v1::VIEW_PUBLIC).translations(), SizeIs(1));
  EXPECT_EQ(Get("en", v1::VIEW_PUBLIC).translations(0).title(), "하나");
}

TEST_F(DecideTest, SigningADraftIsToldToThePublicOnlyWhenItIsPublished) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK_AND_ASSIGN(const Decision hidden, store_.Do(SignWith("a", {"Union", "League"})));
  EXPECT_THAT(hidden.facts, IsEmpty());
  EXPECT_EQ(hidden.touched.first_signatory, 1);
  EXPECT_EQ(hidden.touched.signatory_count, 2);
  ASSERT_OK_AND_ASSIGN(const Decision published, Publish("a"));
  EXPECT_THAT(PublicEffects(published), ElementsAre("section press", "a CHANGE_REASON_PUBLISHED",
                                                    "signatories of a", "/en/press/one/ -> statements/a"));
  ASSERT_OK_AND_ASSIGN(const Decision later, store_.Do(SignWith("a", {"Council"})));
  EXPECT_THAT(PublicEffects(later), ElementsAre("a CHANGE_REASON_SIGNATORIES", "signatories of a"));
  EXPECT_EQ(later.touched.first_signatory, 3);
  const v1::Statement statement = Get("a", v1::VIEW_PUBLIC);
  EXPECT_EQ(statement.signatory_count(), 3);
  std::vector<std::string> digests;
  for (const int number : {1, 2, 3}) digests.push_back((*store_.state.FindSignatory("a", number))->digest());
  EXPECT_EQ(statement.signatories_digest(), SignatoriesDigest(digests));
  EXPECT_EQ(later.facts[0].content_digest(), statement.content_digest());
}

TEST_F(DecideTest, SignaturesCarryTheirOwnDigestAndIgnoreWhatOnlyTheServiceMaySay) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  AddSignatories add = SignWith("a", {"Union"});
  add.signatories[0].set_status(v1::SIGNATORY_STATUS_WITHDRAWN);
  add.signatories[0].set_change_reason("forged");
  ASSERT_OK_AND_ASSIGN(const Decision decision, store_.Do(add));
  const v1::Signatory& signatory = decision.bodies[0].signatory();
  EXPECT_EQ(signatory.name(), "statements/a/signatories/1");
  EXPECT_EQ(signatory.status(), v1::SIGNATORY_STATUS_SIGNED);
  EXPECT_EQ(signatory.change_reason(), "");
  EXPECT_EQ(signatory.digest(), SignatoryDigest(signatory, signatory.salt()));
}

TEST_F(DecideTest, TooManySignatoriesInOneCallAreRefused) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  EXPECT_THAT(store_.Do(SignWith("a", {})), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(store_.Do(SignWith("a", std::vector<std::string>(1001, "Union"))),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("1001")));
  EXPECT_THAT(store_.Do(SignWith("b", {"Union"})), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(DecideTest, SectionsFormATreeOfAtMostEightLevels) {
  std::string parent = "press";
  for (int depth = 2; depth <= 8; ++depth) {
    const std::string id = absl::StrCat("level-", depth);
    ASSERT_OK(store_.Do(MakeSection(id, parent)));
    parent = id;
  }
  EXPECT_THAT(store_.Do(MakeSection("level-nine", parent)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("deeper")));
  EXPECT_THAT(store_.Do(MakeSection("other", "nowhere")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("section.parent")));
  EXPECT_THAT(store_.Do(MakeSection("press")), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(DecideTest, ThePublicChainHoldsOnlyWhatBecamePublic) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  EXPECT_EQ(store_.end.public_position, 0u);
  ASSERT_OK(Publish("a"));
  EXPECT_EQ(store_.end.public_position, 1u);
  EXPECT_EQ(store_.end.sequence, 3u);
  ASSERT_OK(store_.Do(Retitle("a", EtagOf("a"), "Two")));
  EXPECT_EQ(store_.end.public_position, 1u);
}

}  // namespace
}  // namespace communique::content

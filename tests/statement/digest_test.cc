#include "statement/digest.h"

#include <gmock/gmock.h>

#include <random>

#include "absl/strings/escaping.h"
#include "statement/errors.h"
#include "tests/statement/random_content.h"
#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::IsOk;
using ::communique::testing::RandomContent;
using ::communique::testing::StatusIs;
using content::v1::Content;
using content::v1::Edition;
using content::v1::Signatory;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const std::string kSeed(32, 's');

Content SmallContent() {
  Content content;
  content.set_title("For the river");
  auto* clause = content.add_blocks();
  clause->set_anchor("5");
  clause->mutable_clause()->set_label("5.");
  auto* child = clause->mutable_clause()->add_children();
  child->set_anchor("p-1");
  child->mutable_paragraph()->add_inlines()->set_text("Stop the dam.");
  return content;
}

Edition EditionOf(const Content& content) {
  const TextDigest digest = ComputeTextDigest(content, "en", kSeed);
  Edition edition;
  edition.set_name("statements/river/editions/1");
  *edition.mutable_content() = content;
  edition.set_text_digest(digest.digest);
  for (const auto& part : digest.parts) *edition.add_parts() = part;
  return edition;
}

TEST(Sha256, IsTheStandardOne) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(absl::BytesToHexString(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Salt, DependsOnSeedAndPurpose) {
  EXPECT_THAT(DeriveSalt(kSeed, "title"), SizeIs(16));
  EXPECT_EQ(DeriveSalt(kSeed, "title"), DeriveSalt(kSeed, "title"));
  EXPECT_NE(DeriveSalt(kSeed, "title"), DeriveSalt(kSeed, "place"));
  EXPECT_NE(DeriveSalt(kSeed, "title"), DeriveSalt(std::string(32, 't'), "title"));
}

TEST(TextDigest, IsVerifiedForAnyContent) {
  std::mt19937 random(1);
  for (int i = 0; i < 100; ++i) EXPECT_OK(VerifyEdition(EditionOf(RandomContent(random)), "en"));
}

TEST(TextDigest, NamesThePartThatIsNotAsPublished) {
  Edition edition = EditionOf(SmallContent());
  edition.mutable_content()
      ->mutable_blocks(0)
      ->mutable_clause()
      ->mutable_children(0)
      ->mutable_paragraph()
      ->mutable_inlines(0)
      ->set_text("Build the dam.");
  const absl::Status status = VerifyEdition(edition, "en");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss, HasSubstr("block/p-1")));
  EXPECT_EQ(ReasonOf(status), "DIGEST_MISMATCH");
  EXPECT_THAT(VerifyEdition(EditionOf(SmallContent()), "fr"),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("language")));
}

TEST(TextDigest, NoticesWhatIsAddedLeftOutOrMoved) {
  Edition added = EditionOf(SmallContent());
  added.mutable_content()->set_subtitle("More");
  EXPECT_THAT(VerifyEdition(added, "en"), StatusIs(absl::StatusCode::kDataLoss));

  Edition left_out = EditionOf(SmallContent());
  left_out.mutable_content()->clear_blocks();
  EXPECT_THAT(VerifyEdition(left_out, "en"), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("block/5")));

  Edition moved = EditionOf(SmallContent());
  auto* clause = moved.mutable_content()->mutable_blocks(0)->mutable_clause();
  content::v1::Block child = clause->children(0);
  clause->clear_children();
  *moved.mutable_content()->add_blocks() = child;
  EXPECT_THAT(VerifyEdition(moved, "en"), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("block/p-1")));

  Edition other_digest = EditionOf(SmallContent());
  other_digest.set_text_digest(Sha256("other"));
  EXPECT_THAT(VerifyEdition(other_digest, "en"),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("text digest")));
}

TEST(TextDigest, OutlivesAnErasedPart) {
  Edition erased = EditionOf(SmallContent());
  erased.mutable_content()->mutable_blocks(0)->mutable_clause()->clear_children();
  for (auto& part : *erased.mutable_parts()) {
    if (part.key() == "block/p-1") part.clear_salt();
  }
  EXPECT_OK(VerifyEdition(erased, "en"));

  // Its empty place in the tree may stay.
  auto* child = erased.mutable_content()->mutable_blocks(0)->mutable_clause()->add_children();
  child->set_anchor("p-1");
  child->mutable_paragraph();
  EXPECT_OK(VerifyEdition(erased, "en"));

  erased.mutable_content()->set_title("Another");
  EXPECT_THAT(VerifyEdition(erased, "en"), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("title")));
}

TEST(TextDigest, LeavesOutAddressesAndWhatIsNotPublic) {
  Content content = SmallContent();
  content.add_attachments()->set_entry_id("scan");
  const std::string digest = ComputeTextDigest(content, "en", kSeed).digest;
  content.set_section("sections/press");
  content.set_slug("for-the-river");
  content.add_source_head()->set_value("hidden");
  content.mutable_attachments(0)->set_media_type("image/jpeg");
  content.mutable_attachments(0)->set_size_bytes(12);
  content.mutable_attachments(0)->set_publish_original(true);
  EXPECT_EQ(ComputeTextDigest(content, "en", kSeed).digest, digest);
}

TEST(SignatoriesDigest, DependsOnOrderAndEveryRow) {
  EXPECT_NE(SignatoriesDigest({"a", "b"}), SignatoriesDigest({"b", "a"}));
  EXPECT_NE(SignatoriesDigest({}), SignatoriesDigest({"a"}));
}

TEST(SignatoriesDigest, IsOverTheRootOfATreeWhereWhatIsLeftOverGoesUpAsItIs) {
  const std::string root =
      SignatoryPairDigest(SignatoryPairDigest(SignatoryPairDigest("1", "2"), SignatoryPairDigest("3", "4")),
                          SignatoryPairDigest(SignatoryPairDigest("5", "6"), "7"));
  EXPECT_EQ(SignatoriesDigest({"1", "2", "3", "4", "5", "6", "7"}), SignatoriesDigestOfTree(root));
  EXPECT_EQ(SignatoriesDigest({"1"}), SignatoriesDigestOfTree("1"));
  EXPECT_EQ(SignatoriesDigest({}), SignatoriesDigestOfTree(""));
}

TEST(SignatoryDigest, IsOverTheRowAndNotItsNameSaltDigestOrEtag) {
  Signatory row;
  row.mutable_organisation()->set_name("Fishers of the Delta");
  const std::string digest = SignatoryDigest(row, "salt");
  row.set_name("statements/river/signatories/7");
  row.set_salt("salt");
  row.set_digest(digest);
  row.set_etag("etag");
  EXPECT_EQ(SignatoryDigest(row, "salt"), digest);
  EXPECT_NE(SignatoryDigest(row, "other"), digest);
}

}  // namespace
}  // namespace communique

// What erasing a text leaves: in the store's files, in what is read and in the streams.

#include "statement/erasure.h"

#include <string>

#include "absl/strings/escaping.h"
#include "content-service/storage/chain_check.h"
#include "content-service/storage/rocks_blob_store.h"
#include "content-service/storage/rocks_state_view.h"
#include "statement/digest.h"
#include "tests/content-service/storage/erasure_fixture.h"
#include "tests/testing/refused.h"

namespace communique::content {
namespace {

using testing::ContentOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeStatement;
using testing::Refused;
using testing::SignWith;

TEST_F(ErasureTest, ASignatoryIsGoneFromEveryFileOfTheStoreForGood) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Do(SignWith("a", {"First", kName, "Third"})));
  ASSERT_OK(store_.Publish("a"));
  const v1::Statement before = Get("a");
  ASSERT_FALSE(FilesWith(store_.path(), kName).empty());

  ASSERT_OK(EraseSignatory("a", 2));
  Scrub();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());
  store_.Reopen();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());

  const auto page = store_.store().ListSignatories("a", {}, 10, store_.Now(v1::VIEW_PUBLIC));
  ASSERT_OK(page);
  ASSERT_EQ(page->items.size(), 3U);
  const v1::Signatory& erased = page->items[1];
  EXPECT_TRUE(erased.erased());
  EXPECT_EQ(erased.party_case(), v1::Signatory::PARTY_NOT_SET);
  EXPECT_EQ(erased.salt(), "");
  EXPECT_EQ(SignatoriesDigest({page->items[0].digest(), erased.digest(), page->items[2].digest()}),
            before.signatories_digest());
  EXPECT_EQ(Get("a").content_digest(), before.content_digest());
  EXPECT_EQ(Get("a").signatory_count(), 3);
  ExpectNothingTells(kName);
  EXPECT_THAT(LastTold(v1::VIEW_PUBLIC), ElementsAre("erasure statements/a/signatories/2",
                                                     "CHANGE_REASON_ERASED", "statements/a/signatories/2"));
}

TEST_F(ErasureTest, WhatACrashLeftOnTheDiskTheNextStartTakesAway) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Do(SignWith("a", {kName})));
  ASSERT_OK(EraseSignatory("a", 1));
  // The disk as a kill between the commit and the scrubbing leaves it.
  testing::TemporaryDirectory directory;
  std::filesystem::copy(store_.path(), directory.path() / "killed", std::filesystem::copy_options::recursive);
  ASSERT_FALSE(FilesWith(directory.path() / "killed", kName).empty());

  testing::StoreUnderTest restarted(directory.path() / "killed");
  ASSERT_OK(TextScrubber(&restarted.database()).ScrubAll());
  EXPECT_THAT(FilesWith(restarted.path(), kName), IsEmpty());
}

TEST_F(ErasureTest, ABlockIsGoneFromEveryRevisionAndEditionWithAllThatIsInIt) {
  ASSERT_OK(store_.Do(CreateStatement{"a", "group-a", "en", Naming("Title", kName)}));
  ASSERT_OK(store_.Publish("a"));
  Write("a", Naming("Title", absl::StrCat(kName, " again")));
  ASSERT_OK(store_.Publish("a"));
  Write("a", Naming("Title", absl::StrCat("Draft of ", kName)));
  const v1::Statement before = Get("a");
  const uint64_t then = store_.store().Head().sequence;

  ASSERT_OK(EraseBlock("a", "1"));
  Scrub();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());
  store_.Reopen();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());

  const v1::Statement after = Get("a");
  const v1::Block& block = after.live().content().blocks(1);
  EXPECT_TRUE(block.erased());
  EXPECT_EQ(block.anchor(), "1");
  EXPECT_EQ(block.clause().label(), "1.");
  EXPECT_THAT(block.clause().inlines(), IsEmpty());
  EXPECT_TRUE(block.clause().children(0).erased());
  EXPECT_FALSE(after.live().content().blocks(0).erased());
  EXPECT_EQ(after.live().text_digest(), before.live().text_digest());
  EXPECT_EQ(after.content_digest(), before.content_digest());
  EXPECT_OK(VerifyEdition(after.live(), "en"));
  const auto at_then = store_.store().GetStatement("a", {v1::VIEW_EDITORIAL, then});
  ASSERT_OK(at_then);
  EXPECT_TRUE(at_then->live().content().blocks(1).erased());
  ExpectNothingTells(kName);
  EXPECT_THAT(LastTold(v1::VIEW_PUBLIC), ElementsAre("erasure statements/a#1", "CHANGE_REASON_ERASED"));
}

TEST_F(ErasureTest, ARevisionIsGoneWithItsChangeNoteAndTheEditionMadeFromIt) {
  ASSERT_OK(store_.Do(CreateStatement{"a", "group-a", "en", ContentOf("Title")}));
  ASSERT_OK(store_.Publish("a"));
  v1::Content named = ContentOf(absl::StrCat("Title of ", kName));
  named.set_slug("second");
  named.mutable_change_note()->set_severity(v1::CHANGE_SEVERITY_MAJOR);
  named.mutable_change_note()->set_text(absl::StrCat("Added ", kName));
  ASSERT_OK(store_.Do(UpdateStatement{"a", store_.EtagOf("a"), named, {}}));
  ASSERT_OK(store_.Publish("a"));
  EXPECT_THAT(EraseRevision("a", 2),
              Refused(absl::StatusCode::kFailedPrecondition, "REVISION_IN_USE", "first"));
  Write("a", ContentOf("Title"));
  EXPECT_THAT(EraseRevision("a", 3),
              Refused(absl::StatusCode::kFailedPrecondition, "REVISION_IN_USE", "first"));
  ASSERT_OK(store_.Publish("a"));
  const std::string digest = Get("a").editions(1).text_digest();

  ASSERT_OK(EraseRevision("a", 2));
  Scrub();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());
  store_.Reopen();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());
  // As the index of lists had it.
  EXPECT_THAT(FilesWith(store_.path(), "xylophena"), IsEmpty());
  StatementQuery query;
  query.filter.title_parts = {"xylophena"};
  EXPECT_THAT(store_.store().ListStatements(query, store_.Now(v1::VIEW_EDITORIAL))->items, IsEmpty());
  const v1::EditionSummary summary = Get("a", v1::VIEW_PUBLIC).editions(1);
  EXPECT_TRUE(summary.erased());
  EXPECT_FALSE(summary.has_change_note());
  EXPECT_EQ(summary.text_digest(), digest);
  ExpectNothingTells(kName);
  EXPECT_THAT(LastTold(v1::VIEW_PUBLIC),
              ElementsAre("erasure statements/a/editions/2", "CHANGE_REASON_ERASED"));
}

// As a backup is checked: what an erasure left is told from damage.
TEST_F(ErasureTest, TheChainsOfTheStoreStillHold) {
  ASSERT_OK(store_.Do(CreateStatement{"a", "group-a", "en", Naming("Title", kName)}));
  ASSERT_OK(store_.Do(SignWith("a", {kName, "Another"})));
  ASSERT_OK(store_.Publish("a"));
  Write("a", ContentOf("Title"));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(EraseSignatory("a", 1));
  ASSERT_OK(EraseBlock("a", "p-2"));
  EXPECT_OK(CheckChains(store_.database()));
  ASSERT_OK(EraseRevision("a", 1));
  EXPECT_OK(CheckChains(store_.database()));
}

TEST_F(ErasureTest, WhoeverErasedCannotBeLookedForInTheListOfSignatories) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Do(SignWith("a", {kName, "Another"})));
  ASSERT_OK(EraseSignatory("a", 1));
  ASSERT_OK(store_.Do(SignWith("a", {kName})));
  ASSERT_OK_AND_ASSIGN(const SignatoryCheck check,
                       store_.store().CheckSignatories("a", 10, store_.Now(v1::VIEW_EDITORIAL)));
  EXPECT_THAT(check.duplicates, IsEmpty());
}

TEST_F(ErasureTest, OfACommitThatWroteSeveralStatementsItTakesTheTextOfOne) {
  ASSERT_OK(store_.Do(Transact{{CreateStatement{"b", "group-b", "en", Naming("Other", "Nobody Special")},
                                CreateStatement{"a", "group-a", "en", Naming("Title", kName)},
                                PublishStatement{{{"a", ""}}, {}}}}));
  ASSERT_OK(EraseBlock("a", "p-2"));
  Scrub();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());
  EXPECT_FALSE(FilesWith(store_.path(), "Nobody Special").empty());
  EXPECT_OK(VerifyEdition(Get("a").live(), "en"));
}

TEST_F(ErasureTest, TheAddressOfADraftThatNeverWasPublicGoesWithIt) {
  v1::Content named = ContentOf("Title");
  named.set_slug("about-xylophena");
  ASSERT_OK(store_.Do(CreateStatement{"a", "group-a", "en", named}));
  Write("a", ContentOf("Title"));
  named.set_slug("public-slug");
  Write("a", named);
  const auto is_known = [&] {
    const RocksStateView state(store_.database(), store_.store().Head().sequence);
    return !state.PathVersions("/en/press/about-xylophena/")->empty();
  };
  ASSERT_OK(EraseRevision("a", 1));
  // Another revision has it too.
  EXPECT_TRUE(is_known());
  ASSERT_OK(EraseRevision("a", 2));
  EXPECT_FALSE(is_known());
  Scrub();
  store_.Reopen();
  EXPECT_THAT(FilesWith(store_.path(), "about-xylophena"), IsEmpty());
}

TEST_F(ErasureTest, AFileThatOnlyAnErasedRevisionListsLosesItsBytes) {
  RocksBlobStore blobs(store_.database().blob_parts(), BlobLimits(),
                       [] { return absl::FromUnixSeconds(1'700'000'000); });
  const auto upload = [&](const std::string& bytes) {
    v1::UploadHeader header;
    header.set_sha256(Sha256Hex(bytes));
    header.set_size_bytes(static_cast<int64_t>(bytes.size()));
    auto begun = blobs.BeginUpload(header, blobs.TakeTicket());
    ASSERT_OK(begun);
    ASSERT_OK((*begun)->Append(bytes));
    ASSERT_OK((*begun)->Finish());
  };
  const auto attach = [](const std::string& bytes, v1::Content& content) {
    v1::Attachment& attachment = *content.add_attachments();
    attachment.set_file_name("notes.txt");
    attachment.set_blob(absl::StrCat("blobs/", Sha256Hex(bytes)));
  };
  // Longer than what BlobDB keeps in its tables.
  const std::string secret = absl::StrCat(std::string(5000, 'x'), kName, "\n");
  const std::string shared = absl::StrCat(std::string(6000, 'y'), "shared by two\n");
  upload(secret);
  upload(shared);
  v1::Content content = ContentOf("Title");
  attach(secret, content);
  attach(shared, content);
  ASSERT_OK(store_.Do(CreateStatement{"a", "group-a", "en", content}));
  v1::Content other = ContentOf("Other");
  attach(shared, other);
  ASSERT_OK(store_.Do(CreateStatement{"b", "group-b", "en", other}));
  Write("a", ContentOf("Title"));
  ASSERT_FALSE(FilesWith(store_.path(), kName).empty());

  ASSERT_OK(EraseRevision("a", 1));
  Scrub();
  EXPECT_THAT(FilesWith(store_.path(), kName), IsEmpty());
  EXPECT_FALSE(blobs.Find(Sha256Hex(secret))->has_value());
  const auto kept = blobs.Find(Sha256Hex(shared));
  ASSERT_TRUE(kept->has_value());
  EXPECT_EQ(*blobs.Read(**kept, 0), shared);
}

}  // namespace
}  // namespace communique::content

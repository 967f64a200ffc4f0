// What erasing a text leaves: in the store's files, in what is read and in the streams.

#include "statement/erasure.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "content-service/storage/chain_check.h"
#include "content-service/storage/rocks_blob_store.h"
#include "content-service/storage/rocks_state_view.h"
#include "content-service/storage/text_scrubber.h"
#include "statement/digest.h"
#include "tests/content-service/storage/log_reading.h"
#include "tests/testing/commands.h"
#include "tests/testing/fold.h"
#include "tests/testing/refused.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using testing::ContentOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeSection;
using testing::MakeStatement;
using testing::Refused;
using testing::SignWith;
using testing::StoreUnderTest;

// Nothing else is called so.
constexpr char kName[] = "Xylophena Quarterstaff";

// The files below a directory that hold the bytes.
std::vector<std::string> FilesWith(const std::filesystem::path& directory, const std::string& bytes) {
  std::vector<std::string> holders;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    if (absl::StrContains(all, bytes)) holders.push_back(entry.path().filename());
  }
  return holders;
}

class ErasureTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_OK(store_.Do(MakeSection("press"))); }

  SeenStatement Seen(const std::string& id) { return {id, store_.EtagOf(id)}; }
  absl::StatusOr<CommitOutcome> EraseSignatory(const std::string& id, int64_t number) {
    return store_.Do(Erase{.statement = Seen(id), .signatory = number});
  }
  absl::StatusOr<CommitOutcome> EraseBlock(const std::string& id, const std::string& anchor) {
    return store_.Do(Erase{.statement = Seen(id), .block_anchor = anchor});
  }
  absl::StatusOr<CommitOutcome> EraseRevision(const std::string& id, int64_t number) {
    return store_.Do(Erase{.statement = Seen(id), .revision = number});
  }
  void Scrub() { ASSERT_OK(TextScrubber(&store_.database()).ScrubAll()); }

  // Whole editions and drafts with this content.
  void Write(const std::string& id, v1::Content content) {
    content.mutable_change_note()->set_severity(v1::CHANGE_SEVERITY_MAJOR);
    content.mutable_change_note()->set_text("The text is another.");
    ASSERT_OK(store_.Do(UpdateStatement{id, store_.EtagOf(id), std::move(content), {}}));
  }
  v1::Statement Get(const std::string& id, v1::View view = v1::VIEW_EDITORIAL) {
    auto statement = store_.store().GetStatement(id, store_.Now(view));
    EXPECT_OK(statement);
    return statement.ok() ? *statement : v1::Statement();
  }
  // A content with a paragraph of its own behind the clause.
  static v1::Content Naming(const std::string& title, const std::string& text) {
    v1::Content content = ContentOf(title);
    v1::Block& clause = *content.mutable_blocks(1);
    clause.mutable_clause()->add_children()->mutable_paragraph()->add_inlines()->set_text(text);
    return content;
  }
  // What a consumer of the whole stream holds, and what a new one is told.
  void ExpectFoldIsSnapshot(v1::View view) {
    testing::Fold fold;
    for (const v1::ChangeSet& set : ReadAll(store_.log(), view)) {
      for (const v1::Change& change : set.changes()) fold.Apply(change);
    }
    testing::Fold snapshot;
    auto reader = store_.log().OpenSnapshot(view, {});
    ASSERT_OK(reader);
    for (const v1::SnapshotChunk& chunk : ReadRest(**reader, kChunk)) {
      for (const v1::Change& change : chunk.changes()) snapshot.Apply(change);
    }
    EXPECT_EQ(fold.State(), snapshot.State());
  }
  void ExpectNothingTells(const std::string& text) {
    for (const v1::View view : {v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL}) {
      for (const v1::ChangeSet& set : ReadAll(store_.log(), view)) {
        EXPECT_FALSE(absl::StrContains(set.SerializeAsString(), text)) << set.DebugString();
      }
      ExpectFoldIsSnapshot(view);
    }
  }
  static std::vector<std::string> Kinds(const v1::ChangeSet& set) {
    std::vector<std::string> kinds;
    for (const v1::Change& change : set.changes()) {
      if (change.has_erasure()) {
        kinds.push_back(absl::StrCat("erasure ", change.erasure().resource(),
                                     change.erasure().block_anchor().empty() ? "" : "#",
                                     change.erasure().block_anchor()));
      } else if (change.has_statement()) {
        kinds.push_back(v1::ChangeReason_Name(change.statement().reason()));
      } else if (change.has_signatory()) {
        kinds.push_back(change.signatory().name());
      }
    }
    return kinds;
  }
  std::vector<std::string> LastTold(v1::View view) { return Kinds(ReadAll(store_.log(), view).back()); }

  StoreUnderTest store_;
};

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

  StoreUnderTest restarted(directory.path() / "killed");
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

TEST_F(ErasureTest, ThePublicHearsNothingOfWhatItNeverRead) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(MakeStatement("hidden", "Hidden")));
  ASSERT_OK(store_.Do(SignWith("hidden", {kName})));
  Write("a", Naming("Title", kName));
  const size_t told = ReadAll(store_.log(), v1::VIEW_PUBLIC).size();
  const uint64_t position = store_.store().Head().public_position;

  ASSERT_OK(EraseBlock("a", "p-2"));
  ASSERT_OK(EraseSignatory("hidden", 1));
  Write("a", ContentOf("Title"));
  ASSERT_OK(EraseRevision("a", 2));
  EXPECT_EQ(ReadAll(store_.log(), v1::VIEW_PUBLIC).size(), told);
  EXPECT_EQ(store_.store().Head().public_position, position);
  EXPECT_THAT(LastTold(v1::VIEW_EDITORIAL),
              ElementsAre("erasure statements/a/revisions/2", "CHANGE_REASON_ERASED"));
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
  RocksBlobStore blobs(
      store_.database().db(),
      {store_.database().family(Family::kBlobs), store_.database().family(Family::kBlobChunks),
       store_.database().family(Family::kUploads)},
      [] { return absl::FromUnixSeconds(1'700'000'000); });
  const auto upload = [&](const std::string& bytes) {
    v1::UploadHeader header;
    header.set_sha256(Sha256Hex(bytes));
    header.set_size_bytes(static_cast<int64_t>(bytes.size()));
    auto begun = blobs.BeginUpload(header);
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

TEST_F(ErasureTest, WhatIsNotThereOrErasedAlreadySaysSo) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Do(SignWith("a", {"One"})));
  Write("a", ContentOf("Title"));
  EXPECT_THAT(EraseSignatory("a", 2),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_SIGNATORY", "list the signatories"));
  EXPECT_THAT(EraseBlock("a", "9"), Refused(absl::StatusCode::kNotFound, "NO_SUCH_BLOCK", "behind #"));
  EXPECT_THAT(EraseRevision("a", 9),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_REVISION", "list the revisions"));
  ASSERT_OK(EraseSignatory("a", 1));
  ASSERT_OK(EraseBlock("a", "1"));
  ASSERT_OK(EraseRevision("a", 1));
  EXPECT_THAT(EraseSignatory("a", 1),
              Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left to do"));
  EXPECT_THAT(EraseBlock("a", "1"),
              Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left to do"));
  EXPECT_THAT(EraseRevision("a", 1),
              Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left to do"));
  EXPECT_THAT(store_.Do(Erase{.statement = {"a", ""}, .signatory = 1}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", ""));
  EXPECT_THAT(store_.Do(Erase{.statement = Seen("a")}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", ""));
}

TEST_F(ErasureTest, ABlockOfAScheduledDraftWaitsUntilTheScheduleIsCancelled) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Do(SignWith("a", {kName})));
  ASSERT_OK(store_.Do(PublishStatement{{Seen("a")}, absl::FromUnixSeconds(1'900'000'000)}));
  EXPECT_THAT(EraseBlock("a", "1"),
              Refused(absl::StatusCode::kFailedPrecondition, "SCHEDULED", "cancel the schedule first"));
  EXPECT_OK(EraseSignatory("a", 1));
  ASSERT_OK(store_.Do(CancelSchedule{Seen("a")}));
  EXPECT_OK(EraseBlock("a", "1"));
}

TEST_F(ErasureTest, AnAuthorPublishesADraftWithAnErasedBlockOrWritesItAnew) {
  ASSERT_OK(store_.Do(CreateStatement{"a", "group-a", "en", Naming("Title", kName)}));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(EraseBlock("a", "p-2"));
  v1::Content content = Get("a").live().content();
  Write("a", content);
  ASSERT_OK(store_.Publish("a"));
  EXPECT_TRUE(Get("a").live().content().blocks(1).clause().children(0).erased());
  EXPECT_OK(VerifyEdition(Get("a").live(), "en"));

  content.mutable_blocks(1)
      ->mutable_clause()
      ->mutable_children(0)
      ->mutable_paragraph()
      ->add_inlines()
      ->set_text("Something else.");
  // Nobody but Erase marks a text as erased.
  content.mutable_blocks(0)->set_erased(true);
  Write("a", content);
  ASSERT_OK(store_.Publish("a"));
  const v1::Content live = Get("a").live().content();
  EXPECT_FALSE(live.blocks(1).clause().children(0).erased());
  EXPECT_EQ(live.blocks(1).clause().children(0).anchor(), "p-2");
  EXPECT_FALSE(live.blocks(0).erased());
  ExpectNothingTells(kName);
}

TEST_F(ErasureTest, ARemovedStatementIsNotRestoredToAnErasedEdition) {
  ASSERT_OK(store_.Do(MakeStatement("a", kName)));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = Seen("a"), .gone = "A forgery."}));
  ASSERT_OK(EraseRevision("a", 1));
  EXPECT_THAT(store_.Do(RestoreStatement{Seen("a")}),
              Refused(absl::StatusCode::kFailedPrecondition, "LAST_EDITION_ERASED", "publish a new one"));
  EXPECT_TRUE(Get("a").live().erased());
  ExpectNothingTells(kName);
  Write("a", ContentOf("Another"));
  EXPECT_OK(store_.Publish("a"));
  ExpectNothingTells(kName);
}

}  // namespace
}  // namespace communique::content

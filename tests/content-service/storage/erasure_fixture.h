#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_ERASURE_FIXTURE_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_ERASURE_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "content-service/storage/text_scrubber.h"
#include "tests/content-service/storage/log_reading.h"
#include "tests/testing/commands.h"
#include "tests/testing/files_with.h"
#include "tests/testing/fold.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {

// Nothing else is called so.
inline constexpr char kName[] = "Xylophena Quarterstaff";

using testing::FilesWith;

class ErasureTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_OK(store_.Do(testing::MakeSection("press"))); }

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
    v1::Content content = testing::ContentOf(title);
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

  testing::StoreUnderTest store_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_ERASURE_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/comparison_view.h"
#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

void AddRun(v1::DifferenceKind kind, const std::string& text, v1::BlockDifference& block) {
  v1::WordRun& run = *block.add_words();
  run.set_kind(kind);
  run.set_text(text);
}

v1::Comparison OneClause() {
  v1::Comparison comparison;
  v1::BlockDifference& block = *comparison.add_blocks();
  block.set_kind(v1::DIFFERENCE_KIND_CHANGED);
  block.set_anchor("5.1");
  block.set_block_kind("clause");
  block.set_label_before("5.1.");
  block.set_label_after("5.2.");
  AddRun(v1::DIFFERENCE_KIND_UNSPECIFIED, "We ask for an answer by ", block);
  AddRun(v1::DIFFERENCE_KIND_REMOVED, "the end of May", block);
  AddRun(v1::DIFFERENCE_KIND_ADDED, "June", block);
  AddRun(v1::DIFFERENCE_KIND_UNSPECIFIED, ".", block);
  return comparison;
}

class CompareCommandTest : public CliTest {
 protected:
  CompareCommandTest() {
    v1::Statement& statement = content.statements["statements/a"];
    statement.set_name("statements/a");
    statement.mutable_live()->set_number(3);
    content.comparison = OneClause();
  }
  v1::Statement& statement() { return content.statements["statements/a"]; }
  std::string LastAsked() { return content.history_requests.back(); }
};

TEST_F(CompareCommandTest, VersionsAreNamedInShort) {
  EXPECT_EQ(RunCli({"statement", "compare", "a", "1", "2"}).code, ExitCode::kOk);
  EXPECT_EQ(LastAsked(),
            "from: \"statements/a/editions/1\" to: \"statements/a/editions/2\" view: VIEW_EDITORIAL");
  RunCli({"statement", "compare", "statements/a", "editions/1", "revisions/7"});
  EXPECT_EQ(LastAsked(),
            "from: \"statements/a/editions/1\" to: \"statements/a/revisions/7\" view: VIEW_EDITORIAL");
}

TEST_F(CompareCommandTest, WithoutVersionsItIsTheLastChange) {
  RunCli({"statement", "compare", "a"});
  EXPECT_EQ(LastAsked(),
            "from: \"statements/a/editions/2\" to: \"statements/a/editions/3\" view: VIEW_EDITORIAL");
  RunCli({"statement", "compare", "a", "1", "--view", "public"});
  EXPECT_EQ(LastAsked(),
            "from: \"statements/a/editions/1\" to: \"statements/a/editions/3\" view: VIEW_PUBLIC");
  statement().mutable_draft()->set_revision(8);
  RunCli({"statement", "compare", "a"});
  EXPECT_EQ(LastAsked(),
            "from: \"statements/a/editions/3\" to: \"statements/a/revisions/8\" view: VIEW_EDITORIAL");
}

TEST_F(CompareCommandTest, WhatHasNoTextBeforeItIsAUsageError) {
  statement().mutable_live()->set_number(1);
  const Result first = RunCli({"statement", "compare", "a"});
  EXPECT_EQ(first.code, ExitCode::kUsage);
  EXPECT_THAT(first.err, HasSubstr("name two versions"));
  EXPECT_THAT(content.history_requests, IsEmpty());
  EXPECT_EQ(RunCli({"statement", "compare", "none"}).code, ExitCode::kNotFound);
}

TEST_F(CompareCommandTest, WordsAreMarkedWhereThereAreNoColours) {
  const Result shown = RunCli({"statement", "compare", "a", "1", "2"});
  EXPECT_EQ(shown.out,
            "changed clause 5.1. → 5.2. (#5.1)\n"
            "    We ask for an answer by [-the end of May-]{+June+}.\n");
  EXPECT_THAT(shown.err, HasSubstr("from statements/a/editions/1 to statements/a/editions/2"));
  content.comparison.Clear();
  const Result same = RunCli({"statement", "compare", "a", "1", "2"});
  EXPECT_EQ(same.out, "");
  EXPECT_THAT(same.err, HasSubstr("do not differ"));
  EXPECT_THAT(RunCli({"statement", "compare", "a", "1", "2", "--json"}).out, HasSubstr("{"));
}

TEST(ComparisonView, ColoursEndBeforeALineAndGoOnBehindItsIndent) {
  EXPECT_EQ(FormatComparison(OneClause(), true, 38),
            "changed clause 5.1. → 5.2. (#5.1)\n"
            "    We ask for an answer by \x1b[9;31mthe end of\x1b[0m\n"
            "    \x1b[9;31mMay\x1b[0m\x1b[4;32mJune\x1b[0m.\n");
}

TEST(ComparisonView, EveryKindOfDifferenceIsToldInALine) {
  v1::Comparison comparison;
  v1::FieldDifference& field = *comparison.add_fields();
  field.set_field("author_line");
  field.add_words()->set_text("The Union");
  v1::BlockDifference& marks = *comparison.add_blocks();
  marks.set_kind(v1::DIFFERENCE_KIND_CHANGED);
  marks.set_anchor("p-1");
  marks.set_anchor_before("p-0");
  marks.set_block_kind("paragraph");
  marks.set_moved(true);
  v1::BlockDifference& erased = *comparison.add_blocks();
  erased.set_kind(v1::DIFFERENCE_KIND_ERASED);
  erased.set_anchor("1");
  erased.set_block_kind("notes_to_editors");
  v1::AttachmentDifference& file = *comparison.add_attachments();
  file.set_kind(v1::DIFFERENCE_KIND_CHANGED);
  file.mutable_before()->set_file_name("scan.jpg");
  file.mutable_before()->set_blob("blobs/1");
  file.mutable_after()->set_file_name("scan.png");
  file.mutable_after()->set_entry_id("scan");
  v1::SignatoryDifference& withdrawn = *comparison.add_signatories();
  withdrawn.set_kind(v1::DIFFERENCE_KIND_CHANGED);
  withdrawn.mutable_before()->mutable_organisation()->set_name("Union");
  withdrawn.mutable_after()->mutable_organisation()->set_name("Union");
  withdrawn.mutable_after()->set_name("statements/a/signatories/1");
  withdrawn.mutable_after()->set_status(v1::SIGNATORY_STATUS_WITHDRAWN);
  withdrawn.mutable_after()->set_change_reason("They asked for it.");
  v1::SignatoryDifference& added = *comparison.add_signatories();
  added.set_kind(v1::DIFFERENCE_KIND_ADDED);
  added.mutable_after()->mutable_person()->set_name("Kim Hana");
  added.mutable_after()->set_name("statements/a/signatories/2");
  added.mutable_after()->set_status(v1::SIGNATORY_STATUS_SIGNED);
  comparison.set_more_signatories(5);
  EXPECT_EQ(FormatComparison(comparison, false, 0),
            "changed author line\n"
            "    The Union\n"
            "changed paragraph (#p-1, was #p-0), moved: not its words, but what else it says\n"
            "erased notes to editors (#1): text is gone for good, and cannot be compared\n"
            "changed file scan: scan.png, another file, was scan.jpg\n"
            "withdrawn statements/a/signatories/1: Union (They asked for it.)\n"
            "added statements/a/signatories/2: Kim Hana\n"
            "and 5 signatories more\n");
  comparison.Clear();
  comparison.set_from_erased(true);
  EXPECT_THAT(FormatComparison(comparison, false, 0), HasSubstr("the older text is gone for good"));
}

}  // namespace
}  // namespace communique::cli

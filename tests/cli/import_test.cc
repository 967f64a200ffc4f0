#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statement/digest.h"
#include "statement/inline_text.h"
#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Of our own wording, in the form of a joint statement.
constexpr char kText[] =
    "Joint statement on the right to know the state of the river\n"
    "\n"
    "1. We met to ask one plain question: what is in the water?\n"
    "\n"
    "2. The results exist. They were paid for by the public.\n"
    "\n"
    "16 May 2024\n"
    "\n"
    "Assembly of River Communities\n"
    "\n"
    "Attach file#1 : signed.txt\n";

class ImportTest : public CliTest {
 protected:
  std::string letter = WriteFile("letter.txt", kText);
  std::string scan = WriteFile("signed.txt", "the signed paper");

  ImportTest() { content.sections["sections/press"].set_name("sections/press"); }

  Result Import(const std::vector<std::string>& more) {
    std::vector<std::string> words = {"import", letter, "--section", "press", "--language", "en"};
    words.insert(words.end(), more.begin(), more.end());
    return RunCli(words);
  }
};

TEST_F(ImportTest, ATextBecomesADraftWithItsFile) {
  const Result result = Import({"--attach", scan, "--id", "river", "--alt", "signed.txt=The signed paper"});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  const v1::Statement& statement = content.statements["statements/river"];
  EXPECT_EQ(statement.draft().content().title(),
            "Joint statement on the right to know the state of the river");
  EXPECT_EQ(statement.draft().content().section(), "sections/press");
  EXPECT_EQ(statement.language(), "en");
  ASSERT_THAT(statement.draft().content().attachments(), SizeIs(1));
  const v1::Attachment& attachment = statement.draft().content().attachments(0);
  EXPECT_EQ(attachment.file_name(), "signed.txt");
  EXPECT_EQ(attachment.blob(), "blobs/" + Sha256Hex("the signed paper"));
  EXPECT_EQ(attachment.alternative_text(), "The signed paper");
  EXPECT_THAT(result.out, HasSubstr("state:  draft"));
}

TEST_F(ImportTest, AnImageThatNobodyDescribedIsReportedAlsoInADryRun) {
  const std::string png = WriteFile("bridge.png", "\x89PNG\r\n\x1a\n and so on");
  const std::string jpeg = WriteFile("river.jpg", "\xFF\xD8\xFF\xE0 and so on");
  const std::string webp = WriteFile("delta.webp", "RIFF1234WEBPVP8 and so on");
  const std::vector<std::string> files = {"--attach", png,  "--attach", jpeg,
                                          "--attach", webp, "--attach", scan};
  std::vector<std::string> words = files;
  words.push_back("--dry-run");
  for (const Result& result : {Import(words), Import(files)}) {
    EXPECT_THAT(result.err, HasSubstr("bridge.png: nothing says what this image shows"));
    EXPECT_THAT(result.err, HasSubstr("--alt river.jpg="));
    EXPECT_THAT(result.err, HasSubstr("--alt delta.webp="));
    EXPECT_THAT(result.err, Not(HasSubstr("--alt signed.txt=")));
  }
  words.insert(words.end(), {"--alt", "bridge.png=A bridge over the river"});
  const Result described = Import(words);
  EXPECT_THAT(described.err, Not(HasSubstr("bridge.png: nothing")));
  EXPECT_THAT(described.err, HasSubstr("river.jpg: nothing"));
}

TEST_F(ImportTest, PublishingAndWaitingIsOneCommand) {
  content.sections.clear();
  const Result result = Import({"--create-section", "Press", "--publish", "--wait", "--attach", scan});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_EQ(content.sections["sections/press"].titles().at("en"), "Press");
  EXPECT_THAT(result.out, HasSubstr("state:  live\npath:   /en/press/a-title/"));
  EXPECT_THAT(render.waited_for, ElementsAre("p-publish"));
}

TEST_F(ImportTest, ASectionThatIsNotThereIsNoticedBeforeAnythingIsUploaded) {
  content.sections.clear();
  const Result result = Import({"--attach", scan});
  EXPECT_EQ(result.code, ExitCode::kNotFound);
  EXPECT_THAT(result.err, HasSubstr("there is no sections/press; make it with --create-section TITLE"));
  EXPECT_THAT(content.blobs, IsEmpty());
}

TEST_F(ImportTest, ASectionThatIsThereIsLeftAsItIs) {
  (*content.sections["sections/press"].mutable_titles())["en"] = "As it was";
  EXPECT_EQ(Import({"--create-section", "Press", "--attach", scan}).code, ExitCode::kOk);
  EXPECT_EQ(content.sections["sections/press"].titles().at("en"), "As it was");
}

TEST_F(ImportTest, ADryRunShowsWhatItMakesOfTheTextAndStoresNothing) {
  environment["COMMUNIQUE_CONTENT"] = "127.0.0.1:1";
  const Result result = Import({"--dry-run", "--attach", scan});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_THAT(result.out, HasSubstr("what is in the water?"));
  EXPECT_THAT(content.blobs, IsEmpty());
}

TEST_F(ImportTest, ADryRunNeedsNoSectionAndNoLanguage) {
  const std::string unclear =
      WriteFile("unclear.txt", "Zzyzx\n\nXyzzy zzyzx.\n\n16 May 2024\n\nZzyzx Union\n");
  const Result result = RunCli({"import", unclear, "--dry-run"});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_THAT(result.out, Not(HasSubstr("section:")));
  EXPECT_THAT(result.out, HasSubstr("signatories:  1\n"));
  EXPECT_THAT(result.err, HasSubstr("does not show its language"));
  EXPECT_EQ(RunCli({"import", unclear, "--section", "press"}).code, ExitCode::kUsage);
}

TEST_F(ImportTest, ADryRunAsJsonIsWhatWouldBeSent) {
  const Result result = RunCli({"import", letter, "--dry-run", "--json"});
  EXPECT_THAT(result.out, HasSubstr("\"title\": \"Joint statement on the right"));
  EXPECT_THAT(result.out, HasSubstr("\"name\": \"Assembly of River Communities\""));
}

TEST_F(ImportTest, WithoutASectionNothingIsStored) {
  const Result result = RunCli({"import", letter});
  EXPECT_EQ(result.code, ExitCode::kUsage);
  EXPECT_THAT(result.err, HasSubstr("--section is required"));
  EXPECT_THAT(content.statements, IsEmpty());
}

TEST_F(ImportTest, TheDayOfPublicationIsThatOfTheTextOrTheOneGiven) {
  const std::string page =
      WriteFile("page.txt", "On the river\nName : Secretariat\nDate : 2015-04-08\n\nThe river is bad.\n");
  EXPECT_EQ(RunCli({"import", page, "--section", "press", "--id", "a"}).code, ExitCode::kOk);
  EXPECT_EQ(content.statements["statements/a"].draft().content().publication_date().year(), 2015);
  EXPECT_EQ(RunCli({"import", page, "--section", "press", "--id", "b", "--published", "2024-05-16"}).code,
            ExitCode::kOk);
  EXPECT_EQ(content.statements["statements/b"].draft().content().publication_date().year(), 2024);
  const Result wrong = RunCli({"import", page, "--section", "press", "--published", "03/04/2024"});
  EXPECT_EQ(wrong.code, ExitCode::kUsage);
  EXPECT_THAT(wrong.err, HasSubstr("--published takes a day, as in --published 2024-05-16"));
}

TEST_F(ImportTest, ALineThatNamesAFileWhichWasNotGivenIsReported) {
  const Result result = Import({});
  EXPECT_EQ(result.code, ExitCode::kOk);
  EXPECT_THAT(result.err,
              HasSubstr("line 11: names the file signed.txt, which was not given; add it with --attach"));
  EXPECT_THAT(result.out, Not(HasSubstr("line 11")));
}

TEST_F(ImportTest, ALineWhoseFileWasNotGivenIsStillInTheText) {
  EXPECT_EQ(Import({}).code, ExitCode::kOk);
  const v1::Content& draft = content.statements["statements/given"].draft().content();
  EXPECT_EQ(PlainText(draft.blocks(draft.blocks_size() - 1)), "Attach file#1 : signed.txt");
}

TEST_F(ImportTest, AFileUnderAnotherNameTakesTheOnlyLineThatIsLeft) {
  const std::string other = WriteFile("photo.txt", "another name");
  EXPECT_THAT(
      Import({"--attach", other}).err,
      HasSubstr("line 11: names the file signed.txt; photo.txt is attached for it, under its own name"));
  const v1::Content& draft = content.statements["statements/given"].draft().content();
  ASSERT_THAT(draft.source_head(), SizeIs(1));
  EXPECT_EQ(draft.source_head(0).label(), "Attach file#1");
  EXPECT_EQ(draft.source_head(0).value(), "signed.txt");
}

TEST_F(ImportTest, WhatIsWrongWithTheCommandLineIsSaidBeforeAnythingIsStored) {
  EXPECT_THAT(Import({"--attach", "/nowhere/x.jpg"}).err, HasSubstr("cannot read /nowhere/x.jpg"));
  EXPECT_EQ(Import({"--attach", scan, "--attach", scan}).code, ExitCode::kUsage);
  EXPECT_THAT(Import({"--alt", "unknown.jpg=A bridge"}).err, HasSubstr("--alt takes FILE=TEXT"));
  EXPECT_EQ(RunCli({"import", "/nowhere", "--section", "press"}).code, ExitCode::kUsage);
  EXPECT_THAT(content.statements, IsEmpty());
  EXPECT_THAT(content.blobs, IsEmpty());
}

TEST_F(ImportTest, ATakenIdIsAConflict) {
  EXPECT_EQ(Import({"--id", "river"}).code, ExitCode::kOk);
  EXPECT_EQ(Import({"--id", "river"}).code, ExitCode::kConflict);
}

TEST_F(ImportTest, EveryWriteHasARequestId) {
  EXPECT_EQ(Import({"--create-section", "Press", "--publish", "--attach", scan}).code, ExitCode::kOk);
  EXPECT_GE(content.request_ids.size(), 3U);
  for (const std::string& id : content.request_ids) EXPECT_FALSE(id.empty());
}

}  // namespace
}  // namespace communique::cli

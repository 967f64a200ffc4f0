// What a reader finds where a text was erased: a word in its place, in the page, the text file and the data.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "render-service/html/page_renderer.h"
#include "statement/erasure.h"
#include "tests/render-service/html/page_reader.h"
#include "tests/render-service/html/sample_statements.h"
#include "tests/render-service/html/statement_builder.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::render::testing::Between;
using ::communique::render::testing::StatementBuilder;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kMark[] = R"(<span class="erased">[erased]</span>)";

class ErasedText : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(renderer_,
                         PageRenderer::Load(testing::SampleSettings(),
                                            std::string(COMMUNIQUE_SOURCE_DIR) + "/render-service/theme"));
  }

  std::string Page(const PublicStatement& statement) const {
    return *renderer_->StatementPage(statement, testing::SampleTrail());
  }
  std::string Text(const PublicStatement& statement) const {
    return *renderer_->StatementText(statement, testing::SampleTrail());
  }
  nlohmann::json Document(const PublicStatement& statement) const {
    return nlohmann::json::parse(*renderer_->StatementJson(statement, testing::SampleTrail()));
  }
  // Of every kind, with the text of its own kind in it.
  static StatementBuilder EveryKind(const std::string& language = "en") {
    StatementBuilder builder("a", language, "A");
    builder.Paragraph("paragraph", "Secret paragraph")
        .Heading("heading", 2, "II.", "Secret heading")
        .Clause("5", 1, "5.", "Secret clause")
        .Clause("5.1", 2, "5.1.", "Secret clause below")
        .Footnote("note", "*", "Secret note")
        .Table("table", "Secret caption", {{"Secret cell"}}, 0, 0);
    const auto add = [](content::v1::Inline* piece) { piece->set_text("Secret piece"); };
    add(builder.AddBlock("list").mutable_bullet_list()->add_items()->add_inlines());
    add(builder.AddBlock("bare-quotation").mutable_quotation()->add_attribution());
    add(builder.AddBlock("contact").mutable_contact()->add_lines()->add_inlines());
    builder.AddBlock("notes").mutable_notes_to_editors()->set_heading("Secret heading of notes");
    return builder;
  }
  static PublicStatement WithAllErased(const StatementBuilder& builder) {
    PublicStatement statement = builder.Build();
    content::v1::Edition& live = *statement.statement.mutable_live();
    const google::protobuf::RepeatedPtrField<content::v1::Block> blocks = live.content().blocks();
    for (const content::v1::Block& block : blocks) {
      EraseParts(EraseBlock(block.anchor(), *live.mutable_content()), *live.mutable_parts());
    }
    return statement;
  }

  std::unique_ptr<PageRenderer> renderer_;
};

TEST_F(ErasedText, EveryKindOfBlockKeepsItsAnchorAndLabelAndSaysSo) {
  const PublicStatement statement = WithAllErased(EveryKind());
  const std::string page = Page(statement);
  for (const char* anchor :
       {"paragraph", "heading", "5", "5.1", "note", "table", "list", "bare-quotation", "contact", "notes"}) {
    const size_t at = page.find(absl::StrCat(" id=\"", anchor, "\""));
    ASSERT_NE(at, std::string::npos) << anchor;
    EXPECT_THAT(page.substr(at, 200), HasSubstr(kMark)) << anchor;
  }
  EXPECT_THAT(page, HasSubstr(absl::StrCat(R"(<bdi dir="ltr">5.1.</bdi></a> )", kMark)));
  EXPECT_THAT(page, HasSubstr(absl::StrCat(R"(<bdi dir="ltr">II.</bdi></a> )", kMark)));
  EXPECT_THAT(page, HasSubstr(absl::StrCat(R"(<bdi class="label" dir="ltr">*</bdi> )", kMark)));
  EXPECT_THAT(page, Not(HasSubstr("Secret")));
  EXPECT_EQ(Text(statement),
            "A\n\n[erased]\n\nII. [erased]\n\n5. [erased]\n\n  5.1. [erased]\n\n[erased]\n\n- [erased]\n\n"
            "[erased]\n\n[erased]\n\n[erased]\n\n[*] [erased]\n");
}

TEST_F(ErasedText, IsFlaggedInTheDataWhereItsDigestAloneIsLeft) {
  const nlohmann::json document = Document(WithAllErased(EveryKind()));
  EXPECT_THAT(document.dump(), Not(HasSubstr("Secret")));
  for (const nlohmann::json& block : document["content"]["blocks"]) {
    EXPECT_EQ(block["erased"], true) << block;
  }
  int erased = 0;
  for (const nlohmann::json& part : document["digest"]["parts"]) {
    const bool is_block = part["key"].get<std::string>().starts_with("block/");
    EXPECT_EQ(part["salt"] == "", is_block) << part;
    EXPECT_EQ(part["digest"].get<std::string>().size(), 64u);
    erased += is_block ? 1 : 0;
  }
  EXPECT_EQ(erased, 10);
}

TEST_F(ErasedText, OfASignatoryLeavesAWordAndNoEmptyLine) {
  StatementBuilder builder("a", "en", "A");
  builder.Organisation("Fen Union", "", "", "Unions")
      .Organisation("Secret Club", "SC", "Northmark", "Unions")
      .Organisation("Weir Club", "", "", "Unions");
  PublicStatement statement = builder.Build();
  EraseSignatory(statement.signatories[1]);
  const std::string list = Between(Page(statement), R"(<section class="signatories")", "</section>");
  EXPECT_THAT(list, HasSubstr(absl::StrCat("Fen Union</bdi></li>\n<li>", kMark, "</li>\n<li>")));
  EXPECT_EQ(list.find("<ul"), list.rfind("<ul")) << "it stays in its group";
  EXPECT_THAT(Text(statement), HasSubstr("Unions:\n- Fen Union\n- [erased]\n- Weir Club\n"));
  const nlohmann::json row = Document(statement)["signatories"][1];
  EXPECT_EQ(row["erased"], true);
  EXPECT_EQ(row["salt"], "");
  EXPECT_EQ(row["digest"].get<std::string>().size(), 64u);
}

TEST_F(ErasedText, OfAnEarlierEditionIsSaidInTheListOfEditions) {
  StatementBuilder builder("a", "en", "A");
  builder.Edition(2, content::v1::CHANGE_SEVERITY_MAJOR, "Another text.");
  PublicStatement statement = builder.Build();
  statement.statement.mutable_editions(0)->set_erased(true);
  const std::string editions = Between(Page(statement), R"(<section class="editions")", "</section>");
  EXPECT_LT(editions.find("Edition 1"), editions.find(kMark));
  EXPECT_EQ(editions.find(kMark), editions.rfind(kMark));
  const nlohmann::json document = Document(statement);
  EXPECT_EQ(document["editions"][0]["erased"], true);
  EXPECT_FALSE(document["editions"][1].contains("erased"));
}

TEST_F(ErasedText, IsSaidInTheLanguageOfThePage) {
  for (const auto& [language, word] :
       {std::pair{"ar", "[محذوف]"}, {"ko", "[삭제됨]"}, {"zh-TW", "[已刪除]"}}) {
    const PublicStatement statement = WithAllErased(EveryKind(language));
    EXPECT_THAT(Page(statement), HasSubstr(absl::StrCat(R"(<span class="erased">)", word, "</span>")));
    EXPECT_THAT(Text(statement), HasSubstr(absl::StrCat("5. ", word)));
  }
}

TEST_F(ErasedText, TheTextFileMarksRowsThatWereWithdrawnOrCorrectedAsThePageDoes) {
  StatementBuilder builder("a", "en", "A");
  builder.Organisation("Fen Union", "", "").Withdrawn("By mistake").Organisation("Weir Club", "", "");
  PublicStatement statement = builder.Build();
  content::v1::Signatory& corrected = statement.signatories[1];
  corrected.set_status(content::v1::SIGNATORY_STATUS_CORRECTED);
  *corrected.mutable_change_time() = statement.signatories[0].change_time();
  EXPECT_THAT(Text(statement), HasSubstr("- Fen Union [withdrawn 20 May 2024 – By mistake]\n"
                                         "- Weir Club [corrected 20 May 2024]\n"));
}

}  // namespace
}  // namespace communique::render

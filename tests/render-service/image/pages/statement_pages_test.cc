#include "render-service/image/pages/statement_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <ostream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/pages/statement_flow.h"
#include "statement/erasure.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void AddParagraph(content::v1::Content& content, const std::string& text) {
  content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(text);
}

content::v1::Clause* AddClause(content::v1::Block* block, const std::string& label, const std::string& text) {
  block->mutable_clause()->set_label(label);
  block->mutable_clause()->add_inlines()->set_text(text);
  return block->mutable_clause();
}

PublicStatement SampleStatement(const std::string& language, const std::string& title,
                                const std::string& text) {
  PublicStatement sample;
  sample.statement.set_name("statements/sample");
  sample.statement.set_language(language);
  sample.statement.set_content_digest(std::string(32, '\x5a'));
  content::v1::Edition& edition = *sample.statement.mutable_live();
  edition.mutable_publish_time()->set_seconds(1715854200);
  content::v1::Content& content = *edition.mutable_content();
  content.set_title(title);
  content.set_place("Halden Quay");
  content.mutable_letter_date()->set_text("16 May 2024");
  AddParagraph(content, text);
  for (int i = 1; i <= 5; ++i) {
    content::v1::Clause* clause = AddClause(content.add_blocks(), absl::StrCat(i, "."), text);
    if (i == 5) {
      for (int j = 1; j <= 5; ++j) {
        AddClause(clause->add_children(), absl::StrCat("5.", j, "."), text);
      }
    }
  }
  content::v1::Signatory signatory;
  signatory.mutable_organisation()->set_name("Open Water Institute");
  sample.signatories.push_back(signatory);
  return sample;
}

// Fonts are opened once: drawing is for one thread of a process, as in the workers.
const FontLibrary& Fonts() {
  static const auto* fonts = FontLibrary::Open().value().release();
  return *fonts;
}

absl::StatusOr<SetPages> Draw(const PublicStatement& sample, const PageWords& words = {}) {
  return DrawStatementPages(
      sample,
      {.address = "https://example.org/en/statements/sample/", .publisher = "Example", .words = words},
      Fonts());
}

// Keeps what was drawn for a look, where COMMUNIQUE_ARTEFACTS names a folder.
void Keep(const SetPages& pages, const std::string& name) {
  const char* folder = std::getenv("COMMUNIQUE_ARTEFACTS");
  if (folder == nullptr) {
    return;
  }
  std::ofstream(absl::StrCat(folder, "/", name, ".pdf"), std::ios::binary) << pages.pdf;
  for (size_t i = 0; i < pages.pngs.size(); ++i) {
    std::ofstream(absl::StrCat(folder, "/", name, "-", i + 1, ".png"), std::ios::binary) << pages.pngs[i];
  }
}

struct Sample {
  const char* language;
  const char* title;
  const char* text;
};

// For the names of failures.
void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.language; }

class EveryScript : public ::testing::TestWithParam<Sample> {};

TEST_P(EveryScript, IsSetAsPagesWithoutAMissingGlyph) {
  const Sample& sample = GetParam();
  ASSERT_OK_AND_ASSIGN(const SetPages pages,
                       Draw(SampleStatement(sample.language, sample.title, sample.text)));
  EXPECT_TRUE(absl::StartsWith(pages.pdf, "%PDF-1.5"));
  ASSERT_GE(pages.pngs.size(), 1u);
  EXPECT_TRUE(absl::StartsWith(pages.pngs[0], "\x89PNG"));
  Keep(pages, sample.language);
}

INSTANTIATE_TEST_SUITE_P(
    StatementPages, EveryScript,
    ::testing::Values(
        Sample{"en", "Joint statement on the right to know the state of the river",
               "We met in a town that has lived with the river for six hundred years, to ask one plain "
               "question: "
               "what is in the water, and who knows it?"},
        Sample{"ru", "Совместное заявление о праве знать состояние реки",
               "Мы собрались в городе, который шестьсот лет живёт у реки, чтобы задать один простой вопрос."},
        Sample{"ko", "강의 상태를 알 권리에 관한 공동 성명",
               "우리는 육백 년 동안 강과 함께 살아온 도시에 모여 한 가지 분명한 질문을 던진다. 물 속에 "
               "무엇이 있으며 "
               "누가 그것을 알고 있는가?"},
        Sample{"ja", "川の状態を知る権利に関する共同声明",
               "私たちは六百年にわたり川とともに生きてきた町に集まり、一つの明白な問いを立てる。水の中に何が"
               "あるのか。"},
        Sample{"zh-Hans", "关于了解河流状况之权利的联合声明",
               "我们聚集在这座与河流共存了六百年的城市，提出一个简单的问题：水里有什么，谁知道？"},
        Sample{"ar", "بيان مشترك بشأن الحق في معرفة حالة النهر",
               "اجتمعنا في بلدة عاشت مع النهر ستمئة عام لنطرح سؤالاً واحداً واضحاً: ماذا في الماء، ومن يعلم؟"},
        Sample{
            "ur", "دریا کی حالت جاننے کے حق پر مشترکہ بیان",
            "ہم ایک ایسے شہر میں جمع ہوئے جو چھ سو سال سے دریا کے ساتھ رہتا ہے، تاکہ ایک سادہ سوال پوچھیں۔"},
        Sample{"he", "הצהרה משותפת על הזכות לדעת את מצב הנהר",
               "נפגשנו בעיר שחיה עם הנהר שש מאות שנה כדי לשאול שאלה אחת פשוטה: מה יש במים, ומי יודע?"},
        Sample{"th", "แถลงการณ์ร่วมว่าด้วยสิทธิในการรับรู้สภาพของแม่น้ำ",
               "เราพบกันในเมืองที่อยู่กับแม่น้ำมาหกร้อยปี เพื่อถามคำถามง่าย ๆ ข้อเดียว"}),
    [](const ::testing::TestParamInfo<Sample>& sample) {
      std::string name = sample.param.language;
      name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
      return name;
    });

TEST(StatementPages, TheSameStatementGivesTheSameBytes) {
  const PublicStatement sample = SampleStatement("en", "A title", "Some words, and some more.");
  ASSERT_OK_AND_ASSIGN(const SetPages first, Draw(sample));
  ASSERT_OK_AND_ASSIGN(const SetPages second, Draw(sample));
  EXPECT_EQ(first.pdf, second.pdf);
  EXPECT_EQ(first.pngs, second.pngs);
}

TEST(StatementPages, ACharacterThatNoFontHasIsNamedInsteadOfAnEmptyBox) {
  const absl::StatusOr<SetPages> pages =
      Draw(SampleStatement("en", "A title", "A private sign: \U000F1234."));
  EXPECT_THAT(pages, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("U+F1234")));
  EXPECT_EQ(ReasonOf(pages.status()), "GLYPH_MISSING");
}

TEST(StatementPages, HaveAVersionThatNamesLibrariesAndFonts) {
  const std::string version = Fonts().version();
  for (const char* part :
       {"pango 1", "cairo 1", "harfbuzz ", "freetype 2", "fontconfig ", "libpng 1", "zlib 1"}) {
    EXPECT_THAT(version, HasSubstr(part));
  }
  const size_t fonts = version.find("fonts ");
  ASSERT_NE(fonts, std::string::npos);
  EXPECT_EQ(version.substr(fonts).size(), std::string("fonts ").size() + 16);
  EXPECT_EQ(FontLibrary::Open().value()->version(), version);
}

TEST(StatementPages, ALongTextGoesOnToMorePages) {
  PublicStatement sample = SampleStatement("en", "A title", "Words.");
  for (int i = 0; i < 120; ++i) {
    AddParagraph(
        *sample.statement.mutable_live()->mutable_content(),
        "A paragraph that takes more than one line of the page, so that pages fill up and have to break "
        "somewhere in the middle of the text.");
  }
  ASSERT_OK_AND_ASSIGN(const SetPages pages, Draw(sample));
  EXPECT_GT(pages.pngs.size(), 3u);
}

// What stands beyond the margins, with how far it reaches.
std::vector<std::string> BeyondTheMargins(const PublicStatement& sample) {
  const TextLayouter layouter(Fonts(), sample.statement.language());
  const absl::StatusOr<std::vector<Row>> rows = LayStatement(sample, {}, layouter);
  if (!rows.ok()) return {rows.status().ToString()};
  std::vector<std::string> beyond;
  for (const Row& row : *rows) {
    for (const Piece& piece : row.pieces) {
      const double left = piece.x + piece.line.left;
      const double right = left + piece.line.width;
      if (left < kMarginSide - 1 || right > kPageWidth - kMarginSide + 1) {
        beyond.push_back(absl::StrCat(left, " to ", right));
      }
    }
  }
  return beyond;
}

// All that is set, in order.
std::string TextOf(const PublicStatement& sample, const PageWords& words) {
  const TextLayouter layouter(Fonts(), sample.statement.language());
  const absl::StatusOr<std::vector<Row>> rows = LayStatement(sample, words, layouter);
  if (!rows.ok()) return rows.status().ToString();
  std::string text;
  for (const Row& row : *rows) {
    for (const Piece& piece : row.pieces) {
      absl::StrAppend(&text, pango_layout_get_text(piece.line.layout.get()), "\n");
    }
  }
  return text;
}

TEST(StatementPages, WhatWasErasedHasAWordInItsPlace) {
  for (const auto& [language, word] : {std::pair{"en", "erased"}, {"ar", "محذوف"}, {"ko", "삭제됨"}}) {
    PublicStatement sample = SampleStatement(language, "A title", "Words.");
    content::v1::Content& content = *sample.statement.mutable_live()->mutable_content();
    content.add_blocks()->mutable_table()->add_rows()->add_cells();
    content.mutable_blocks(1)->set_anchor("1");
    content.mutable_blocks(content.blocks_size() - 1)->set_anchor("table");
    EXPECT_FALSE(EraseBlock("1", content).empty());
    EXPECT_FALSE(EraseBlock("table", content).empty());
    sample.signatories.push_back(sample.signatories[0]);
    EraseSignatory(sample.signatories[1]);
    const std::string mark = absl::StrCat("[", word, "]");
    const std::string text = TextOf(sample, {.erased = word});
    EXPECT_THAT(text, HasSubstr(absl::StrCat("1.\n", mark, "\n2.\nWords.")));
    EXPECT_THAT(text, HasSubstr(absl::StrCat("Words.\n", mark, "\n")));
    EXPECT_THAT(text, HasSubstr(absl::StrCat("Open Water Institute\n", mark, "\n")));
    ASSERT_OK_AND_ASSIGN(const SetPages pages, Draw(sample, {.erased = word}));
    Keep(pages, absl::StrCat("erased-", language));
  }
}

TEST(StatementPages, AWithdrawnStatementSaysSoOverItsTextAndBelowEveryPage) {
  PublicStatement sample = SampleStatement("en", "A title", "Words.");
  for (int i = 0; i < 120; ++i) {
    AddParagraph(*sample.statement.mutable_live()->mutable_content(), std::string(200, 'x'));
  }
  sample.statement.mutable_notice()->set_reason("It named the wrong firm.");
  const PageWords words{.notice = "This statement has been withdrawn (23 May 2024)"};
  const std::string text = TextOf(sample, words);
  EXPECT_THAT(text, HasSubstr("A title\nThis statement has been withdrawn (23 May 2024)\nIt named the wrong "
                              "firm.\nWords.\n"));
  ASSERT_OK_AND_ASSIGN(const SetPages without, Draw(sample));
  ASSERT_OK_AND_ASSIGN(const SetPages pages, Draw(sample, words));
  Keep(pages, "withdrawn");
  // The last page holds the same words, but for its foot.
  ASSERT_EQ(pages.pngs.size(), without.pngs.size());
  for (size_t i = 0; i < pages.pngs.size(); ++i) EXPECT_NE(pages.pngs[i], without.pngs[i]) << i;
}

TEST(StatementPages, ARowThatWasCorrectedOrWithdrawnCarriesItsMark) {
  PublicStatement sample = SampleStatement("en", "A title", "Words.");
  sample.signatories.push_back(sample.signatories[0]);
  const std::string text = TextOf(sample, {.signatory_marks = {"", "corrected 20 May 2024 – Their name"}});
  EXPECT_THAT(text,
              HasSubstr("Open Water Institute\nOpen Water Institute (corrected 20 May 2024 – Their name)\n"));
}

TEST(StatementPages, AWordWiderThanTheLineIsBrokenAndNotCutOff) {
  EXPECT_THAT(BeyondTheMargins(SampleStatement("ko", "제목", std::string(600, 'x'))), IsEmpty());
}

TEST(StatementPages, ClausesNestedAsDeepAsTheyMayStayWithinTheMargins) {
  for (const char* language : {"en", "ar"}) {
    PublicStatement sample = SampleStatement(language, "A title", "Words.");
    content::v1::Block* block = sample.statement.mutable_live()->mutable_content()->add_blocks();
    for (int depth = 1; depth <= 7; ++depth) {
      content::v1::Clause* clause =
          AddClause(block, absl::StrCat("Article XV", depth, "."), "Some more words.");
      block = clause->add_children();
    }
    block->mutable_paragraph()->add_inlines()->set_text("The words at the end of all these clauses.");
    EXPECT_THAT(BeyondTheMargins(sample), IsEmpty()) << language;
  }
}

TEST(StatementPages, ALongLabelIsSetWhole) {
  PublicStatement sample = SampleStatement("en", "A title", "Words.");
  content::v1::Block* block = sample.statement.mutable_live()->mutable_content()->add_blocks();
  for (int depth = 1; depth <= 6; ++depth) {
    block = AddClause(block, std::string(64, 'W'), "Words.")->add_children();
  }
  block->mutable_paragraph()->add_inlines()->set_text("Words.");
  EXPECT_THAT(BeyondTheMargins(sample), IsEmpty());
  const TextLayouter layouter(Fonts(), "en");
  ASSERT_OK_AND_ASSIGN(const std::vector<Row> rows, LayStatement(sample, {}, layouter));
  const auto labels = std::count_if(rows.begin(), rows.end(), [](const Row& row) {
    return row.pieces.size() == 1 && row.pieces[0].is_label;
  });
  EXPECT_GT(labels, 6);  // each on more than one line
}

TEST(StatementPages, ATableWithMoreColumnsThanThePageHasRoomForIsSetAllTheSame) {
  PublicStatement sample = SampleStatement("en", "A title", "Words.");
  content::v1::Table& table =
      *sample.statement.mutable_live()->mutable_content()->add_blocks()->mutable_table();
  for (int row = 0; row < 2; ++row) {
    content::v1::TableRow& cells = *table.add_rows();
    for (int column = 0; column < 40; ++column) cells.add_cells()->add_inlines()->set_text("cell");
  }
  EXPECT_THAT(BeyondTheMargins(sample), IsEmpty());
}

}  // namespace
}  // namespace communique::render

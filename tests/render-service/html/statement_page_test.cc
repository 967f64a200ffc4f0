#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "render-service/html/page_renderer.h"
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

class StatementPage : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(renderer_,
                         PageRenderer::Load(testing::SampleSettings(),
                                            std::string(COMMUNIQUE_SOURCE_DIR) + "/render-service/theme"));
  }

  std::string Page(const StatementBuilder& builder) const {
    return *renderer_->StatementPage(builder.Build(), testing::SampleTrail());
  }

  std::unique_ptr<PageRenderer> renderer_;
};

TEST_F(StatementPage, NestsClausesUnderTheirStoredLabelsAndAnchors) {
  StatementBuilder builder("a", "en", "A");
  builder.Clause("5", 1, "5.", "Steps:").Clause("5.1", 2, "5.1.", "Publish.");
  EXPECT_THAT(Page(builder), HasSubstr(R"(<div class="clause inset-0" id="5">
<p class="lead"><a class="label" href="#5"><bdi dir="ltr">5.</bdi></a> Steps:</p>
<div class="clause inset-0" id="5.1">
<p class="lead"><a class="label" href="#5.1"><bdi dir="ltr">5.1.</bdi></a> Publish.</p>
</div>
</div>)"));
}

TEST_F(StatementPage, MovesAClauseInThatIsDeeperThanItsPlace) {
  StatementBuilder builder("a", "en", "A");
  builder.Clause("5.1", 1, "5.1.", "Publish.");
  builder.content().mutable_blocks(0)->mutable_clause()->set_depth(2);
  EXPECT_THAT(Page(builder), HasSubstr(R"(<div class="clause inset-1" id="5.1">)"));
}

TEST_F(StatementPage, JoinsFootnotesAndTheirReferencesBothWays) {
  StatementBuilder builder("a", "en", "A");
  builder.Paragraph("p1", "Once[^*] and again.[^*]").Footnote("n", "*", "A note.");
  const std::string page = Page(builder);
  EXPECT_THAT(page, HasSubstr(R"(<a href="#n" id="_ref-1" role="doc-noteref">)"));
  EXPECT_THAT(page, HasSubstr(R"(<a href="#n" id="_ref-2" role="doc-noteref">)"));
  EXPECT_THAT(page, HasSubstr(R"(<li id="n"><bdi class="label" dir="ltr">*</bdi> A note.)"));
  EXPECT_THAT(page, HasSubstr(R"(href="#_ref-1" role="doc-backlink")"));
  EXPECT_THAT(page, HasSubstr(R"(href="#_ref-2" role="doc-backlink")"));
}

TEST_F(StatementPage, ShowsAReferenceWithoutAFootnoteAsText) {
  StatementBuilder builder("a", "en", "A");
  builder.Paragraph("p1", "Once.[^9]");
  EXPECT_THAT(Page(builder), HasSubstr(R"(<sup class="reference"><bdi dir="ltr">9</bdi></sup>)"));
}

TEST_F(StatementPage, SkipsNoLevelOfHeadings) {
  StatementBuilder builder("a", "en", "A");
  builder.Heading("h1", 3, "I.", "First")
      .Heading("h2", 4, "", "Below")
      .Heading("h3", 3, "II.", "Second")
      .Heading("h4", 1, "", "Above");
  const std::string page = Page(builder);
  EXPECT_THAT(page,
              HasSubstr(R"(<h2 id="h1"><a class="label" href="#h1"><bdi dir="ltr">I.</bdi></a> First</h2>)"));
  EXPECT_THAT(page, HasSubstr(R"(<h3 id="h2">Below</h3>)"));
  EXPECT_THAT(page, HasSubstr(R"(<h2 id="h3">)"));
  EXPECT_THAT(page, HasSubstr(R"(<h2 id="h4">Above</h2>)"));
}

TEST_F(StatementPage, LeavesATableRaggedThatWouldFillTheMemory) {
  StatementBuilder builder("a", "en", "A");
  content::v1::Table& table = *builder.AddBlock("t").mutable_table();
  for (int i = 0; i < 5000; ++i) table.add_rows()->add_cells()->add_inlines()->set_text("x");
  for (int i = 0; i < 5000; ++i) table.mutable_rows(0)->add_cells()->add_inlines()->set_text("x");
  EXPECT_LT(Page(builder).size(), 1'000'000u);
}

TEST_F(StatementPage, GivesATableItsCaptionScopesAndMissingCells) {
  StatementBuilder builder("a", "en", "A");
  builder.Table("t", "Wells", {{"Parish", "Wells"}, {"Fen"}}, 1, 1);
  const std::string page = Page(builder);
  EXPECT_THAT(page, HasSubstr(R"(id="t" role="group" tabindex="0" aria-labelledby="_caption-t">)"));
  EXPECT_THAT(page, HasSubstr(R"(<caption id="_caption-t">Wells</caption>)"));
  EXPECT_THAT(
      page,
      HasSubstr(R"(<tr><th scope="col" dir="auto">Parish</th><th scope="col" dir="auto">Wells</th></tr>)"));
  EXPECT_THAT(page, HasSubstr(R"(<tr><th scope="row" dir="auto">Fen</th><td dir="auto"></td></tr>)"));
}

TEST_F(StatementPage, SetsDateAndPlaceInTheOrderOfTheOtherFormats) {
  StatementBuilder builder("a", "en", "A");
  builder.Place("Halden Quay").LetterDate("April 28th, 2014", {2014, 4, 28});
  EXPECT_THAT(Page(builder), HasSubstr(R"(<p class="closing">
<span class="date"><time datetime="2014-04-28"><bdi>April 28th, 2014</bdi></time></span>
<span class="place"><bdi>Halden Quay</bdi></span>
</p>)"));
}

TEST_F(StatementPage, TellsMachinesTheDayOfPublicationThatReadersSee) {
  StatementBuilder builder("a", "en", "A");
  EXPECT_THAT(Page(builder), HasSubstr(R"("datePublished":"2024-05-16T)"));
  builder.content().mutable_publication_date()->set_year(2015);
  builder.content().mutable_publication_date()->set_month(4);
  builder.content().mutable_publication_date()->set_day(8);
  const std::string page = Page(builder);
  EXPECT_THAT(page, HasSubstr(R"(<time datetime="2015-04-08">8 April 2015</time>)"));
  EXPECT_THAT(page, HasSubstr(R"("datePublished":"2015-04-08")"));
}

TEST_F(StatementPage, TextThatRunsAgainstThePageSaysSo) {
  StatementBuilder builder("a", "ar", "أ");
  builder.Paragraph("p-1", "[Picture: the weir in spring]")
      .Paragraph("p-2", "نحن أهل الجزيرة (Sundry Isle)")
      .Paragraph("p-3", "2024 – 2025")
      .Heading("h-1", 2, "", "The weir");
  const std::string page = Page(builder);
  EXPECT_THAT(page, HasSubstr(R"(<p id="p-1" dir="ltr">)"));
  EXPECT_THAT(page, HasSubstr(R"(<p id="p-2">)"));
  EXPECT_THAT(page, HasSubstr(R"(<p id="p-3">)"));
  EXPECT_THAT(page, HasSubstr(R"(<h2 id="h-1" dir="ltr">)"));

  StatementBuilder english("b", "en", "B");
  english.Paragraph("p-1", "The weir").Paragraph("p-2", "نحن أهل الجزيرة");
  EXPECT_THAT(Page(english), HasSubstr(R"(<p id="p-1">)"));
  EXPECT_THAT(Page(english), HasSubstr(R"(<p id="p-2" dir="rtl">)"));
}

TEST_F(StatementPage, KeepsALetterDateThatIsNoDayAsItWasPrinted) {
  StatementBuilder builder("a", "en", "A");
  builder.LetterDate("the week after the flood", {});
  EXPECT_THAT(Page(builder), HasSubstr(R"(<span class="date"><bdi>the week after the flood</bdi></span>)"));
}

TEST_F(StatementPage, CountsThoseWhoStandByItAndMarksThoseWhoWithdrew) {
  StatementBuilder builder("a", "en", "A");
  builder.Organisation("Fen Union", "FU", "Northmark")
      .Organisation("Weir Club", "", "")
      .Withdrawn("By mistake");
  const std::string page = Page(builder);
  EXPECT_THAT(page, HasSubstr(R"(Signatories <span class="count">(1)</span>)"));
  EXPECT_THAT(
      page,
      HasSubstr(
          R"(<bdi class="name">Fen Union</bdi> <span class="detail"><bdi>(FU), Northmark</bdi></span>)"));
  EXPECT_THAT(
      page,
      HasSubstr(
          R"(<s><bdi class="name">Weir Club</bdi></s> <span class="mark"><span class="what">withdrawn</span>)"));
  EXPECT_THAT(
      page,
      HasSubstr(
          R"(<time datetime="2024-05-20T09:30:00Z">20 May 2024</time> – <bdi class="why">By mistake</bdi>)"));
}

TEST_F(StatementPage, GroupsSignatoriesByHeadingAndSetsLongListsInColumns) {
  StatementBuilder builder("a", "en", "A");
  for (int i = 0; i < 12; ++i)
    builder.Organisation(std::string("Group ") + static_cast<char>('A' + i), "", "", "Organisations");
  builder.Person("R. Teal", "Skipper", "Ferry Watch", "Persons");
  const std::string page = Page(builder);
  EXPECT_THAT(page, HasSubstr("<h3 dir=\"auto\">Organisations</h3>\n<ul class=\"names long\">"));
  EXPECT_THAT(page, HasSubstr("<h3 dir=\"auto\">Persons</h3>\n<ul class=\"names\">"));
}

TEST_F(StatementPage, OffersAnImageInTheWidthsThatTheSiteHas) {
  StatementBuilder builder("a", "en", "A");
  builder.Image("scan", "scan.jpg", 700, 1000, "The signed paper", "As signed");
  builder.AddBlock("i").mutable_image()->set_attachment("scan");
  const std::string page = Page(builder);
  const std::string figure = Between(page, R"(<figure class="image" id="i">)", "</figure>");
  EXPECT_THAT(figure, HasSubstr(R"(<source type="image/webp" srcset="/files/a/)"));
  EXPECT_THAT(figure, HasSubstr(R"(/scan.jpg-700w.jpg 700w")"));
  EXPECT_THAT(figure, HasSubstr(R"(width="700" height="1000" alt="The signed paper")"));
  EXPECT_THAT(figure, HasSubstr(R"(<figcaption dir="auto">As signed</figcaption>)"));
  // It is listed as a file, and not shown a second time.
  EXPECT_THAT(Between(page, R"(<section class="files")", "</section>"), Not(HasSubstr("<picture>")));
}

TEST_F(StatementPage, TellsTypeSizeAndPagesOfAFile) {
  StatementBuilder builder("a", "en", "A");
  builder.File("report", "winter report.pdf", "application/pdf", 1'482'113, 24);
  EXPECT_THAT(Page(builder), HasSubstr("<bdi>PDF</bdi>, <bdi>1.5\u00A0MB</bdi>, Pages: 24</span>"));
}

TEST_F(StatementPage, ListsEditionsNewestFirstWithTheirNotes) {
  StatementBuilder builder("a", "en", "A");
  builder.Edition(2, content::v1::CHANGE_SEVERITY_MINOR, "Spelling.");
  const std::string editions = Between(Page(builder), R"(<section class="editions")", "</section>");
  EXPECT_LT(editions.find("Edition 2"), editions.find("Edition 1"));
  EXPECT_THAT(editions, HasSubstr(R"(<span class="what">Correction:</span> <bdi>Spelling.</bdi>)"));
}

TEST_F(StatementPage, KeepsAWithdrawnTextUnderTheNoticeAndItsReason) {
  StatementBuilder builder("a", "en", "A");
  builder.Paragraph("p1", "The text.");
  builder.statement().set_public_state(content::v1::PUBLIC_STATE_WITHDRAWN);
  builder.statement().mutable_notice()->set_reason("It named the wrong firm.");
  const std::string page = Page(builder);
  EXPECT_THAT(Between(page, R"(<section class="notice")", "</section>"),
              HasSubstr("It named the wrong firm."));
  EXPECT_THAT(page, HasSubstr("The text."));
}

TEST_F(StatementPage, NeverShowsTheHeadThatAnImportKept) {
  StatementBuilder builder("a", "en", "A");
  content::v1::SourceHeadLine* line = builder.content().add_source_head();
  line->set_label("Hit");
  line->set_value("40213");
  EXPECT_THAT(Page(builder), Not(HasSubstr("40213")));
}

TEST_F(StatementPage, SpeaksTheLanguageOfItsTextAndRunsItsWay) {
  StatementBuilder builder("a", "ar", "بيان");
  builder.Organisation("جمعية", "", "").Translation("b", "en", "A statement");
  const std::string page = Page(builder);
  EXPECT_THAT(page, HasSubstr(R"(<html lang="ar" dir="rtl">)"));
  EXPECT_THAT(page, HasSubstr("الموقّعون"));
  EXPECT_THAT(
      page,
      HasSubstr(R"(<link rel="alternate" hreflang="en" href="https://river.example.org/en/statements/b/">)"));
  EXPECT_THAT(
      page,
      HasSubstr(R"(<link rel="alternate" hreflang="ar" href="https://river.example.org/ar/statements/a/">)"));
  EXPECT_THAT(page, HasSubstr(R"(hreflang="en" lang="en" dir="ltr">English</a>)"));
}

TEST_F(StatementPage, AllowsNothingFromElsewhereAndNoScript) {
  const std::string page = Page(StatementBuilder("a", "en", "A"));
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none'; style-src 'self'; img-src 'self'; base-uri "
                              "'none'; form-action 'none'\""));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
}

}  // namespace
}  // namespace communique::render

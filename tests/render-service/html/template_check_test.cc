#include "render-service/html/template_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "render-service/html/template_set.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::testing::IsOk;
using ::communique::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kHtml[] = "{{%AUTOESCAPE context=\"HTML\"}}\n";

absl::Status Check(const std::string& markup) { return CheckTemplate("page.html", kHtml + markup); }

auto RefusedAt(int line, const std::string& what) {
  return StatusIs(absl::StatusCode::kInvalidArgument,
                  AllOf(HasSubstr(absl::StrCat("page.html, line ", line)), HasSubstr(what)));
}

TEST(TemplateCheck, AcceptsMarkersSectionsIncludesAndComments) {
  EXPECT_THAT(Check("{{! two\nlines }}\n<p>{{#A}}{{TEXT_1}}{{/A}}</p>\n{{>BLOCKS}}\n"), IsOk());
}

TEST(TemplateCheck, RefusesATemplateWithoutThePragmaOfItsKind) {
  EXPECT_THAT(CheckTemplate("page.html", "<p>{{TEXT}}</p>\n"), RefusedAt(1, "AUTOESCAPE"));
  EXPECT_THAT(CheckTemplate("page.html", "{{%AUTOESCAPE context=\"JSON\"}}\n<p>{{TEXT}}</p>\n"),
              RefusedAt(1, "context=\"HTML\""));
  EXPECT_THAT(CheckTemplate("feed.xml", absl::StrCat(kHtml, "<a>{{TEXT}}</a>\n")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("context=\"XML\"")));
}

TEST(TemplateCheck, RefusesEveryModifierWithItsLine) {
  EXPECT_THAT(Check("<p>\n{{TEXT:none}}</p>\n"),
              RefusedAt(3, "{{TEXT:none}} has a modifier; write {{TEXT}}"));
  EXPECT_THAT(Check("{{TEXT:h}}\n"), RefusedAt(2, "modifier"));
  EXPECT_THAT(Check("{{>BLOCKS:none}}\n"), RefusedAt(2, "modifier"));
  EXPECT_THAT(Check("{{! one\ntwo\nthree }}{{JSON_LD:x-sealed-json}}\n"), RefusedAt(4, "modifier"));
}

TEST(TemplateCheck, LetsJsonLdIntoItsOwnElementOnly) {
  EXPECT_THAT(Check(absl::StrCat(kSealedSlot, "\n")), IsOk());
  EXPECT_THAT(Check("<script>{{JSON_LD:x-sealed-json}}</script>\n"), RefusedAt(2, "modifier"));
  EXPECT_THAT(Check("<script type=\"application/ld+json\">{{TITLE:x-sealed-json}}</script>\n"),
              RefusedAt(2, "modifier"));
}

TEST(TemplateCheck, RefusesChangedDelimitersAndASecondPragma) {
  EXPECT_THAT(Check("{{=<< >>=}}\n"), RefusedAt(2, "not a marker"));
  EXPECT_THAT(Check("<p>x</p>\n{{%AUTOESCAPE context=\"JSON\"}}\n"), RefusedAt(3, "not a marker"));
}

TEST(TemplateCheck, NamesTheSectionThatIsNotClosedInOrder) {
  EXPECT_THAT(Check("{{#A}}\n{{#B}}\n{{/B}}\n"), RefusedAt(2, "the section A is never closed"));
  EXPECT_THAT(Check("{{#A}}\n{{#B}}\n{{/A}}\n"), RefusedAt(4, "the open section is B"));
  EXPECT_THAT(Check("{{/A}}\n"), RefusedAt(2, "no section is open"));
}

TEST(TemplateCheck, RefusesMalformedMarkers) {
  EXPECT_THAT(Check("{{text}}\n"), RefusedAt(2, "not a marker"));
  EXPECT_THAT(Check("{{}}\n"), RefusedAt(2, "empty marker"));
  EXPECT_THAT(Check("\n{{TEXT\n"), RefusedAt(3, "{{ without }}"));
}

TEST(TemplateSet, NamesTheLineThatTheEngineDoesNotUnderstand) {
  const auto set = TemplateSet::Load(
      {{"page.html", absl::StrCat(kHtml, "<p>\n{{#A}}\n<a href={{URL}}>x</a>\n{{/A}}</p>\n")}});
  EXPECT_THAT(set, RefusedAt(4, "quotes around attribute values"));
}

}  // namespace
}  // namespace communique::render

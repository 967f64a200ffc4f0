// Whatever a text holds, a page shows it and is not changed by it.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "render-service/html/page_renderer.h"
#include "tests/render-service/html/page_reader.h"
#include "tests/render-service/html/sample_statements.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHostile[] =
    "\"'><script>alert(1)</script><img src=x onerror=alert(2)>]]>--></title></style>&lt;{{TITLE:none}}";
constexpr char kHarmless[] = "harmless";

// Fields that are made by rules of their own and hold no text of an author.
bool IsMade(const FieldDescriptor& field) {
  static const auto* made = new std::set<std::string>{
      "name",    "group", "language",  "path",       "anchor", "attachment", "entry_id", "blob",
      "section", "slug",  "statement", "media_type", "link",   "source_uri", "redirect"};
  const std::string& message = field.containing_type()->name();
  const bool is_party = message == "Organisation" || message == "Person" || message == "State";
  return made->contains(field.name()) && !(is_party && field.name() == "name");
}

// Puts `text` into every field that an author writes.
void FillTexts(const std::string& text, Message& message) {
  const Reflection* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      const int size = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
      for (int i = 0; i < size; ++i) {
        FillTexts(text, field->is_repeated() ? *reflection->MutableRepeatedMessage(&message, field, i)
                                             : *reflection->MutableMessage(&message, field));
      }
    } else if (field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated() && !IsMade(*field)) {
      reflection->SetString(&message, field, text);
    }
  }
}

PublicStatement WithTexts(PublicStatement statement, const std::string& text) {
  FillTexts(text, statement.statement);
  for (content::v1::Signatory& signatory : statement.signatories) FillTexts(text, signatory);
  // Group headings are one and the same now; so are labels of footnotes, in both.
  return statement;
}

SectionTrail TrailWithTitle(const std::string& title) {
  SectionTrail trail = testing::SampleTrail();
  for (auto& [language, text] : *trail.front().mutable_titles()) text = title;
  return trail;
}

SiteSettings SettingsWithTexts(const std::string& text) {
  SiteSettings settings = testing::SampleSettings();
  settings.name = text;
  settings.publisher = text;
  settings.footer = text;
  return settings;
}

std::unique_ptr<PageRenderer> RendererWithTexts(const std::string& text) {
  auto renderer = PageRenderer::Load(SettingsWithTexts(text),
                                     std::string(COMMUNIQUE_SOURCE_DIR) + "/render-service/theme");
  return renderer.ok() ? *std::move(renderer) : nullptr;
}

class HostileText : public ::testing::Test {
 protected:
  const std::unique_ptr<PageRenderer> hostile_ = RendererWithTexts(kHostile);
  const std::unique_ptr<PageRenderer> harmless_ = RendererWithTexts(kHarmless);
};

TEST_F(HostileText, ChangesNoTagOfAStatementPage) {
  for (const PublicStatement& sample : testing::SampleStatements()) {
    ASSERT_OK_AND_ASSIGN(const std::string hostile,
                         hostile_->StatementPage(WithTexts(sample, kHostile), TrailWithTitle(kHostile)));
    ASSERT_OK_AND_ASSIGN(const std::string harmless,
                         harmless_->StatementPage(WithTexts(sample, kHarmless), TrailWithTitle(kHarmless)));
    EXPECT_EQ(testing::TagsOf(hostile), testing::TagsOf(harmless)) << sample.statement.name();
    EXPECT_THAT(testing::TextOf(hostile), HasSubstr(absl::StrCat(">", kHostile, "</h1>")));
  }
}

TEST_F(HostileText, ChangesNoTagOfIndexesAndFeeds) {
  const auto entry_with = [](const std::string& text) {
    return MakeIndexEntry(WithTexts(testing::SampleStatements()[2], text).statement);
  };
  const auto front = [&](const PageRenderer& renderer, const std::string& text) {
    return *renderer.FrontPage(
        {"en", TrailWithTitle(text), TrailWithTitle(text), {entry_with(text)}, {{2024, 1}}, {"en"}});
  };
  EXPECT_EQ(testing::TagsOf(front(*hostile_, kHostile)), testing::TagsOf(front(*harmless_, kHarmless)));
  const auto feed = [&](const PageRenderer& renderer, const std::string& text) {
    return *renderer.AtomFeed({"en", TrailWithTitle(text), {entry_with(text)}});
  };
  EXPECT_EQ(testing::TagsOf(feed(*hostile_, kHostile)), testing::TagsOf(feed(*harmless_, kHarmless)));
  EXPECT_THAT(feed(*hostile_, kHostile), Not(HasSubstr("]]>")));
  EXPECT_THAT(testing::TextOf(feed(*hostile_, kHostile)),
              HasSubstr(absl::StrCat("<title>", kHostile, "</title>")));
}

TEST_F(HostileText, StaysWithinTheStringsOfJson) {
  const PublicStatement statement = WithTexts(testing::SampleStatements()[1], kHostile);
  ASSERT_OK_AND_ASSIGN(const std::string page, hostile_->StatementPage(statement, TrailWithTitle(kHostile)));
  const std::string json_ld = testing::Between(page, "<script type=\"application/ld+json\">", "</script>");
  EXPECT_EQ(nlohmann::json::parse(json_ld)["@graph"][0]["headline"], kHostile);
  ASSERT_OK_AND_ASSIGN(const std::string document,
                       hostile_->StatementJson(statement, TrailWithTitle(kHostile)));
  EXPECT_THAT(document, Not(HasSubstr("<")));
  EXPECT_EQ(nlohmann::json::parse(document)["content"]["title"], kHostile);
}

TEST_F(HostileText, GivesNoLinkThatRunsAScript) {
  for (const char* address : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
                              "data:text/html,<script>alert(1)</script>", "vbscript:x"}) {
    PublicStatement statement = testing::SampleStatements()[2];
    content::v1::Content& content = *statement.statement.mutable_live()->mutable_content();
    content.mutable_blocks(0)->mutable_paragraph()->mutable_inlines(0)->set_link(address);
    content.set_source_uri(address);
    ASSERT_OK_AND_ASSIGN(const std::string page, harmless_->StatementPage(statement, TrailWithTitle("a")));
    const std::string body = page.substr(page.find("<body>"));
    EXPECT_FALSE(absl::StrContains(body, "script:")) << address;
    EXPECT_FALSE(absl::StrContains(body, "data:")) << address;
  }
}

TEST_F(HostileText, InAMailAddressStaysInTheAddress) {
  PublicStatement statement = testing::SampleStatements()[2];
  content::v1::Content& content = *statement.statement.mutable_live()->mutable_content();
  content.mutable_blocks(0)->mutable_paragraph()->mutable_inlines(0)->set_link(
      "mailto:a@b.example\" onclick=\"x");
  ASSERT_OK_AND_ASSIGN(const std::string page, harmless_->StatementPage(statement, TrailWithTitle("a")));
  EXPECT_THAT(page, HasSubstr("<a href=\"mailto:a@b.example%22%20onclick=%22x\">"));
}

}  // namespace
}  // namespace communique::render

#include "render-service/domain/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "statement/utf8.h"

namespace communique::render {
namespace {

void AddParagraph(content::v1::Content& content, const std::string& text) {
  content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(text);
}

TEST(Summary, ReadsParagraphsAndClausesWithoutLabelsHeadingsAndNotes) {
  content::v1::Content content;
  content.add_blocks()->mutable_heading()->add_inlines()->set_text("Preamble");
  AddParagraph(content, "We met in Halden Quay.");
  content::v1::Clause* clause = content.add_blocks()->mutable_clause();
  clause->set_label("1.");
  clause->add_inlines()->set_text("We ask\nfor");
  clause->add_inlines()->mutable_line_break();
  clause->add_inlines()->set_footnote_reference("1");
  clause->add_inlines()->set_text("the readings.");
  clause->add_children()->mutable_clause()->add_inlines()->set_text("All of them.");
  content.add_blocks()->mutable_footnote()->add_inlines()->set_text("Since 2021.");

  EXPECT_EQ(SummaryOf(content), "We met in Halden Quay. We ask for the readings. All of them.");
}

TEST(Summary, IsCutAtAWord) {
  content::v1::Content content;
  std::string text;
  while (text.size() < 400) text += "waterworks ";
  AddParagraph(content, text);

  const std::string summary = SummaryOf(content);

  EXPECT_LE(summary.size(), kLongestSummary);
  EXPECT_TRUE(absl::EndsWith(summary, "waterworks…")) << summary;
}

TEST(Summary, OfATextWithoutSpacesIsCutAtACharacter) {
  content::v1::Content content;
  std::string text;
  while (text.size() < 400) text += "水";
  AddParagraph(content, text);

  const std::string summary = SummaryOf(content);

  EXPECT_LE(summary.size(), kLongestSummary);
  EXPECT_TRUE(absl::EndsWith(summary, "水…"));
  EXPECT_TRUE(DecodeUtf8(summary).has_value());
}

}  // namespace
}  // namespace communique::render

#include "text/export.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/import.h"

namespace communique::text {
namespace {

using content::v1::Signatory;

std::string RoundTrip(absl::string_view text) {
  const auto imported = ImportPlainText(text);
  return imported.ok() ? ExportPlainText(imported->content, imported->signatories)
                       : imported.status().ToString();
}

TEST(Export, AStatementReadsAsItWasWritten) {
  const std::string text =
      "On the river\n"
      "\n"
      "1. We met.\n"
      "\n"
      "2. We ask for:\n"
      "\n"
      "  2.1. readings,\n"
      "\n"
      "  2.2. reasons.\n"
      "\n"
      "We thank:\n"
      "\n"
      "- the fishers\n"
      "  - of both banks\n"
      "- the millers\n"
      "\n"
      "16 May 2024\n"
      "\n"
      "Halden Quay, Northmark\n"
      "\n"
      "Signed by:\n"
      "- River Union (RU)\n"
      "- Jane Doe, Director, Open Water Institute\n";
  EXPECT_EQ(RoundTrip(text), text);
}

TEST(Export, QuotationsTablesAndFootnotes) {
  const std::string text =
      "On the river\n"
      "\n"
      "It was measured [1] in May.\n"
      "\n"
      "> We went on.\n"
      ">\n"
      "> Nobody asked.\n"
      "> — Jane Doe\n"
      "\n"
      "Place\tLead\n"
      "Upper Weir\t12\n"
      "\n"
      "[1] Twice.\n";
  EXPECT_EQ(RoundTrip(text), text);
}

TEST(Export, ThoseWhoWithdrewAreMarkedAndGroupsKeepTheirHeadings) {
  content::v1::Content content;
  content.set_title("On the river");
  std::vector<Signatory> signatories(3);
  signatories[0].mutable_organisation()->set_name("Second");
  signatories[0].set_display_order(2);
  signatories[1].mutable_organisation()->set_name("First");
  signatories[1].set_display_order(1);
  signatories[1].set_status(content::v1::SIGNATORY_STATUS_WITHDRAWN);
  signatories[2].mutable_state()->set_name("Northmark");
  signatories[2].set_display_order(3);
  signatories[2].set_group_heading("States");
  ExportOptions options;
  options.words.signatories = "Signataires";
  options.words.withdrawn = "retiré";
  EXPECT_EQ(ExportPlainText(content, signatories, options),
            "On the river\n\nSignataires:\n- First [retiré]\n- Second\n\nStates:\n- Northmark\n");
}

TEST(Export, WhatWasErasedAndWhoWasCorrectedIsSaidInTheirPlaces) {
  content::v1::Content content;
  content.set_title("On the river");
  content::v1::Block& clause = *content.add_blocks();
  clause.mutable_clause()->set_label("1.");
  clause.set_erased(true);
  std::vector<Signatory> signatories(2);
  signatories[0].mutable_organisation()->set_name("First");
  signatories[0].set_status(content::v1::SIGNATORY_STATUS_CORRECTED);
  signatories[1].set_erased(true);
  EXPECT_EQ(ExportPlainText(content, signatories),
            "On the river\n\n1. [erased]\n\nSignatories:\n- First [corrected]\n- [erased]\n");
}

TEST(Export, AttachmentsAndNoticeAreSaidInTheWordsGiven) {
  content::v1::Content content;
  content.set_title("On the river");
  content::v1::Attachment& scan = *content.add_attachments();
  scan.set_file_name("scan.jpg");
  scan.set_caption("The signed paper");
  content.add_attachments()->set_file_name("map.png");
  ExportOptions options;
  options.notice = "Withdrawn: it was forged.";
  options.attachment_text = [](const content::v1::Attachment& attachment) {
    return "<https://water.example/" + attachment.file_name() + ">";
  };
  EXPECT_EQ(ExportPlainText(content, {}, options),
            "Withdrawn: it was forged.\n\nOn the river\n\nAttachments:\n"
            "- The signed paper: <https://water.example/scan.jpg>\n- <https://water.example/map.png>\n");
}

TEST(Export, ALinkShowsItsAddressUnlessItIsTheText) {
  content::v1::Content content;
  content.set_title("On the river");
  auto& inlines = *content.add_blocks()->mutable_paragraph()->mutable_inlines();
  inlines.Add()->set_text("See ");
  inlines.Add()->set_text("our ");
  inlines.rbegin()->set_link("https://water.example/");
  inlines.Add()->set_text("site");
  inlines.rbegin()->set_link("https://water.example/");
  inlines.rbegin()->set_strong(true);
  inlines.Add()->set_text(" or ");
  inlines.Add()->set_text("press@water.example");
  inlines.rbegin()->set_link("mailto:press@water.example");
  inlines.Add()->mutable_line_break();
  inlines.Add()->set_text("today.");
  EXPECT_EQ(ExportPlainText(content, {}),
            "On the river\n\nSee our site <https://water.example/> or press@water.example\ntoday.\n");
}

TEST(Export, AnEmptyContentIsItsTitle) {
  content::v1::Content content;
  content.set_title("On the river");
  EXPECT_EQ(ExportPlainText(content, {}), "On the river\n");
}

}  // namespace
}  // namespace communique::text

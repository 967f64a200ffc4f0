#include "render-service/html/block_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <array>

#include "render-service/html/inline_view.h"
#include "render-service/html/picture_view.h"
#include "render-service/html/table_view.h"
#include "render-service/html/text_direction.h"
#include "statement/erasure.h"
#include "statement/inline_text.h"

namespace communique::render {
namespace {

using content::v1::Block;
using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kAttribution = STS_INIT(kAttribution, "ATTRIBUTION");
const StaticTemplateString kBack = STS_INIT(kBack, "BACK");
const StaticTemplateString kBlocks = STS_INIT(kBlocks, "BLOCKS");
const StaticTemplateString kBulletList = STS_INIT(kBulletList, "BULLET_LIST");
const StaticTemplateString kClause = STS_INIT(kClause, "CLAUSE");
const StaticTemplateString kContact = STS_INIT(kContact, "CONTACT");
const StaticTemplateString kFootnotes = STS_INIT(kFootnotes, "FOOTNOTES");
const StaticTemplateString kForeign = STS_INIT(kForeign, "FOREIGN");
const StaticTemplateString kForeignDirection = STS_INIT(kForeignDirection, "FOREIGN_DIRECTION");
const StaticTemplateString kHeading = STS_INIT(kHeading, "HEADING");
const StaticTemplateString kHeading2 = STS_INIT(kHeading2, "HEADING_2");
const StaticTemplateString kHeading3 = STS_INIT(kHeading3, "HEADING_3");
const StaticTemplateString kHeading4 = STS_INIT(kHeading4, "HEADING_4");
const StaticTemplateString kHeading5 = STS_INIT(kHeading5, "HEADING_5");
const StaticTemplateString kHeadingLabel = STS_INIT(kHeadingLabel, "HEADING_LABEL");
const StaticTemplateString kId = STS_INIT(kId, "ID");
const StaticTemplateString kImage = STS_INIT(kImage, "IMAGE");
const StaticTemplateString kImageCaption = STS_INIT(kImageCaption, "IMAGE_CAPTION");
const StaticTemplateString kInset = STS_INIT(kInset, "INSET");
const StaticTemplateString kItem = STS_INIT(kItem, "ITEM");
const StaticTemplateString kLabel = STS_INIT(kLabel, "LABEL");
const StaticTemplateString kLine = STS_INIT(kLine, "LINE");
const StaticTemplateString kNote = STS_INIT(kNote, "NOTE");
const StaticTemplateString kNotes = STS_INIT(kNotes, "NOTES");
const StaticTemplateString kParagraph = STS_INIT(kParagraph, "PARAGRAPH");
const StaticTemplateString kQuotation = STS_INIT(kQuotation, "QUOTATION");
const StaticTemplateString kReferenceId = STS_INIT(kReferenceId, "REFERENCE_ID");
const StaticTemplateString kTable = STS_INIT(kTable, "TABLE");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");

// As far as a clause is moved in beyond its place in the tree.
constexpr int kDeepestInset = 3;

}  // namespace

BlockView::BlockView(const std::string& statement_id, const content::v1::Content& content,
                     const Addresses& addresses, const PageLanguage& language)
    : statement_id_(statement_id),
      content_(content),
      addresses_(addresses),
      language_(language),
      footnotes_(content) {}

void BlockView::AddBlock(const Block& block, TemplateDictionary& parent) {
  if (block.has_footnote() || block.kind_case() == Block::KIND_NOT_SET) return;
  const bool stands_for_it = IsErasedWhole(block);
  if (block.has_image() && !stands_for_it) return AddImage(block, parent);
  TemplateDictionary* include = parent.AddIncludeDictionary(kBlocks);
  include->SetFilename("block.html");
  const auto section = [&](const StaticTemplateString& name) -> TemplateDictionary& {
    TemplateDictionary* view = include->AddSectionDictionary(name);
    view->SetValue(kId, block.anchor());
    return *view;
  };
  if (stands_for_it) return AddErasedMark(section(kParagraph));
  switch (block.kind_case()) {
    case Block::kParagraph:
      return AddLine(block, block.paragraph().inlines(), section(kParagraph));
    case Block::kHeading:
      return FillHeading(block, *include);
    case Block::kClause:
      return FillClause(block, section(kClause));
    case Block::kBulletList:
      return FillList(block, section(kBulletList));
    case Block::kQuotation:
      return FillQuotation(block.quotation(), section(kQuotation));
    case Block::kTable:
      return FillTable(block.table(), footnotes_, section(kTable));
    case Block::kContact:
      return FillContact(block.contact(), section(kContact));
    case Block::kNotesToEditors:
      return FillNotes(block.notes_to_editors(), section(kNotes));
    default:
      return;
  }
}

void BlockView::AddFootnotes(TemplateDictionary& page) {
  if (footnotes_.notes().empty()) return;
  TemplateDictionary* section = page.AddSectionDictionary(kFootnotes);
  for (const Block* block : footnotes_.notes()) {
    const content::v1::Footnote& footnote = block->footnote();
    TemplateDictionary* note = section->AddSectionDictionary(kNote);
    note->SetValue(kId, block->anchor());
    note->SetValue(kLabel, footnote.label());
    AddText(*block, footnote.inlines(), *note);
    for (const std::string& reference : footnotes_.ReferencesTo(footnote.label())) {
      note->AddSectionDictionary(kBack)->SetValue(kReferenceId, reference);
    }
  }
}

void BlockView::AddBlocks(const BlockList& blocks, TemplateDictionary& parent) {
  for (const Block& block : blocks) AddBlock(block, parent);
}

void BlockView::AddText(const Block& block, const InlineList& inlines, TemplateDictionary& view) {
  block.erased() ? AddErasedMark(view) : AddInlines(inlines, footnotes_, view);
}

void BlockView::AddLine(const Block& block, const InlineList& inlines, TemplateDictionary& view) {
  view.SetValueAndShowSection(kForeignDirection, ForeignDirectionOf(PlainText(inlines), language_.direction),
                              kForeign);
  AddText(block, inlines, view);
}

void BlockView::FillHeading(const Block& block, TemplateDictionary& view) {
  // h1 is the title.
  static const std::array<const StaticTemplateString*, 4> kSections = {&kHeading2, &kHeading3, &kHeading4,
                                                                       &kHeading5};
  const content::v1::Heading& heading = block.heading();
  // Levels that the text leaves out are left out here too: a heading is one below the last higher one.
  while (!headings_above_.empty() && headings_above_.back() >= heading.level()) headings_above_.pop_back();
  const size_t depth = std::min(headings_above_.size(), kSections.size() - 1);
  headings_above_.push_back(heading.level());
  TemplateDictionary* section = view.AddSectionDictionary(*kSections[depth]);
  section->SetValue(kId, block.anchor());
  if (!heading.label().empty()) {
    section->AddSectionDictionary(kHeadingLabel)->SetValue(kLabel, heading.label());
  }
  AddLine(block, heading.inlines(), *section);
}

void BlockView::FillClause(const Block& block, TemplateDictionary& view) {
  const content::v1::Clause& clause = block.clause();
  ++clause_depth_;
  view.SetValue(kLabel, clause.label());
  view.SetIntValue(kInset, std::clamp(clause.depth() - clause_depth_, 0, kDeepestInset));
  AddText(block, clause.inlines(), view);
  AddBlocks(clause.children(), view);
  --clause_depth_;
}

void BlockView::FillList(const Block& block, TemplateDictionary& view) {
  for (const content::v1::ListItem& item : block.bullet_list().items()) {
    TemplateDictionary* item_view = view.AddSectionDictionary(kItem);
    AddText(block, item.inlines(), *item_view);
    AddBlocks(item.children(), *item_view);
  }
}

void BlockView::FillQuotation(const content::v1::Quotation& quotation, TemplateDictionary& view) {
  AddBlocks(quotation.children(), view);
  if (!IsBlank(quotation.attribution())) {
    AddInlines(quotation.attribution(), footnotes_, *view.AddSectionDictionary(kAttribution));
  }
}

void BlockView::FillContact(const content::v1::Contact& contact, TemplateDictionary& view) {
  for (const content::v1::ContactLine& line : contact.lines()) {
    AddInlines(line.inlines(), footnotes_, *view.AddSectionDictionary(kLine));
  }
}

void BlockView::FillNotes(const content::v1::NotesToEditors& notes, TemplateDictionary& view) {
  view.SetValue(kHeading, notes.heading().empty() ? language_.words.at("notes_to_editors") : notes.heading());
  // Their own heading is an h2, as high as any of the text.
  headings_above_ = {0};
  AddBlocks(notes.children(), view);
}

void BlockView::AddImage(const Block& block, TemplateDictionary& parent) {
  const auto& attachments = content_.attachments();
  const auto found = std::find_if(attachments.begin(), attachments.end(), [&](const auto& attachment) {
    return attachment.entry_id() == block.image().attachment();
  });
  if (found == attachments.end() || PreviewPath(statement_id_, *found).empty()) return;
  TemplateDictionary* include = parent.AddIncludeDictionary(kBlocks);
  include->SetFilename("block.html");
  TemplateDictionary* view = include->AddSectionDictionary(kImage);
  view->SetValue(kId, block.anchor());
  AddPicture(statement_id_, *found, kAcrossTheText, addresses_, *view);
  shown_.insert(found->entry_id());
  if (!found->caption().empty()) {
    view->AddSectionDictionary(kImageCaption)->SetValue(kText, found->caption());
  }
}

}  // namespace communique::render

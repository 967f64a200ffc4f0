#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_BLOCK_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_BLOCK_VIEW_H_

#include <set>
#include <string>
#include <vector>

#include "communique/content/v1/statement.pb.h"
#include "render-service/html/addresses.h"
#include "render-service/html/footnote_links.h"
#include "render-service/html/page_language.h"
#include "statement/block_walk.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Lays out the blocks of one content for one page, in reading order: it numbers references to footnotes
// and keeps headings from skipping a level as it goes. For one thread.
class BlockView {
 public:
  // All arguments must outlive this.
  BlockView(const std::string& statement_id, const content::v1::Content& content, const Addresses& addresses,
            const PageLanguage& language);

  // Adds a block, with all below it, to where `parent`'s template says {{>BLOCKS}}. Footnotes are left
  // out: they stand at the end.
  void AddBlock(const content::v1::Block& block, ctemplate::TemplateDictionary& parent);

  // Fills the section FOOTNOTES of `page`, if there are any. After all blocks.
  void AddFootnotes(ctemplate::TemplateDictionary& page);

  // Whether the image of this attachment was shown within the text.
  bool IsShown(const std::string& entry_id) const { return shown_.contains(entry_id); }

 private:
  void AddBlocks(const BlockList& blocks, ctemplate::TemplateDictionary& parent);
  // The own text of a block, or the word that says that it was erased.
  void AddText(const content::v1::Block& block,
               const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines,
               ctemplate::TemplateDictionary& view);
  // A paragraph or heading. One in a script that runs against the page says so.
  void AddLine(const content::v1::Block& block,
               const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines,
               ctemplate::TemplateDictionary& view);
  void FillHeading(const content::v1::Block& block, ctemplate::TemplateDictionary& view);
  void FillClause(const content::v1::Block& block, ctemplate::TemplateDictionary& view);
  void FillList(const content::v1::Block& block, ctemplate::TemplateDictionary& view);
  void FillQuotation(const content::v1::Quotation& quotation, ctemplate::TemplateDictionary& view);
  void FillContact(const content::v1::Contact& contact, ctemplate::TemplateDictionary& view);
  void FillNotes(const content::v1::NotesToEditors& notes, ctemplate::TemplateDictionary& view);
  void AddImage(const content::v1::Block& block, ctemplate::TemplateDictionary& parent);

  const std::string& statement_id_;
  const content::v1::Content& content_;
  const Addresses& addresses_;
  const PageLanguage& language_;
  FootnoteLinks footnotes_;
  std::set<std::string> shown_;
  // Stored levels of the headings that the next one may stand below, each deeper than the one before.
  std::vector<int32_t> headings_above_;
  // Clauses that the current block stands in.
  int clause_depth_ = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_BLOCK_VIEW_H_

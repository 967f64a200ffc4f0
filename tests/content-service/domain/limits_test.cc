// Every size of what authors write is bounded, as the table in docs/api.md says it.

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/change_selector.h"
#include "content-service/domain/command.h"
#include "content-service/domain/filter_terms.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/transaction.h"
#include "content-service/domain/upkeep.h"
#include "statement/paths.h"
#include "tests/testing/commands.h"
#include "tests/testing/limits_table.h"

namespace communique::content {
namespace {

using ::communique::testing::ContentOf;
using ::communique::testing::Limit;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::SignWith;

std::string Text(int64_t bytes) { return std::string(static_cast<size_t>(bytes), 'a'); }

bool Takes(Action action, const std::string& request_id = "") {
  Command command{std::move(action), "alice", request_id, std::string(32, 'h'), "", false};
  return PrepareCommand(command).ok();
}

// A content with one thing in it of a size.
template <typename Fill>
Limit OfContent(std::string what, int64_t bound, Fill fill) {
  return {std::move(what), bound, [fill](int64_t size) {
            CreateStatement create = MakeStatement("a", "A");
            fill(create.content, size);
            return Takes(std::move(create));
          }};
}

v1::Block& Table(v1::Content& content, int64_t rows, int64_t columns) {
  v1::Block& block = *content.add_blocks();
  for (int64_t i = 0; i < rows; ++i) {
    v1::TableRow& row = *block.mutable_table()->add_rows();
    for (int64_t j = 0; j < columns; ++j) row.add_cells();
  }
  return block;
}

void Nest(v1::Block& block, int64_t levels) {
  v1::Clause& clause = *block.mutable_clause();
  clause.set_label("1.");
  if (levels > 1) Nest(*clause.add_children(), levels - 1);
}

std::vector<Limit> LimitsOfContent() {
  return {
      OfContent("title, subtitle, author line, place, written date", 500,
                [](v1::Content& content, int64_t size) {
                  content.set_slug("a");
                  content.set_title(Text(size));
                  content.set_subtitle(Text(size));
                  content.set_author_line(Text(size));
                  content.set_place(Text(size));
                  content.mutable_letter_date()->set_text(Text(size));
                }),
      OfContent("slug", kLongestSlug,
                [](v1::Content& content, int64_t size) { content.set_slug(Text(size)); }),
      OfContent(
          "change note", 2000,
          [](v1::Content& content, int64_t size) { content.mutable_change_note()->set_text(Text(size)); }),
      OfContent("source address, link", 2048,
                [](v1::Content& content, int64_t size) {
                  const std::string scheme = "https://";
                  const std::string uri = scheme + Text(size - static_cast<int64_t>(scheme.size()));
                  content.set_source_uri(uri);
                  content.mutable_blocks(0)->mutable_paragraph()->mutable_inlines(0)->set_link(uri);
                }),
      OfContent("lines of an imported head", 100,
                [](v1::Content& content, int64_t size) {
                  for (int64_t i = 0; i < size; ++i) content.add_source_head()->set_label("Date");
                }),
      OfContent("label of such a line", 500,
                [](v1::Content& content, int64_t size) { content.add_source_head()->set_label(Text(size)); }),
      OfContent("value of such a line", 2000,
                [](v1::Content& content, int64_t size) { content.add_source_head()->set_value(Text(size)); }),
      OfContent("blocks, items of lists and lines of contacts, together", kMostBlocks,
                [](v1::Content& content, int64_t size) {
                  // Two stand there already, the list is one, the contact another.
                  v1::Block& list = *content.add_blocks();
                  list.mutable_bullet_list()->add_items();
                  v1::Block& contact = *content.add_blocks();
                  for (int64_t i = 5; i < size; ++i) contact.mutable_contact()->add_lines();
                }),
      OfContent("levels of blocks", kDeepestBlock,
                [](v1::Content& content, int64_t size) { Nest(*content.add_blocks(), size); }),
      OfContent("runs of text", kMostInlines,
                [](v1::Content& content, int64_t size) {
                  v1::Paragraph& paragraph = *content.add_blocks()->mutable_paragraph();
                  // Two stand there already.
                  for (int64_t i = 2; i < size; ++i) paragraph.add_inlines()->mutable_line_break();
                }),
      OfContent("label of a clause, heading or footnote", 64,
                [](v1::Content& content, int64_t size) {
                  content.mutable_blocks(1)->mutable_clause()->set_label(Text(size));
                  v1::Heading& heading = *content.add_blocks()->mutable_heading();
                  heading.set_level(1);
                  heading.set_label(Text(size));
                  content.add_blocks()->mutable_footnote()->set_label(Text(size));
                  content.mutable_blocks(0)->mutable_paragraph()->add_inlines()->set_footnote_reference(
                      Text(size));
                }),
      OfContent("caption of a table, heading of notes to editors", 500,
                [](v1::Content& content, int64_t size) {
                  Table(content, 1, 1).mutable_table()->set_caption(Text(size));
                  content.add_blocks()->mutable_notes_to_editors()->set_heading(Text(size));
                }),
      OfContent("rows of a table", kMostTableRows,
                [](v1::Content& content, int64_t size) { Table(content, size, 1); }),
      OfContent("cells in a row", kMostTableColumns,
                [](v1::Content& content, int64_t size) { Table(content, 1, size); }),
      OfContent("attachments", kMostAttachments,
                [](v1::Content& content, int64_t size) {
                  for (int64_t i = 0; i < size; ++i) {
                    v1::Attachment& attachment = *content.add_attachments();
                    attachment.set_file_name("a.txt");
                    attachment.set_blob(absl::StrCat("blobs/", std::string(64, 'a')));
                  }
                }),
      OfContent("caption and alternative text of an attachment", 2000,
                [](v1::Content& content, int64_t size) {
                  v1::Attachment& attachment = *content.add_attachments();
                  attachment.set_file_name("a.txt");
                  attachment.set_blob(absl::StrCat("blobs/", std::string(64, 'a')));
                  attachment.set_caption(Text(size));
                  attachment.set_alternative_text(Text(size));
                }),
      OfContent("file name of an attachment", 200,
                [](v1::Content& content, int64_t size) {
                  v1::Attachment& attachment = *content.add_attachments();
                  attachment.set_file_name(Text(size - 4) + ".txt");
                  attachment.set_blob(absl::StrCat("blobs/", std::string(64, 'a')));
                }),
      OfContent("entry id of an attachment", 40,
                [](v1::Content& content, int64_t size) {
                  v1::Attachment& attachment = *content.add_attachments();
                  attachment.set_entry_id(Text(size));
                  attachment.set_file_name("a.txt");
                  attachment.set_blob(absl::StrCat("blobs/", std::string(64, 'a')));
                }),
      {"a content, serialised", kLargestContentBytes,
       [](int64_t size) {
         v1::Content content = ContentOf("A");
         v1::Inline& run = *content.mutable_blocks(0)->mutable_paragraph()->mutable_inlines(0);
         run.set_text(Text(size));
         // Its own length is written in front of it, and of each message around it.
         while (static_cast<int64_t>(content.ByteSizeLong()) > size) run.mutable_text()->pop_back();
         return CheckContentSize(content).ok();
       }},
  };
}

std::vector<Limit> LimitsOfTheRest() {
  return {
      {"id of a statement or group", 63,
       [](int64_t size) {
         CreateStatement create = MakeStatement(Text(size), "A");
         create.group = Text(size);
         return Takes(std::move(create));
       }},
      {"id of a section", 40, [](int64_t size) { return Takes(MakeSection(Text(size))); }},
      {"title of a section", 200,
       [](int64_t size) {
         CreateSection create = MakeSection("a");
         (*create.section.mutable_titles())["en"] = Text(size);
         return Takes(std::move(create));
       }},
      {"names, titles, places and headings of a signatory", 500,
       [](int64_t size) {
         AddSignatories add = SignWith("a", {Text(size)});
         add.signatories[0].set_group_heading(Text(size));
         return Takes(std::move(add));
       }},
      {"signatories in one call", kMostSignatoriesInOneCall,
       [](int64_t size) {
         return Takes(SignWith("a", std::vector<std::string>(static_cast<size_t>(size), "A")));
       }},
      {"reason of a withdrawal, removal or correction", kLargestReasonBytes,
       [](int64_t size) {
         return Takes(WithdrawStatement{{"a", "e"}, Text(size)});
       }},
      {"statements published beside the one that is named", kMostPublishedTogether,
       [](int64_t size) {
         PublishStatement publish;
         for (int64_t i = 0; i <= size; ++i) publish.statements.push_back({absl::StrCat("s", i), "e"});
         return Takes(std::move(publish));
       }},
      {"operations of a Transact", kMostOperations,
       [](int64_t size) {
         Transact transact;
         for (int64_t i = 0; i < size; ++i) {
           transact.operations.emplace_back(MakeStatement(absl::StrCat("s", i), "A"));
         }
         return Takes(std::move(transact));
       }},
      {"paths of an update_mask", kMostMaskPaths,
       [](int64_t size) {
         const std::vector<std::string> mask(static_cast<size_t>(size), "title");
         return Takes(UpdateStatement{"a", "e", ContentOf("A"), mask});
       }},
      {"counts in one RecordViews", kMostViewCountsInOneCall,
       [](int64_t size) {
         RecordViews views;
         for (int64_t i = 0; i < size; ++i) views.counts.push_back({"a", 1});
         return PrepareUpkeep(Upkeep{std::move(views), "alice", "", ""}).ok();
       }},
      {"filter of a list", kLongestFilter,
       [](int64_t size) {
         const std::string begin = "title : \"";
         return SplitFilter(begin + Text(size - static_cast<int64_t>(begin.size()) - 1) + "\"").ok();
       }},
      {"sections, languages and kinds of a change filter, each", 100,
       [](int64_t size) {
         v1::ChangeFilter filter;
         for (int64_t i = 0; i < size; ++i) filter.add_sections(absl::StrCat("sections/a", i));
         return CheckFilter(filter).ok();
       }},
      {"request_id", 64, [](int64_t size) { return Takes(MakeSection("a"), Text(size)); }},
  };
}

TEST(Limits, OfWhatIsWrittenAreThoseOfTheDocumentation) {
  std::vector<Limit> limits = LimitsOfContent();
  for (Limit& limit : LimitsOfTheRest()) limits.push_back(std::move(limit));
  ::communique::testing::ExpectLimitsHold("### Of what is written", limits);
}

}  // namespace
}  // namespace communique::content

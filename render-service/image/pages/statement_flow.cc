#include "render-service/image/pages/statement_flow.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "render-service/image/pages/block_flow.h"
#include "serving/status_macros.h"
#include "statement/erasure.h"
#include "statement/signatory_headings.h"

namespace communique::render {
namespace {

using content::v1::Block;
using content::v1::Content;
using content::v1::Signatory;
using Blocks = google::protobuf::RepeatedPtrField<Block>;

absl::Status AddHead(const Content& content, FlowBuilder& flow) {
  RETURN_IF_ERROR(flow.AddText({{content.title()}}, {.style = TextStyle::kTitle,
                                                     .role = RowRole::kTitle,
                                                     .space_before = 0,
                                                     .keep_with_next = true,
                                                     .outline_level = 1}));
  if (!content.subtitle().empty()) {
    RETURN_IF_ERROR(flow.AddText({{content.subtitle()}},
                                 {.style = TextStyle::kSubtitle, .space_before = 6, .keep_with_next = true}));
  }
  if (!content.author_line().empty()) {
    RETURN_IF_ERROR(
        flow.AddText({{content.author_line(), true}}, {.space_before = 8, .keep_with_next = true}));
  }
  return absl::OkStatus();
}

// A withdrawn statement stands under its notice.
absl::Status AddNotice(const content::v1::Statement& statement, const PageWords& words, FlowBuilder& flow) {
  if (words.notice.empty()) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(flow.AddText({{words.notice, false, true}}, {.role = RowRole::kHeading,
                                                               .space_before = 16,
                                                               .keep_with_next = true,
                                                               .outline_level = 2,
                                                               .rule_above = true}));
  if (!statement.notice().reason().empty()) {
    RETURN_IF_ERROR(flow.AddText({{statement.notice().reason()}}, {.space_before = 4}));
  }
  flow.AddSpace(12);
  return absl::OkStatus();
}

std::string DayText(const content::v1::LetterDate& date) {
  if (!date.text().empty() || !date.has_date()) {
    return date.text();
  }
  std::string text = absl::StrCat(date.date().year());
  for (const int part : {date.date().month(), date.date().day()}) {
    if (part > 0) {
      absl::StrAppend(&text, "-", part < 10 ? "0" : "", part);
    }
  }
  return text;
}

absl::Status AddDateAndPlace(const Content& content, FlowBuilder& flow) {
  double space = 18;
  for (const std::string& line : {DayText(content.letter_date()), content.place()}) {
    if (!line.empty()) {
      // Isolated: a date in Latin letters keeps its order in an Arabic statement.
      RETURN_IF_ERROR(flow.AddText({{absl::StrCat("\u2068", line, "\u2069")}}, {.space_before = space}));
      space = 2;
    }
  }
  return absl::OkStatus();
}

std::vector<TextSpan> SignatorySpans(const Signatory& signatory, const std::string& mark,
                                     const std::string& erased_mark) {
  std::vector<TextSpan> spans;
  const auto add = [&spans](const std::string& text, bool strong) {
    if (!text.empty()) {
      spans.push_back({(spans.empty() ? "" : ", ") + text, false, strong});
    }
  };
  switch (signatory.party_case()) {
    case Signatory::kOrganisation: {
      const content::v1::Organisation& organisation = signatory.organisation();
      add(organisation.abbreviation().empty()
              ? organisation.name()
              : absl::StrCat(organisation.name(), " (", organisation.abbreviation(), ")"),
          true);
      add(organisation.country(), false);
      break;
    }
    case Signatory::kPerson:
      add(signatory.person().name(), true);
      add(signatory.person().title(), false);
      add(signatory.person().affiliation(), false);
      break;
    case Signatory::kState:
      add(signatory.state().name(), true);
      add(signatory.state().represented_by(), false);
      break;
    case Signatory::PARTY_NOT_SET:
      break;
  }
  if (signatory.erased()) {
    spans.push_back({erased_mark});
  }
  if (!mark.empty()) {
    spans.push_back({absl::StrCat(" (", mark, ")"), true});
  }
  return spans;
}

// A few stand one below the other as on a letter; many stand in two columns, read row by row.
absl::Status AddSignatories(const std::vector<Signatory>& signatories, const PageWords& words,
                            const std::string& erased_mark, FlowBuilder& flow) {
  if (signatories.empty()) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(flow.AddText({{words.signatories, false, true}}, {.style = TextStyle::kSmall,
                                                                    .role = RowRole::kHeading,
                                                                    .space_before = 20,
                                                                    .keep_with_next = true,
                                                                    .outline_level = 2}));
  const size_t columns = signatories.size() > 12 ? 2 : 1;
  const BlockSetting setting{.style = columns == 1 ? TextStyle::kBody : TextStyle::kSmall,
                             .role = RowRole::kListItem,
                             .space_before = 3};
  for (const SignatoryGroup& group : GroupByHeading(signatories)) {
    if (!group.heading.empty()) {
      RETURN_IF_ERROR(flow.AddText({{group.heading, true}},
                                   {.style = TextStyle::kSmall, .space_before = 9, .keep_with_next = true}));
    }
    std::vector<std::vector<TextSpan>> cells;
    for (const Signatory* signatory : group.signatories) {
      const auto place = static_cast<size_t>(signatory - signatories.data());
      const bool is_marked = place < words.signatory_marks.size();
      cells.push_back(SignatorySpans(*signatory, is_marked ? words.signatory_marks[place] : "", erased_mark));
      if (cells.size() == columns || signatory == group.signatories.back()) {
        RETURN_IF_ERROR(flow.AddCells(cells, columns, setting));
        cells.clear();
      }
    }
  }
  return absl::OkStatus();
}

absl::Status AddFiles(const Content& content, const PageWords& words, FlowBuilder& flow) {
  if (content.attachments().empty()) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(flow.AddText({{words.attached_files, false, true}}, {.style = TextStyle::kSmall,
                                                                       .role = RowRole::kHeading,
                                                                       .space_before = 20,
                                                                       .keep_with_next = true,
                                                                       .outline_level = 2}));
  for (const content::v1::Attachment& attachment : content.attachments()) {
    std::vector<TextSpan> spans = {{attachment.file_name()}};
    if (!attachment.caption().empty()) {
      spans.push_back({absl::StrCat(" – ", attachment.caption())});
    }
    RETURN_IF_ERROR(
        flow.AddText(spans, {.style = TextStyle::kSmall, .role = RowRole::kListItem, .space_before = 2}));
  }
  return absl::OkStatus();
}

// Notes to editors and footnotes stand at the end, wherever they are in the tree.
template <typename Visit>
absl::Status VisitBlocks(const Blocks& blocks, const Visit& visit) {
  for (const Block& block : blocks) {
    RETURN_IF_ERROR(visit(block));
    RETURN_IF_ERROR(VisitBlocks(block.clause().children(), visit));
    RETURN_IF_ERROR(VisitBlocks(block.quotation().children(), visit));
    RETURN_IF_ERROR(VisitBlocks(block.notes_to_editors().children(), visit));
    for (const content::v1::ListItem& item : block.bullet_list().items()) {
      RETURN_IF_ERROR(VisitBlocks(item.children(), visit));
    }
  }
  return absl::OkStatus();
}

absl::Status AddNotes(const Content& content, const PageWords& words, const BlockContext& context,
                      FlowBuilder& flow) {
  return VisitBlocks(content.blocks(), [&](const Block& block) -> absl::Status {
    if (!block.has_notes_to_editors()) {
      return absl::OkStatus();
    }
    const content::v1::NotesToEditors& notes = block.notes_to_editors();
    RETURN_IF_ERROR(flow.AddText({{notes.heading().empty() ? words.notes_to_editors : notes.heading()}},
                                 {.style = TextStyle::kHeading,
                                  .role = RowRole::kHeading,
                                  .space_before = 22,
                                  .keep_with_next = true,
                                  .outline_level = 2,
                                  .rule_above = true}));
    if (IsErasedWhole(block)) {
      return flow.AddText({{context.erased_mark}}, {});
    }
    return AddBlocks(notes.children(), 0, context, flow);
  });
}

absl::Status AddFootnotes(const Content& content, const BlockContext& context, FlowBuilder& flow) {
  double space = 22;
  return VisitBlocks(content.blocks(), [&](const Block& block) -> absl::Status {
    if (!block.has_footnote()) {
      return absl::OkStatus();
    }
    const bool first = space > 10;
    RETURN_IF_ERROR(flow.AddLabelled(block.footnote().label(), 18,
                                     SpansOf(block, block.footnote().inlines(), context),
                                     {.style = TextStyle::kSmall,
                                      .role = RowRole::kListItem,
                                      .space_before = space,
                                      .rule_above = first}));
    space = 3;
    return absl::OkStatus();
  });
}

}  // namespace

absl::StatusOr<std::vector<Row>> LayStatement(const PublicStatement& statement, const PageWords& words,
                                              const TextLayouter& layouter) {
  FlowBuilder flow(layouter);
  const Content& content = statement.statement.live().content();
  const std::string erased_mark = absl::StrCat("[", words.erased, "]");
  const BlockContext context{content.attachments(), erased_mark};
  RETURN_IF_ERROR(AddHead(content, flow));
  flow.AddSpace(10);
  RETURN_IF_ERROR(AddNotice(statement.statement, words, flow));
  RETURN_IF_ERROR(AddBlocks(content.blocks(), 0, context, flow));
  RETURN_IF_ERROR(AddDateAndPlace(content, flow));
  RETURN_IF_ERROR(AddSignatories(statement.signatories, words, erased_mark, flow));
  RETURN_IF_ERROR(AddFiles(content, words, flow));
  RETURN_IF_ERROR(AddNotes(content, words, context, flow));
  RETURN_IF_ERROR(AddFootnotes(content, context, flow));
  return flow.Take();
}

}  // namespace communique::render

#include "text/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_split.h"
#include "serving/status_macros.h"
#include "text/characters.h"
#include "text/input.h"

namespace communique::text {
namespace {

struct ParserDeleter {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct IteratorDeleter {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

// cmark-gfm gives each row of a table as many cells as its heading has, so that few bytes may ask for very
// many.
constexpr std::size_t kMostCellsOfBars = 1'000'000;

// At least as many as the tables of the text would have: between blank lines, lines times bars of the widest.
std::size_t CellsOfTables(absl::string_view text) {
  std::size_t cells = 0;
  std::size_t rows = 0;
  std::size_t widest = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!HasVisible(line)) {
      cells += rows * widest;
      rows = widest = 0;
      continue;
    }
    ++rows;
    widest = std::max(widest, static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')));
  }
  return cells + rows * widest;
}

}  // namespace

MarkdownTree ParseMarkdown(absl::string_view text) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, ParserDeleter> parser(
      cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8));
  if (CellsOfTables(text) <= kMostCellsOfBars) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return MarkdownTree(cmark_parser_finish(parser.get()));
}

// The extension's node types have numbers that are given at run time, and names.
bool IsTable(cmark_node* node) { return absl::string_view(cmark_node_get_type_string(node)) == "table"; }

bool IsTableHeader(cmark_node* row) {
  return absl::string_view(cmark_node_get_type_string(row)) == "table_header";
}

std::string LiteralText(cmark_node* node) {
  std::string text;
  const std::unique_ptr<cmark_iter, IteratorDeleter> iterator(cmark_iter_new(node));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* here = cmark_iter_get_node(iterator.get());
    if (event != CMARK_EVENT_ENTER) {
      continue;
    }
    const cmark_node_type type = cmark_node_get_type(here);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_PARAGRAPH) {
      text += text.empty() ? "" : " ";
    } else if (type == CMARK_NODE_FOOTNOTE_REFERENCE) {
      text += std::string("[") + cmark_node_get_literal(here) + "]";
    } else if (const char* literal = cmark_node_get_literal(here); literal != nullptr) {
      text += literal;
    }
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

absl::Status CheckReferences(cmark_node* root) {
  const std::unique_ptr<cmark_iter, IteratorDeleter> iterator(cmark_iter_new(root));
  int line = 1;
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* here = cmark_iter_get_node(iterator.get());
    line = std::max(line, cmark_node_get_start_line(here));
    for (const char* text :
         {cmark_node_get_literal(here), cmark_node_get_url(here), cmark_node_get_title(here)}) {
      RETURN_IF_ERROR(CheckCharacters(View(text), line));
    }
  }
  return absl::OkStatus();
}

std::string DecodeEntities(absl::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = text[i] == '&' ? text.substr(0, i + 40).find(';', i) : absl::string_view::npos;
    if (end == absl::string_view::npos) {
      decoded += text[i++];
      continue;
    }
    const absl::string_view entity = text.substr(i, end - i + 1);
    decoded += LiteralText(ParseMarkdown(entity).get());
    i = end + 1;
  }
  return decoded;
}

}  // namespace communique::text

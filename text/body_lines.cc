#include "text/body_lines.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/headings.h"

namespace communique::text {
namespace {

// The label of a footnote at the beginning of a line, and how long the marker is.
struct FootnoteMarker {
  std::string label;
  std::size_t length = 0;
};

// "[12]" at `at`: the text between, or empty.
absl::string_view BracketedNumber(absl::string_view text, std::size_t at) {
  const std::size_t close = text.substr(0, at + 5).find(']', at);
  if (close == absl::string_view::npos || close == at + 1) {
    return "";
  }
  const absl::string_view inside = text.substr(at + 1, close - at - 1);
  return std::all_of(inside.begin(), inside.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); })
             ? inside
             : "";
}

FootnoteMarker ReadFootnoteMarker(absl::string_view text) {
  if (text.empty() || text[0] != '[') {
    return {};
  }
  const absl::string_view label = BracketedNumber(text, 0);
  const absl::string_view rest = label.empty() ? "" : TrimSpace(text.substr(label.size() + 2));
  if (rest.empty()) {
    return {};
  }
  return {std::string(label), text.size() - rest.size()};
}

// "> text", ">text" or "> > text"; bytes of the marker, 0 for none.
std::size_t QuoteMarker(absl::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && (text[length] == '>' || (length > 0 && text[length] == ' '))) {
    ++length;
  }
  return length;
}

// A line with a tab between its columns is a row where another such stands above or below it, directly
// or, alone in its group, as the next group. Lines that only begin with a tab join rows beside them.
void MarkTables(const std::vector<Line>& lines, Body& body) {
  const auto has_columns = [&](std::size_t i) { return !lines[i].blank() && lines[i].has_inner_tab; };
  const auto begins_with_tab = [&](std::size_t i) {
    return !lines[i].blank() && !lines[i].raw.empty() && lines[i].raw[0] == '\t';
  };
  for (std::size_t i = body.begin; i < body.end;) {
    std::size_t end = i;
    std::size_t rows = 0;
    std::size_t last = i;
    std::size_t blanks = 0;
    bool scattered = false;
    for (; end < body.end; ++end) {
      if (has_columns(end)) {
        rows += 1;
        scattered = scattered || blanks > 0;
        last = end;
        blanks = 0;
      } else if (begins_with_tab(end) && blanks == 0) {
        last = end;
      } else if (lines[end].blank() && rows > 0 && blanks == 0 && (rows == 1 || scattered)) {
        ++blanks;
      } else {
        break;
      }
    }
    if (rows >= 2) {
      for (std::size_t row = i; row <= last; ++row) {
        if (!lines[row].blank()) {
          body.lines[row].kind = LineKind::kTable;
        }
      }
    }
    i = std::max(end, i + 1);
  }
}

void Classify(const Line& line, const FootnoteLabels& footnotes, BodyLine& body) {
  if (body.kind == LineKind::kTable) {
    return;
  }
  body.kind = LineKind::kText;
  if (const FootnoteMarker marker = ReadFootnoteMarker(line.text); footnotes.contains(marker.label)) {
    body.kind = LineKind::kFootnote;
    body.footnote = marker.label;
    body.marker = marker.length;
  } else if (const std::size_t bullet = BulletLength(line.text); bullet > 0) {
    body.kind = LineKind::kBullet;
    body.marker = bullet;
  } else if (line.text[0] == '>') {
    body.kind = LineKind::kQuote;
    body.marker = QuoteMarker(line.text);
  } else if (!ReadDate(line.text)) {
    body.label = ScanLabel(line.text);
  }
}

}  // namespace

FootnoteLabels FindFootnotes(const std::vector<Line>& lines) {
  FootnoteLabels defined;
  FootnoteLabels referred;
  for (const Line& line : lines) {
    if (line.blank()) {
      continue;
    }
    const FootnoteMarker marker = ReadFootnoteMarker(line.text);
    if (!marker.label.empty()) {
      defined.insert(marker.label);
    }
    for (std::size_t at = line.text.find('[', marker.length); at != absl::string_view::npos;
         at = line.text.find('[', at + 1)) {
      if (const absl::string_view label = BracketedNumber(line.text, at); !label.empty()) {
        referred.insert(std::string(label));
      }
    }
  }
  FootnoteLabels footnotes;
  for (const std::string& label : defined) {
    if (referred.contains(label)) {
      footnotes.insert(label);
    }
  }
  // A run of notes belongs together, even where one of them is not referred to.
  return footnotes.size() * 2 > defined.size() ? defined : footnotes;
}

Body ClassifyLines(const std::vector<Line>& lines, std::size_t begin, std::size_t end, int wrap_width,
                   const FootnoteLabels& footnotes) {
  Body body;
  body.begin = begin;
  body.end = end;
  body.wrap_width = wrap_width;
  body.lines.resize(lines.size());
  MarkTables(lines, body);
  for (std::size_t i = begin; i < end; ++i) {
    if (!lines[i].blank()) {
      Classify(lines[i], footnotes, body.lines[i]);
      body.lines[i].starts_group = i == begin || lines[i - 1].blank();
    }
  }
  MarkHeadings(lines, body);
  return body;
}

}  // namespace communique::text

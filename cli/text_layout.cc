#include "cli/text_layout.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace communique::cli {
namespace {

// Less room than this is not wrapped into.
constexpr size_t kFewestColumns = 10;
constexpr size_t kGap = 2;
// Where less than this is left for the last column, it goes below the others, if that gains so many columns.
constexpr size_t kNarrowestLast = 24;
constexpr size_t kIndentBelow = 6;
constexpr size_t kWorthwhile = 4;

icu::UnicodeString FromUtf8(absl::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

size_t ColumnsOf(UChar32 character) {
  switch (u_charType(character)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int32_t width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t ColumnsOf(const icu::UnicodeString& text) {
  size_t columns = 0;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) columns += ColumnsOf(text.char32At(i));
  return columns;
}

// Pieces of a line that may not be parted: its script allows a break between them, and it is not within a
// name, a path or an option ("signed-statement.jpg").
std::vector<std::string> PiecesOf(absl::string_view line) {
  const icu::UnicodeString text = FromUtf8(line);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), error));
  if (U_FAILURE(error)) return {std::string(line)};
  breaks->setText(text);
  std::vector<std::string> pieces;
  bool open = false;
  int32_t start = breaks->first();
  for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; start = end, end = breaks->next()) {
    if (!open) pieces.emplace_back();
    text.tempSubStringBetween(start, end).toUTF8String(pieces.back());
    const char last = pieces.back().back();
    open = last == '-' || last == '/';
  }
  return pieces;
}

// One line of the input. What it begins with stands before every line made of it.
void WrapLine(absl::string_view line, size_t width, size_t indent, std::string& result) {
  const size_t own_indent = std::min(line.find_first_not_of(' '), line.size());
  const size_t room = width - indent - std::min(own_indent, width - indent - kFewestColumns);
  size_t column = 0;
  result.append(own_indent, ' ');
  for (const std::string& piece : PiecesOf(line.substr(own_indent))) {
    const size_t visible = DisplayWidth(absl::StripTrailingAsciiWhitespace(piece));
    if (column > 0 && column + visible > room) {
      absl::StripTrailingAsciiWhitespace(&result);
      result += '\n' + std::string(width - room, ' ');
      column = 0;
    }
    result += piece;
    column += DisplayWidth(piece);
  }
}

}  // namespace

size_t DisplayWidth(absl::string_view utf8) { return ColumnsOf(FromUtf8(utf8)); }

std::string Wrap(absl::string_view text, size_t width, size_t indent) {
  std::string result;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!result.empty()) result += '\n' + std::string(line.empty() ? 0 : indent, ' ');
    if (width < indent + kFewestColumns) {
      result.append(line.data(), line.size());
    } else {
      WrapLine(line, width, indent, result);
    }
  }
  return result;
}

std::string FormatFields(const std::vector<std::pair<std::string, std::string>>& fields, size_t width) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& [label, value] : fields) {
    if (!value.empty()) rows.push_back({label + ":", value});
  }
  return FormatTable(rows, width);
}

std::string FormatTable(const std::vector<std::vector<std::string>>& rows, size_t width) {
  std::vector<size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  size_t before_last = 0;
  for (size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + kGap;
  const size_t last = widths.empty() ? 0 : widths.back();
  const bool below = width > 0 && before_last + std::min(last, kNarrowestLast) > width &&
                     before_last > kIndentBelow + kWorthwhile;
  std::string table;
  for (const std::vector<std::string>& row : rows) {
    size_t indent = 0;
    for (size_t i = 0; i + 1 < row.size(); ++i) {
      table += row[i] + std::string(widths[i] - DisplayWidth(row[i]) + kGap, ' ');
      indent += widths[i] + kGap;
    }
    if (below && row.size() > 1) {
      indent = kIndentBelow;
      absl::StripTrailingAsciiWhitespace(&table);
      if (!row.back().empty()) table += "\n" + std::string(indent, ' ');
    }
    table += Wrap(row.back(), width, indent);
    absl::StripTrailingAsciiWhitespace(&table);
    table += '\n';
  }
  return table;
}

}  // namespace communique::cli

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

constexpr size_t kGap = 2;

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

// One line of the input, broken where its script allows.
void WrapLine(absl::string_view line, size_t width, size_t indent, std::string& result) {
  const icu::UnicodeString text = FromUtf8(line);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), error));
  if (U_FAILURE(error)) {
    result.append(line.data(), line.size());
    return;
  }
  breaks->setText(text);
  size_t column = 0;
  int32_t start = breaks->first();
  for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; start = end, end = breaks->next()) {
    std::string piece;
    text.tempSubStringBetween(start, end).toUTF8String(piece);
    const size_t visible = DisplayWidth(absl::StripTrailingAsciiWhitespace(piece));
    if (column > 0 && column + visible > width - indent) {
      absl::StripTrailingAsciiWhitespace(&result);
      result += '\n' + std::string(indent, ' ');
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
    if (width < indent + 10) {
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
  std::string table;
  for (const std::vector<std::string>& row : rows) {
    size_t indent = 0;
    for (size_t i = 0; i + 1 < row.size(); ++i) {
      table += row[i] + std::string(widths[i] - DisplayWidth(row[i]) + kGap, ' ');
      indent += widths[i] + kGap;
    }
    table += Wrap(row.back(), width, indent);
    absl::StripTrailingAsciiWhitespace(&table);
    table += '\n';
  }
  return table;
}

}  // namespace communique::cli

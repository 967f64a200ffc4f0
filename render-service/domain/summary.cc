#include "render-service/domain/summary.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace communique::render {
namespace {

constexpr absl::string_view kEllipsis = "…";

// Reads blocks in order until there is more than enough.
class Reader {
 public:
  void ReadBlocks(const google::protobuf::RepeatedPtrField<content::v1::Block>& blocks) {
    for (const content::v1::Block& block : blocks) {
      if (IsEnough()) return;
      ReadBlock(block);
    }
  }

  std::string Take() {
    absl::StripAsciiWhitespace(&text_);
    return std::move(text_);
  }

 private:
  bool IsEnough() const { return text_.size() > kLongestSummary; }

  void ReadBlock(const content::v1::Block& block) {
    switch (block.kind_case()) {
      case content::v1::Block::kParagraph:
        return ReadInlines(block.paragraph().inlines());
      case content::v1::Block::kClause:
        ReadInlines(block.clause().inlines());
        return ReadBlocks(block.clause().children());
      case content::v1::Block::kBulletList:
        for (const content::v1::ListItem& item : block.bullet_list().items()) {
          ReadInlines(item.inlines());
          ReadBlocks(item.children());
        }
        return;
      case content::v1::Block::kQuotation:
        return ReadBlocks(block.quotation().children());
      default:
        return;
    }
  }

  void ReadInlines(const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines) {
    AddSpace();
    for (const content::v1::Inline& piece : inlines) {
      if (piece.has_line_break()) AddSpace();
      for (const char c : piece.text()) {
        if (absl::ascii_isspace(c)) {
          AddSpace();
        } else {
          text_.push_back(c);
        }
      }
    }
  }

  void AddSpace() {
    if (!text_.empty() && text_.back() != ' ') text_.push_back(' ');
  }

  std::string text_;
};

bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// At the last space of the second half, else at the last whole character.
std::string CutAtWord(absl::string_view text, size_t longest) {
  if (text.size() <= longest) return std::string(text);
  size_t end = longest - kEllipsis.size();
  const size_t space = text.rfind(' ', end);
  if (space != absl::string_view::npos && space >= end / 2) {
    end = space;
  } else {
    while (end > 0 && IsContinuationByte(text[end])) --end;
  }
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(text.substr(0, end)), kEllipsis);
}

}  // namespace

std::string SummaryOf(const content::v1::Content& content) {
  Reader reader;
  reader.ReadBlocks(content.blocks());
  return CutAtWord(reader.Take(), kLongestSummary);
}

}  // namespace communique::render

#include "text/bullets.h"

#include <string>
#include <utility>

#include "text/characters.h"

namespace communique::text {
namespace {

using content::v1::BulletList;
using content::v1::ListItem;

// Deeper ones stand at this level.
constexpr std::size_t kDeepestList = 3;

// One list that is being read.
struct Level {
  int indent = 0;
  BulletList* list = nullptr;
};

class Reader {
 public:
  Reader(const std::vector<Line>& lines, const Body& body, const std::vector<bool>& is_clause,
         const FootnoteLabels& footnotes)
      : lines_(lines), body_(body), is_clause_(is_clause), footnotes_(footnotes) {}

  std::size_t Read(std::size_t line, BulletList& list) {
    bullet_ = FirstCodePoint(lines_[line].text);
    levels_.push_back({lines_[line].indent, &list});
    std::size_t i = line;
    std::size_t end = line;  // behind the last line that belongs here
    while (i < body_.end) {
      if (lines_[i].blank()) {
        ++i;
        continue;
      }
      const bool after_blank = i > end;
      if (is_clause_[i] || body_.lines[i].heading_level > 0) {
        break;
      }
      if (body_.lines[i].kind == LineKind::kBullet) {
        if (!BeginItem(i, after_blank)) {
          break;
        }
      } else if (body_.lines[i].kind != LineKind::kText || !ContinueItem(i, after_blank)) {
        break;
      }
      end = ++i;
    }
    FlushText();
    return end;
  }

 private:
  bool BeginItem(std::size_t i, bool after_blank) {
    const int indent = lines_[i].indent;
    const bool same_bullet = FirstCodePoint(lines_[i].text) == bullet_;
    if (indent < levels_[0].indent && after_blank) {
      return false;
    }
    if (indent <= levels_[0].indent && !same_bullet) {
      return false;
    }
    FlushText();
    while (levels_.size() > 1 && indent < levels_.back().indent) {
      levels_.pop_back();
    }
    if (indent >= levels_.back().indent + 2 && item_ != nullptr && levels_.size() < kDeepestList) {
      ListItem& parent = *levels_.back().list->mutable_items()->rbegin();
      levels_.push_back({indent, parent.add_children()->mutable_bullet_list()});
    }
    item_ = levels_.back().list->add_items();
    text_ = {std::string(lines_[i].text.substr(body_.lines[i].marker))};
    last_ = i;
    return true;
  }

  bool ContinueItem(std::size_t i, bool after_blank) {
    const bool deeper = lines_[i].indent >= levels_.back().indent + 2;
    // What stands further left than the list, below a sentence that has ended, is the text around it.
    if (lines_[i].indent < levels_[0].indent && EndsSentence(lines_[last_].text)) {
      return false;
    }
    if (after_blank) {
      if (!deeper) {
        return false;
      }
      FlushText();
      text_ = {std::string(lines_[i].text)};
      paragraph_ = item_->add_children()->mutable_paragraph();
    } else if (Continues(lines_[last_], lines_[i], body_.wrap_width) && (deeper || body_.wrap_width > 0)) {
      JoinWrapped(lines_[i].text, text_.back());
    } else if (deeper) {
      text_.emplace_back(lines_[i].text);
    } else {
      return false;
    }
    last_ = i;
    return true;
  }

  // Writes the collected text to the item, or to the paragraph below it.
  void FlushText() {
    if (text_.empty()) {
      return;
    }
    AppendLines(text_, footnotes_,
                paragraph_ != nullptr ? *paragraph_->mutable_inlines() : *item_->mutable_inlines());
    text_.clear();
    paragraph_ = nullptr;
  }

  const std::vector<Line>& lines_;
  const Body& body_;
  const std::vector<bool>& is_clause_;
  const FootnoteLabels& footnotes_;
  char32_t bullet_ = 0;
  std::vector<Level> levels_;
  ListItem* item_ = nullptr;
  content::v1::Paragraph* paragraph_ = nullptr;
  std::vector<std::string> text_;
  std::size_t last_ = 0;
};

}  // namespace

std::size_t ReadBulletList(const std::vector<Line>& lines, const Body& body,
                           const std::vector<bool>& is_clause, const FootnoteLabels& footnotes,
                           std::size_t line, BulletList& list) {
  return Reader(lines, body, is_clause, footnotes).Read(line, list);
}

}  // namespace communique::text

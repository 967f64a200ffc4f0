#include "text/pieces.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "text/bullets.h"
#include "text/characters.h"
#include "text/headings.h"
#include "text/tables.h"

namespace communique::text {
namespace {

// Lines wider than this are paragraphs of their own, even without a blank line between.
constexpr int kWidestVerse = 110;

class Cutter {
 public:
  Cutter(const std::vector<Line>& lines, const Body& body, const std::vector<ClauseMark>& clauses,
         const FootnoteLabels& footnotes, FootnoteLabels& seen_footnotes)
      : lines_(lines),
        body_(body),
        clauses_(clauses),
        footnotes_(footnotes),
        seen_footnotes_(seen_footnotes),
        is_clause_(lines.size(), false) {
    for (const ClauseMark& mark : clauses) {
      is_clause_[mark.line] = true;
    }
  }

  std::vector<Piece> Cut() {
    for (i_ = body_.begin; i_ < body_.end;) {
      if (lines_[i_].blank()) {
        ++i_;
        continue;
      }
      CutOne();
    }
    return std::move(pieces_);
  }

 private:
  void CutOne() {
    const BodyLine& line = body_.lines[i_];
    if (IsAttribution()) {
      AppendInlines(lines_[i_++].text, footnotes_,
                    *pieces_.back().block.mutable_quotation()->mutable_attribution());
      return;
    }
    Piece& piece = Add();
    piece.line = i_;
    piece.indent = lines_[i_].indent;
    if (line.heading_level > 0) {
      content::v1::Heading& heading = *piece.block.mutable_heading();
      heading.set_level(line.heading_level);
      AppendInlines(lines_[i_++].text.substr(line.marker), footnotes_, *heading.mutable_inlines());
    } else if (line.kind == LineKind::kTable) {
      i_ = ReadTable(lines_, body_, footnotes_, i_, *piece.block.mutable_table());
    } else if (line.kind == LineKind::kBullet) {
      i_ = ReadBulletList(lines_, body_, is_clause_, footnotes_, i_, *piece.block.mutable_bullet_list());
    } else if (line.kind == LineKind::kFootnote) {
      CutFootnote(piece);
    } else if (line.kind == LineKind::kQuote) {
      CutQuote(piece);
    } else if (is_clause_[i_]) {
      CutClause(piece);
    } else {
      CutText(piece);
    }
  }

  // "— Name" right below a quotation.
  bool IsAttribution() const {
    const char32_t first = FirstCodePoint(lines_[i_].text);
    return (first == U'—' || first == U'–') && !body_.lines[i_].starts_group && !pieces_.empty() &&
           pieces_.back().block.has_quotation() && pieces_.back().block.quotation().attribution().empty();
  }

  Piece& Add() {
    Piece piece;
    const bool in_group = !body_.lines[i_].starts_group && !pieces_.empty();
    piece.attached = in_group && (pieces_.back().clause >= 0 || pieces_.back().attached);
    pieces_.push_back(std::move(piece));
    return pieces_.back();
  }

  // Whether line `i` goes on with the text of the line before it.
  bool GoesOn(std::size_t i) const {
    return i < body_.end && !lines_[i].blank() && body_.lines[i].kind == LineKind::kText && !is_clause_[i] &&
           body_.lines[i].heading_level == 0;
  }

  void CutClause(Piece& piece) {
    while (clauses_[next_clause_].line != i_) {
      ++next_clause_;
    }
    const ClauseMark& mark = clauses_[next_clause_];
    piece.clause = static_cast<int>(next_clause_);
    const bool alone = i_ == body_.begin || lines_[i_ - 1].blank();
    std::string text(lines_[i_].text.substr(mark.rest));
    std::size_t last = i_++;
    while (GoesOn(i_) && !text.empty() && Continues(lines_[last], lines_[i_], body_.wrap_width)) {
      JoinWrapped(lines_[i_].text, text);
      last = i_++;
    }
    piece.ends_with_colon = EndsWithColon(text);
    piece.like_heading = (text.empty() || LooksLikeHeading(text)) && alone &&
                         (i_ >= body_.end || lines_[i_].blank() || GoesOn(i_));
    content::v1::Clause& clause = *piece.block.mutable_clause();
    clause.set_label(mark.label);
    AppendInlines(text, footnotes_, *clause.mutable_inlines());
  }

  void CutText(Piece& piece) {
    std::vector<std::string> text = {std::string(lines_[i_].text)};
    std::size_t last = i_++;
    while (GoesOn(i_)) {
      if (!body_.lines[i_].own_line && Continues(lines_[last], lines_[i_], body_.wrap_width)) {
        JoinWrapped(lines_[i_].text, text.back());
      } else if (DisplayWidth(lines_[last].text) > kWidestVerse ||
                 DisplayWidth(lines_[i_].text) > kWidestVerse) {
        break;
      } else {
        text.emplace_back(lines_[i_].text);
      }
      last = i_++;
    }
    piece.ends_with_colon = EndsWithColon(text.back());
    if (IsAnnouncedQuotation(text)) {
      AppendLines(text, footnotes_,
                  *piece.block.mutable_quotation()->add_children()->mutable_paragraph()->mutable_inlines());
    } else {
      AppendLines(text, footnotes_, *piece.block.mutable_paragraph()->mutable_inlines());
    }
  }

  // A paragraph wholly in quotation marks below one that ends with a colon.
  bool IsAnnouncedQuotation(const std::vector<std::string>& text) const {
    if (pieces_.size() < 2 || !pieces_[pieces_.size() - 2].ends_with_colon || text.size() != 1) {
      return false;
    }
    for (const auto& [open, close] :
         {std::pair<const char*, const char*>{"“", "”"}, {"«", "»"}, {"「", "」"}, {"『", "』"}}) {
      if (absl::StartsWith(text[0], open) && absl::EndsWith(text[0], close)) {
        return text[0].find(close) == text[0].size() - absl::string_view(close).size();
      }
    }
    return false;
  }

  void CutQuote(Piece& piece) {
    content::v1::Quotation& quotation = *piece.block.mutable_quotation();
    std::vector<std::string> text;
    Line above;
    const auto flush = [&] {
      if (!text.empty()) {
        AppendLines(text, footnotes_, *quotation.add_children()->mutable_paragraph()->mutable_inlines());
        text.clear();
      }
    };
    for (; i_ < body_.end && !lines_[i_].blank() && body_.lines[i_].kind == LineKind::kQuote; ++i_) {
      Line inside = lines_[i_];
      inside.text = TrimSpace(inside.text.substr(body_.lines[i_].marker));
      if (inside.text.empty()) {
        flush();
      } else if (!text.empty() && Continues(above, inside, body_.wrap_width)) {
        JoinWrapped(inside.text, text.back());
      } else {
        text.emplace_back(inside.text);
      }
      above = inside;
    }
    flush();
    if (quotation.children().empty()) {
      AppendInlines(lines_[i_ - 1].text, {}, *piece.block.mutable_paragraph()->mutable_inlines());
    }
  }

  void CutFootnote(Piece& piece) {
    const std::string& label = body_.lines[i_].footnote;
    // A second footnote with the same label stays a paragraph, as it stands.
    const bool again = !seen_footnotes_.insert(label).second;
    std::string text(lines_[i_].text.substr(again ? 0 : body_.lines[i_].marker));
    for (++i_; GoesOn(i_); ++i_) {
      JoinWrapped(lines_[i_].text, text);
    }
    if (again) {
      AppendInlines(text, {}, *piece.block.mutable_paragraph()->mutable_inlines());
      return;
    }
    piece.block.mutable_footnote()->set_label(label);
    AppendInlines(text, {}, *piece.block.mutable_footnote()->mutable_inlines());
  }

  const std::vector<Line>& lines_;
  const Body& body_;
  const std::vector<ClauseMark>& clauses_;
  const FootnoteLabels& footnotes_;
  FootnoteLabels& seen_footnotes_;
  std::vector<bool> is_clause_;
  std::vector<Piece> pieces_;
  std::size_t next_clause_ = 0;
  std::size_t i_ = 0;
};

}  // namespace

std::vector<Piece> CutPieces(const std::vector<Line>& lines, const Body& body,
                             const std::vector<ClauseMark>& clauses, const FootnoteLabels& footnotes,
                             FootnoteLabels& seen_footnotes) {
  return Cutter(lines, body, clauses, footnotes, seen_footnotes).Cut();
}

}  // namespace communique::text

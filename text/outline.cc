#include "text/outline.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace communique::text {
namespace {

constexpr int kFree = -1;  // belongs to no clause
constexpr int kClausesThatShowARule = 3;

// What is known of a clause while pieces are handed out. Indices are those of the marks.
struct Owner {
  std::size_t piece = 0;
  int indent = 0;
  bool like_heading = false;
  // Paragraphs, as far left as the label, that it was given.
  int texts = 0;
  // Over the clauses before it in its list.
  int before = 0;
  int fewest_texts_before = 0;
  int most_texts_before = 0;
};

class Outliner {
 public:
  Outliner(std::vector<Piece> pieces, const std::vector<ClauseMark>& clauses)
      : pieces_(std::move(pieces)), clauses_(clauses), owners_(clauses.size()), children_(clauses.size()) {}

  void Build(Blocks& blocks) {
    std::vector<int> next(pieces_.size(), kFree);  // the next clause behind each piece
    for (std::size_t p = pieces_.size(), behind = clauses_.size(); p-- > 0;) {
      next[p] = behind < clauses_.size() ? static_cast<int>(behind) : kFree;
      if (pieces_[p].clause >= 0) {
        behind = static_cast<std::size_t>(pieces_[p].clause);
      }
    }
    for (std::size_t p = 0; p < pieces_.size(); ++p) {
      if (pieces_[p].clause >= 0) {
        EnterClause(p);
      } else {
        // What stands below it can go no deeper again, or the order would change.
        current_ = OwnerOf(p, next[p]);
        children(current_).push_back(p);
      }
    }
    Emit(kFree, 1, blocks);
  }

 private:
  Owner& owner(int clause) { return owners_[static_cast<std::size_t>(clause)]; }
  const ClauseMark& mark(int clause) const { return clauses_[static_cast<std::size_t>(clause)]; }
  std::vector<std::size_t>& children(int clause) {
    return clause == kFree ? free_ : children_[static_cast<std::size_t>(clause)];
  }

  void EnterClause(std::size_t p) {
    current_ = pieces_[p].clause;
    Owner& here = owner(current_);
    here.piece = p;
    here.indent = pieces_[p].indent;
    here.like_heading = pieces_[p].like_heading;
    if (const int previous = mark(current_).previous; previous >= 0) {
      const Owner& last = owner(previous);
      here.before = last.before + 1;
      here.fewest_texts_before =
          last.before == 0 ? last.texts : std::min(last.texts, last.fewest_texts_before);
      here.most_texts_before = std::max(last.texts, last.most_texts_before);
      here.like_heading = here.like_heading && (last.like_heading || last.texts > 0);
    }
    left_gap_ = false;
    children(mark(current_).parent).push_back(p);
  }

  // The owner of piece `p`; `next` is the clause behind it. Never above the clause that `next` stands in, so
  // that the order of the text is kept.
  int OwnerOf(std::size_t p, int next) {
    if (current_ == kFree) {
      return kFree;
    }
    const Piece& piece = pieces_[p];
    const int floor = next == kFree ? kFree : mark(next).parent;
    if (left_gap_) {
      return floor;
    }
    if (piece.block.has_heading() || LeadsIn(p, next)) {
      left_gap_ = true;
      return floor;
    }
    if (piece.attached) {
      return current_;
    }
    if (p > 0 && pieces_[p - 1].ends_with_colon && !piece.block.has_paragraph()) {
      return current_;
    }
    if (piece.indent > 0) {
      for (int clause = current_; clause != floor; clause = mark(clause).parent) {
        if (owner(clause).indent < piece.indent) {
          return clause;
        }
      }
    }
    const int flush = next == kFree ? OwnerAtEnd() : OwnerBefore(next);
    if (flush != kFree && piece.block.has_paragraph()) {
      ++owner(flush).texts;
    }
    return flush;
  }

  bool LeadsIn(std::size_t p, int next) const {
    const Piece& piece = pieces_[p];
    return next != kFree && mark(next).parent != current_ && piece.ends_with_colon &&
           piece.block.has_paragraph() && !piece.attached && p + 1 < pieces_.size() &&
           pieces_[p + 1].clause == next &&
           piece.indent <= owners_[static_cast<std::size_t>(current_)].indent;
  }

  // A headed section takes all that follows, unless those before it all had the same number of paragraphs;
  // another clause takes no more than the fullest before it, where each of them had some.
  bool TakesText(int clause) {
    const Owner& here = owner(clause);
    const bool even = here.before >= kClausesThatShowARule && here.fewest_texts_before > 0 &&
                      here.fewest_texts_before == here.most_texts_before;
    const bool full = here.texts >= here.most_texts_before;
    return here.like_heading ? !(even && full) : here.fewest_texts_before > 0 && !full;
  }

  int OwnerBefore(int next) {
    const int parent = mark(next).parent;
    if (parent == current_ || parent == mark(current_).parent || TakesText(current_)) {
      return current_;
    }
    int clause = current_;
    while (mark(clause).parent != parent) {
      clause = mark(clause).parent;
    }
    return clause;
  }

  int OwnerAtEnd() {
    for (int clause = current_; clause != kFree; clause = mark(clause).parent) {
      if (TakesText(clause)) {
        return clause;
      }
    }
    return kFree;
  }

  void Emit(int clause, int depth, Blocks& blocks) {
    for (const std::size_t p : children(clause)) {
      content::v1::Block& block = *blocks.Add();
      block = std::move(pieces_[p].block);
      if (pieces_[p].clause >= 0) {
        block.mutable_clause()->set_depth(depth);
        Emit(pieces_[p].clause, depth + 1, *block.mutable_clause()->mutable_children());
      }
    }
  }

  std::vector<Piece> pieces_;
  const std::vector<ClauseMark>& clauses_;
  std::vector<Owner> owners_;
  // Pieces in their order: those that stand free, and those of each clause.
  std::vector<std::size_t> free_;
  std::vector<std::vector<std::size_t>> children_;
  // The clause that the next piece may belong to, or one above it.
  int current_ = kFree;
  // Something since the last clause stands where the next one does.
  bool left_gap_ = false;
};

}  // namespace

void BuildOutline(std::vector<Piece> pieces, const std::vector<ClauseMark>& clauses, Blocks& blocks) {
  Outliner(std::move(pieces), clauses).Build(blocks);
}

}  // namespace communique::text

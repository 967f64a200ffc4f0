#ifndef COMMUNIQUE_TEXT_OPEN_LISTS_H_
#define COMMUNIQUE_TEXT_OPEN_LISTS_H_

#include <cstddef>
#include <vector>

#include "text/labels.h"

namespace communique::text {

// A list of clauses that may go on.
struct OpenList {
  LabelForm form;
  // Path of its last label.
  std::vector<int> last;
  // The clause with that label, by its index.
  int clause = -1;
  // Of the line that began it.
  int indent = 0;
};

// The lists that are open at a line of a text, outermost first: each stands in the last clause of the one
// before. What a new clause closes may still be resumed ("Article 4" in the second chapter). A value.
class OpenLists {
 public:
  bool empty() const { return open_.empty(); }
  std::size_t size() const { return open_.size(); }
  const OpenList& operator[](std::size_t level) const { return open_[level]; }
  auto begin() const { return open_.begin(); }
  auto end() const { return open_.end(); }

  // The last ones that were closed, in a bounded number.
  const std::vector<OpenList>& lapsed() const { return lapsed_; }

  // The clause that one at `level` stands in; -1 for none.
  int ParentAt(std::size_t level) const { return level == 0 ? -1 : open_[level - 1].clause; }

  // `list` goes on in place of the one at `level`, or begins anew there; all deeper ones are closed. `level`
  // is at most size().
  void GoOn(std::size_t level, OpenList list);
  void Begin(std::size_t level, OpenList list);

 private:
  void CloseFrom(std::size_t level);

  std::vector<OpenList> open_;
  std::vector<OpenList> lapsed_;
};

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_OPEN_LISTS_H_

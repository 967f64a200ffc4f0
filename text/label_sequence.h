#ifndef COMMUNIQUE_TEXT_LABEL_SEQUENCE_H_
#define COMMUNIQUE_TEXT_LABEL_SEQUENCE_H_

#include <cstddef>
#include <vector>

#include "text/body_lines.h"

namespace communique::text {

// Questions about the order of labels. A "successor" is the label that a list expects next.

bool IsSuccessor(const LabelReading& reading, const LabelForm& form, const std::vector<int>& last);
bool HasPrefix(const std::vector<int>& path, const std::vector<int>& prefix);

// All labels of a body in order, to look ahead in. Looks at a bounded number of them.
class LabelSequence {
 public:
  // `body` must outlive this.
  explicit LabelSequence(const Body& body);

  // How many labels follow one another right from `line` on, which has `reading`: 0 where no successor of
  // it comes before its form begins anew.
  int CountSuccessors(std::size_t line, const LabelReading& reading, int enough) const;

  // Whether a list whose last label is `last` goes on behind `line`, where a new list begins with
  // `inner`: labels of the inner list are its own.
  bool GoesOnBehind(std::size_t line, const LabelReading& inner, const LabelForm& form,
                    const std::vector<int>& last) const;

 private:
  std::size_t PlaceBehind(std::size_t line) const;

  const Body& body_;
  std::vector<std::size_t> lines_;
};

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_LABEL_SEQUENCE_H_

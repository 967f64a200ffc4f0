#ifndef COMMUNIQUE_TEXT_WORD_LABELS_H_
#define COMMUNIQUE_TEXT_WORD_LABELS_H_

#include <cstddef>
#include <optional>
#include <string>

namespace communique::text {

// Labels with a word: "Article 3", "Artículo 3", "Pasal 3", "المادة 3", "§ 3", "第三条", "第 3 條", "제 3
// 조".

struct WordLabel {
  // The word, in lower case, so that "Article" and "ARTICLE" are one form; "第条", "제조" for the others.
  std::string word;
  int value = 0;
  // In code points.
  std::size_t length = 0;
};

// What the line begins with, or nothing.
std::optional<WordLabel> ReadWordLabel(const std::u32string& beginning);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_WORD_LABELS_H_

#ifndef COMMUNIQUE_TEXT_LABELS_H_
#define COMMUNIQUE_TEXT_LABELS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace communique::text {

// What a line begins with that may be the label of a clause. Whether it is one depends on the lines
// around it; numbering.h decides.

enum class Numerals {
  kDecimal,  // "5", "5.1"
  kLowerLatin,
  kUpperLatin,
  kLowerRoman,
  kUpperRoman,
  kHan,
  kHangul,
  kArabicLetter,
  kArabicOrdinal,
  kCyrillic,
  kSingleCharacter,  // "①"
  kWord,             // "Article 3", "제 3 조"
};

// Two labels of one list have the same form.
struct LabelForm {
  Numerals numerals = Numerals::kDecimal;
  // "(", ")", "." …, and for words the word itself.
  std::string open;
  std::string close;

  friend bool operator==(const LabelForm&, const LabelForm&) = default;
};

// One way to read a label: "(i)" is the ninth letter or the first Roman number.
struct LabelReading {
  LabelForm form;
  // {5, 1} for "5.1". Never empty.
  std::vector<int> path;
};

struct LabelCandidate {
  // As printed: "5.1.", "(iv)", "제 3 조". At most 64 bytes. Empty where the line begins with no label.
  std::string label;
  std::vector<LabelReading> readings;
  // Where the text behind the label begins.
  std::size_t rest = 0;
  // A form that is hardly ever anything else: "①", "(2)", "제 3 조".
  bool strong = false;
  // The source says by other means that it is a label (an ordered list of Markdown).
  bool sure = false;
};

// `text` is a trimmed line. Takes time that does not depend on its length.
LabelCandidate ScanLabel(absl::string_view text);

// Length of a bullet with the white space behind it ("- ", "• "), 0 where the line begins with none.
std::size_t BulletLength(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_LABELS_H_

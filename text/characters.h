#ifndef COMMUNIQUE_TEXT_CHARACTERS_H_
#define COMMUNIQUE_TEXT_CHARACTERS_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::text {

// Questions about code points and about short pieces of text. All text is valid UTF-8. Pure; nothing
// here depends on a locale.

inline constexpr char32_t kNoCodePoint = 0xFFFFFFFF;

// The code point at `position`, which moves behind it, or kNoCodePoint for bytes that are not UTF-8 (cut off,
// overlong, a surrogate). `position` must be inside the text.
char32_t ReadCodePoint(absl::string_view text, std::size_t& position);
// The same for text that is known to be UTF-8. The code point at `position`, which moves behind it.
// `position` must be inside the text.
char32_t NextCodePoint(absl::string_view text, std::size_t& position);
// 0 for an empty text.
char32_t FirstCodePoint(absl::string_view text);
char32_t LastCodePoint(absl::string_view text);
std::u32string CodePoints(absl::string_view text);
std::string ToUtf8(std::u32string_view code_points);

// White space of any kind: tab, no-break and ideographic spaces too.
bool IsSpace(char32_t c);
// Something that leaves ink.
bool IsVisible(char32_t c);
bool IsLetter(char32_t c);
bool IsLetterOrDigit(char32_t c);
// 0 to 9 for a decimal digit of any script, -1 otherwise.
int DigitValue(char32_t c);
// Scripts that set no space between words: Han and kana, with their punctuation. Not Hangul.
bool IsWrittenWithoutSpaces(char32_t c);

bool HasVisible(absl::string_view text);
bool HasLetterOrDigit(absl::string_view text);
bool StartsWithLowerCase(absl::string_view text);
absl::string_view TrimSpace(absl::string_view text);
// Columns on a terminal: 2 for a wide character, 0 for a combining one.
int DisplayWidth(absl::string_view text);

std::string LowerCase(absl::string_view text);
// Decimal digits of any script as ASCII digits.
std::string WithAsciiDigits(absl::string_view text);
// Without any white space.
std::string WithoutSpace(absl::string_view text);
// Letters and digits alone.
std::string LettersAndDigits(absl::string_view text);

// Ends as a sentence does: ".", "!", "?", "。", "؟", "۔" …, also inside a closing quote or bracket.
bool EndsSentence(absl::string_view text);
// Ends with any punctuation that announces or continues: ":", ",", ";" of any script.
bool EndsOpen(absl::string_view text);
bool EndsWithColon(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_CHARACTERS_H_

#ifndef COMMUNIQUE_TEXT_NUMERALS_H_
#define COMMUNIQUE_TEXT_NUMERALS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace communique::text {

// Values of the ways in which clauses are numbered besides decimal digits; 0 where it is none. Pure.

// "iv" or "IV" (all of one case, canonical form, up to 99).
int RomanValue(absl::string_view text);
// One character that is a number by itself: "①", "⑴", "⒈", "Ⅳ", "ⅳ", "㊀".
int SingleCharacterValue(char32_t c);
// "三", "十二", "二十", up to 99.
int HanValue(std::u32string_view text);
// Place in the order in which a script numbers: a b c, а б в, 가 나 다, أ ب ج; upper and lower case apart.
int LatinLetterValue(char32_t c);
int CyrillicLetterValue(char32_t c);
int HangulSyllableValue(char32_t c);
int ArabicLetterValue(char32_t c);
// "أولا", "ثانيا" … with or without vowel signs.
int ArabicOrdinalValue(absl::string_view word);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_NUMERALS_H_

#include "render-service/image/pages/typography.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "statement/language.h"

namespace communique::render {
namespace {

struct Script {
  const char* language;
  const char* serif;
  const char* sans;
  double size_factor;
  // Factors on the line height that the font asks for, which differs much between scripts.
  double body_lines;
  double title_lines;
};

constexpr Script kLatin = {"", "Noto Serif", "Noto Sans", 1, 1.12, 0.98};

constexpr Script kScripts[] = {
    {"ar", "Noto Naskh Arabic", "Noto Sans Arabic", 1.12, 1.0, 0.95},
    {"fa", "Noto Naskh Arabic", "Noto Sans Arabic", 1.12, 1.0, 0.95},
    {"he", "Noto Serif Hebrew", "Noto Sans Hebrew", 1.05, 1.2, 1.05},
    {"hi", "Noto Serif Devanagari", "Noto Sans Devanagari", 1.05, 1.1, 0.95},
    {"ja", "Noto Serif CJK JP", "Noto Sans CJK JP", 0.96, 1.12, 0.92},
    {"ko", "NanumMyeongjo", "NanumGothic", 1, 1.5, 1.2},
    {"my", "Noto Serif Myanmar", "Noto Sans Myanmar", 1, 1.05, 0.9},
    {"ta", "Noto Serif Tamil", "Noto Sans Tamil", 1, 1.1, 0.92},
    {"th", "Noto Serif Thai", "Noto Sans Thai", 1.05, 1.1, 0.92},
    {"ur", "Noto Nastaliq Urdu", "Noto Nastaliq Urdu", 1, 0.9, 0.8},
    {"zh", "Noto Serif CJK SC", "Noto Sans CJK SC", 0.96, 1.12, 0.92},
    {"zh-Hant", "Noto Serif CJK TC", "Noto Sans CJK TC", 0.96, 1.12, 0.92},
    {"zh-HK", "Noto Serif CJK HK", "Noto Sans CJK HK", 0.96, 1.12, 0.92},
};

// After the language's own: every script that a name or a quotation may bring.
constexpr char kOtherSerif[] =
    "Noto Serif,Noto Naskh Arabic,Noto Serif Hebrew,NanumMyeongjo,Noto Serif CJK JP,Noto Serif Devanagari,"
    "Noto Serif Bengali,Noto Serif Tamil,Noto Serif Telugu,Noto Serif Kannada,Noto Serif Malayalam,"
    "Noto Serif Gujarati,Noto Serif Gurmukhi,Noto Serif Sinhala,Noto Serif Thai,Noto Serif Lao,"
    "Noto Serif Khmer,Noto Serif Myanmar,Noto Serif Tibetan,Noto Serif Ethiopic,Noto Serif Armenian,"
    "Noto Serif Georgian,Noto Sans,Noto Sans Symbols,Noto Sans Symbols2,Noto Sans Math,Noto Color Emoji";
constexpr char kOtherSans[] =
    "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,NanumGothic,Noto Sans CJK JP,Noto Sans Devanagari,"
    "Noto Sans Thai,Noto Sans Myanmar,Noto Serif,Noto Sans Symbols,Noto Sans Symbols2,Noto Color Emoji";

const Script& ScriptOf(absl::string_view language) {
  for (const std::string& tag : LanguageFallbacks(language)) {
    for (const Script& script : kScripts) {
      if (tag == script.language) {
        return script;
      }
    }
  }
  return kLatin;
}

}  // namespace

Typography TypographyOf(absl::string_view language, TextStyle style) {
  const Script& script = ScriptOf(language);
  Typography typography;
  const bool sans = style == TextStyle::kFoot;
  typography.families =
      sans ? absl::StrCat(script.sans, ",", kOtherSans) : absl::StrCat(script.serif, ",", kOtherSerif);
  typography.line_factor = script.body_lines;
  switch (style) {
    case TextStyle::kTitle:
      typography.size = 21;
      typography.bold = true;
      typography.line_factor = script.title_lines;
      break;
    case TextStyle::kSubtitle:
      typography.size = 13;
      typography.line_factor = script.title_lines;
      break;
    case TextStyle::kHeading:
      typography.size = 12.5;
      typography.bold = true;
      typography.line_factor = script.title_lines;
      break;
    case TextStyle::kBody:
      typography.size = 10.8;
      break;
    case TextStyle::kSmall:
      typography.size = 9;
      break;
    case TextStyle::kFoot:
      typography.size = 7;
      typography.line_factor = 1;
      break;
  }
  typography.size *= script.size_factor;
  return typography;
}

bool KeepsWordsWhole(absl::string_view language) {
  return language == "ko" || language.substr(0, 3) == "ko-";
}

}  // namespace communique::render

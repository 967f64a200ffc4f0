#include "statement/accents.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace communique {
namespace {

// Kana with them are other syllables, though Unicode calls them marks of any script.
constexpr UChar32 kVoicedSoundMark = 0x3099;
constexpr UChar32 kSemiVoicedSoundMark = 0x309A;

}  // namespace

bool IsAccent(UChar32 c) {
  if (u_charType(c) != U_NON_SPACING_MARK || c == kVoicedSoundMark || c == kSemiVoicedSoundMark) return false;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &error);
  return script == USCRIPT_INHERITED || script == USCRIPT_HEBREW;
}

}  // namespace communique

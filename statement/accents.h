#ifndef COMMUNIQUE_STATEMENT_ACCENTS_H_
#define COMMUNIQUE_STATEMENT_ACCENTS_H_

#include <unicode/umachine.h>

namespace communique {

// Accents and vowel points, which people leave out when they write. The marks of one script alone are letters
// to its readers in most of them; Hebrew's are points. Pure.
bool IsAccent(UChar32 c);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_ACCENTS_H_

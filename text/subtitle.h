#ifndef COMMUNIQUE_TEXT_SUBTITLE_H_
#define COMMUNIQUE_TEXT_SUBTITLE_H_

#include "text/import.h"

namespace communique::text {

// Makes the heading right below the title the subtitle where it is the only one and so stands above the whole
// text ("Adopted by the assembly of the river communities"), with a finding. The heading of a contact does
// not count; a short one ("Background") stays, and so does any where there is a subtitle already.
void TakeLoneHeading(Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_SUBTITLE_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MERGED_EFFECTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MERGED_EFFECTS_H_

#include "content-service/domain/decide.h"

namespace communique::content {

// Makes of what several operations told what their one commit tells, whose changes show the state after all
// of them: each statement once to the public and once to editors, for the last reason that is its own and not
// that of a sibling; each address once; sections first. One fact a resource. Pure.
void MergeEffects(Decision& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MERGED_EFFECTS_H_

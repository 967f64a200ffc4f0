#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMMON_HISTORY_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMMON_HISTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "communique/stored/v1/journal.pb.h"

namespace communique::content {

// The last commit that two histories of one journal have in common: each history but the first goes on from a
// backup of another. 0 where the journal does not tell. Pure.
uint64_t LastCommonCommit(const std::vector<stored::v1::JournalLine>& lines, const std::string& epoch,
                          const std::string& other);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMMON_HISTORY_H_

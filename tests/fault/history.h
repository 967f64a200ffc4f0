#ifndef COMMUNIQUE_TESTS_FAULT_HISTORY_H_
#define COMMUNIQUE_TESTS_FAULT_HISTORY_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "communique/content/v1/change.pb.h"

namespace communique::testing {

// What one watcher was told, in the order in which it was told.
struct History {
  // The number at the end of the snapshot, or of the cursor, that it began with.
  uint64_t begin = 0;
  std::vector<content::v1::ChangeSet> change_sets;
};

// Everything wrong with it, in words: a number that is missing, stands twice or is out of order; a
// record that does not hash to what it says, or does not hold the hash of the one before it.
std::vector<std::string> FaultsOf(const History& history);

// "statements/{id}" of every statement that it was told to be live.
std::set<std::string> LiveStatements(const History& history);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_HISTORY_H_

#ifndef COMMUNIQUE_TESTS_FAULT_HISTORY_H_
#define COMMUNIQUE_TESTS_FAULT_HISTORY_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "communique/content/v1/change.pb.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/content/v1/view.pb.h"

namespace communique::testing {

// One call of Watch, as its client saw it.
struct WatchCall {
  // What it asked for.
  std::string cursor;
  std::string snapshot_resume_token;
  // What it was told, in the order in which it was told.
  std::vector<content::v1::WatchResponse> told;
};

// What one client was told over all its calls; each call but the first goes on where the one before broke.
struct History {
  content::v1::View view = content::v1::VIEW_PUBLIC;
  content::v1::ChangeFilter filter;
  std::vector<WatchCall> calls;
};

// Everything wrong with it by itself, in words: a number that is missing, stands twice or is out of order,
// also over the end of a call; a commit that is told in part; a record that does not hash to what it says,
// is not of its number or does not hold the hash of the one before it; progress that goes back, or that
// passes by what was not told. With a filter, numbers may be missing.
std::vector<std::string> FaultsOf(const History& history);

// Its change sets, those that came in fragments made whole; a commit whose last fragment is missing is left
// out.
std::vector<content::v1::ChangeSet> WholeChangeSets(const History& history);
// The changes of its snapshot, and the number that the snapshot is of; 0 where it has none.
std::vector<content::v1::Change> SnapshotOf(const History& history);
uint64_t SnapshotNumber(const History& history);
// Everything up to this number was told.
uint64_t ReachedBy(const History& history);

// "statements/{id}" of every statement that it was told to be live.
std::set<std::string> LiveStatements(const History& history);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_HISTORY_H_

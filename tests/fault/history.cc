#include "tests/fault/history.h"

#include "absl/strings/str_cat.h"
#include "statement/digest.h"

namespace communique::testing {

std::vector<std::string> FaultsOf(const History& history) {
  std::vector<std::string> faults;
  uint64_t last = history.begin;
  std::string last_hash;
  for (const content::v1::ChangeSet& change_set : history.change_sets) {
    const std::string here = absl::StrCat("number ", change_set.number(), " after ", last);
    if (change_set.number() == last) {
      faults.push_back(absl::StrCat(here, ": repeated"));
    } else if (change_set.number() < last) {
      faults.push_back(absl::StrCat(here, ": out of order"));
    } else if (change_set.number() > last + 1) {
      faults.push_back(absl::StrCat(here, ": a gap"));
    }
    if (Sha256(change_set.link().record()) != change_set.link().hash()) {
      faults.push_back(absl::StrCat(here, ": the record is not what its hash says"));
    }
    if (!last_hash.empty() && change_set.link().previous_hash() != last_hash) {
      faults.push_back(absl::StrCat(here, ": the chain is broken"));
    }
    last = change_set.number();
    last_hash = change_set.link().hash();
  }
  return faults;
}

std::set<std::string> LiveStatements(const History& history) {
  std::set<std::string> live;
  for (const content::v1::ChangeSet& change_set : history.change_sets) {
    for (const content::v1::Change& change : change_set.changes()) {
      if (change.statement().statement().public_state() == content::v1::PUBLIC_STATE_LIVE) {
        live.insert(change.statement().statement().name());
      }
    }
  }
  return live;
}

}  // namespace communique::testing

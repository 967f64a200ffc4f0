#include "tests/fault/history_beside_log.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "absl/strings/str_cat.h"
#include "communique/stored/v1/record.pb.h"
#include "tests/fault/erasures.h"
#include "tests/fault/filtered_state.h"
#include "tests/testing/fold.h"

namespace communique::testing {
namespace {

using content::v1::ChangeSet;
using State = std::map<std::string, std::string>;

// One name that the two do not have alike.
std::string FirstDifference(const State& told, const State& expected) {
  for (const auto& [name, bytes] : expected) {
    const auto found = told.find(name);
    if (found == told.end()) return absl::StrCat(name, " is missing");
    if (found->second != bytes && !HasErased(name, bytes)) return absl::StrCat(name, " is another");
  }
  for (const auto& [name, bytes] : told) {
    if (!expected.contains(name)) return absl::StrCat(name, " should not be there");
  }
  return "";
}

// The log as far as it was gone through, and what a client with the filter should know by then.
class LogReader {
 public:
  LogReader(const History& log, content::v1::View view, const content::v1::ChangeFilter& filter)
      : sets_(WholeChangeSets(log)), state_(view, filter) {}

  uint64_t head() const { return sets_.empty() ? 0 : sets_.back().number(); }
  // The commit of a number, dense from 1 on; null beyond the end.
  const ChangeSet* Find(uint64_t number) const {
    return number >= 1 && number <= sets_.size() ? &sets_[number - 1] : nullptr;
  }
  const State& StateAt(uint64_t number) {
    for (; at_ < number && at_ < sets_.size(); ++at_) {
      for (const content::v1::Change& change : sets_[at_].changes()) state_.Apply(change);
      is_new_ = true;
    }
    if (is_new_) expected_ = state_.State();
    is_new_ = false;
    return expected_;
  }

 private:
  const std::vector<ChangeSet> sets_;
  FilteredState state_;
  uint64_t at_ = 0;
  bool is_new_ = true;
  State expected_;
};

}  // namespace

std::vector<std::string> FaultsBesideLog(const History& history, const History& log) {
  std::vector<std::string> faults;
  LogReader reader(log, history.view, history.filter);
  Fold fold;
  const auto compare = [&](uint64_t number, const std::string& what) {
    const std::string difference = FirstDifference(fold.State(), reader.StateAt(number));
    if (!difference.empty()) faults.push_back(absl::StrCat(what, " ", number, ": ", difference));
  };
  const bool is_filtered = history.filter.ByteSizeLong() > 0;
  const uint64_t snapshot = SnapshotNumber(history);
  if (snapshot > reader.head()) {
    return {absl::StrCat("the snapshot is of ", snapshot, ", which is not in the log")};
  }
  for (const content::v1::Change& change : SnapshotOf(history)) fold.Apply(change);
  if (snapshot > 0) compare(snapshot, "the snapshot is not the fold of the log up to");
  uint64_t last = snapshot;
  const std::vector<ChangeSet> sets = WholeChangeSets(history);
  const bool knows_all = snapshot > 0 || (!sets.empty() && sets.front().number() == 1);
  for (const ChangeSet& set : sets) {
    const ChangeSet* const logged = reader.Find(set.number());
    if (logged == nullptr) {
      faults.push_back(absl::StrCat("number ", set.number(), " was told and is not in the log"));
      continue;
    }
    if (set.link().hash() != logged->link().hash()) {
      faults.push_back(absl::StrCat("number ", set.number(), " was told and is another in the log"));
    } else if (!is_filtered && !AreAlike(set, *logged)) {
      faults.push_back(absl::StrCat("number ", set.number(), " was told otherwise than it is in the log"));
    }
    // What lies between two that were told changes nothing that the filter lets through.
    if (is_filtered && set.number() > last) compare(set.number() - 1, "kept back or too much up to");
    for (const content::v1::Change& change : set.changes()) fold.Apply(change);
    if (is_filtered) compare(set.number(), "not what the filter lets through at");
    last = std::max(last, set.number());
  }
  if (is_filtered || (knows_all && last == reader.head()))
    compare(reader.head(), "kept back or too much up to");
  return faults;
}

std::vector<std::string> FaultsBetweenViews(const History& public_log, const History& editorial_log) {
  std::vector<std::string> faults;
  const std::vector<ChangeSet> told = WholeChangeSets(public_log);
  uint64_t position = 0;
  for (const ChangeSet& set : WholeChangeSets(editorial_log)) {
    stored::v1::Record record;
    if (!record.ParseFromString(set.link().record())) {
      faults.push_back(absl::StrCat("record ", set.number(), " cannot be read"));
      continue;
    }
    position += record.has_public_effect() ? 1 : 0;
    if (record.public_position() != position) {
      faults.push_back(absl::StrCat("record ", set.number(), " counts ", record.public_position(),
                                    " public commits and not ", position));
    }
    if (!record.has_public_effect()) continue;
    if (position > told.size()) {
      faults.push_back(absl::StrCat("commit ", set.number(), " was not told to the public"));
    } else if (Deterministic(told[position - 1].commit_time()) != Deterministic(set.commit_time())) {
      faults.push_back(absl::StrCat("public commit ", position, " is not commit ", set.number()));
    }
  }
  if (position < told.size()) faults.push_back("the public was told more than was done");
  return faults;
}

}  // namespace communique::testing

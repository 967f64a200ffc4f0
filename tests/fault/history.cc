#include "tests/fault/history.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "communique/stored/v1/record.pb.h"
#include "statement/digest.h"
#include "statement/position.h"

namespace communique::testing {
namespace {

using content::v1::ChangeSet;
using content::v1::WatchResponse;

// The number that a position has in a view.
std::optional<uint64_t> NumberOf(content::v1::View view, const std::string& position) {
  const absl::StatusOr<Position> decoded = DecodePosition(position);
  if (!decoded.ok()) return std::nullopt;
  return view == content::v1::VIEW_EDITORIAL ? decoded->sequence : decoded->public_position;
}

// What a record says of itself.
struct RecordFacts {
  uint64_t number = 0;
  std::string previous_hash;
};
RecordFacts FactsOf(content::v1::View view, const std::string& bytes) {
  if (view == content::v1::VIEW_EDITORIAL) {
    stored::v1::Record record;
    if (!record.ParseFromString(bytes)) return {};
    return {record.sequence(), record.previous_hash()};
  }
  content::v1::PublicRecord record;
  if (!record.ParseFromString(bytes)) return {};
  return {record.number(), record.previous_hash()};
}

// Goes through a history and keeps what is wrong.
class Judge {
 public:
  explicit Judge(const History& history) : history_(history) {}

  std::vector<std::string> Judged() {
    for (const WatchCall& call : history_.calls) {
      Begin(call);
      for (const WatchResponse& response : call.told) Take(response);
    }
    return std::move(faults_);
  }

 private:
  bool is_filtered() const { return history_.filter.ByteSizeLong() > 0; }
  void Fault(const std::string& fault) { faults_.push_back(absl::StrCat("after ", last_, ": ", fault)); }

  void Begin(const WatchCall& call) {
    // What was told in part comes again from its beginning.
    partial_ = 0;
    call_has_begun_ = !call.cursor.empty();
    if (call.cursor.empty()) return;
    const std::optional<uint64_t> number = NumberOf(history_.view, call.cursor);
    if (!number.has_value()) return Fault("a cursor that is no position");
    // The client's own doing, without which the rest could not be judged.
    const bool is_further = *number > last_;
    if (has_begun_ && (is_further ? !is_filtered() : *number < last_)) {
      Fault(absl::StrCat("the client went on at ", *number));
    }
    if (is_further) last_hash_.clear();
    last_ = *number;
    has_begun_ = true;
  }

  void Take(const WatchResponse& response) {
    switch (response.message_case()) {
      case WatchResponse::kSnapshot:
        if (call_has_begun_) Fault("a part of a snapshot among changes");
        return;
      case WatchResponse::kSnapshotEnd:
        if (call_has_begun_) Fault("the end of a snapshot among changes");
        has_begun_ = call_has_begun_ = true;
        last_ = response.snapshot_end().number();
        last_hash_.clear();
        if (NumberOf(history_.view, response.snapshot_end().position()) != last_) {
          Fault("the position of the snapshot is not that of its number");
        }
        return;
      case WatchResponse::kChangeSets:
        for (const ChangeSet& set : response.change_sets().change_sets()) Take(set);
        return;
      case WatchResponse::kProgress:
        return Take(response.progress());
      case WatchResponse::MESSAGE_NOT_SET:
        return Fault("an empty message");
    }
  }

  void Take(const ChangeSet& set) {
    if (!call_has_begun_) Fault("changes before the end of the snapshot");
    const std::string here = absl::StrCat("number ", set.number());
    if (partial_ != 0 && set.number() != partial_) {
      Fault(absl::StrCat(here, " amid the fragments of ", partial_, ", which is told in part"));
      partial_ = 0;
    }
    if (set.number() == last_) {
      Fault(absl::StrCat(here, ": repeated"));
    } else if (set.number() < last_) {
      Fault(absl::StrCat(here, ": out of order"));
    } else if (set.number() > last_ + 1 && !is_filtered()) {
      Fault(absl::StrCat(here, ": a gap"));
    }
    if (NumberOf(history_.view, set.position()) != set.number()) {
      Fault(absl::StrCat(here, ": its position is another's"));
    }
    if (!set.last_fragment()) {
      partial_ = set.number();
      if (set.has_link()) Fault(absl::StrCat(here, ": a link before the last fragment"));
      return;
    }
    partial_ = 0;
    TakeLink(set, here);
    last_ = set.number();
  }

  void TakeLink(const ChangeSet& set, const std::string& here) {
    const content::v1::ChainLink& link = set.link();
    if (Sha256(link.record()) != link.hash()) {
      Fault(absl::StrCat(here, ": the record is not what its hash says"));
    }
    const RecordFacts facts = FactsOf(history_.view, link.record());
    if (facts.number != set.number()) Fault(absl::StrCat(here, ": the record is of ", facts.number));
    if (facts.previous_hash != link.previous_hash()) {
      Fault(absl::StrCat(here, ": the record holds another hash than its link"));
    }
    const bool follows = set.number() == last_ + 1;
    const bool is_first = set.number() == 1;
    if (is_first ? facts.previous_hash != std::string(32, '\0')
                 : follows && !last_hash_.empty() && facts.previous_hash != last_hash_) {
      Fault(absl::StrCat(here, ": the chain is broken"));
    }
    last_hash_ = link.hash();
  }

  void Take(const content::v1::Progress& progress) {
    const std::string here = absl::StrCat("progress at ", progress.number());
    if (!call_has_begun_) return Fault(absl::StrCat(here, " before the end of the snapshot"));
    if (progress.number() < last_) Fault(absl::StrCat(here, " goes back"));
    if (NumberOf(history_.view, progress.position()) != progress.number()) {
      Fault(absl::StrCat(here, ": its position is another's"));
    }
    if (NumberOf(history_.view, progress.head()) != progress.number() + progress.lag()) {
      Fault(absl::StrCat(here, ": head and lag do not agree"));
    }
    if (progress.number() <= last_) return;
    if (!is_filtered()) Fault(absl::StrCat(here, " passes by what was not told"));
    last_ = progress.number();
    last_hash_.clear();
  }

  const History& history_;
  std::vector<std::string> faults_;
  // Everything up to here was told.
  uint64_t last_ = 0;
  std::string last_hash_;
  // The commit of which not all fragments have come; 0 for none.
  uint64_t partial_ = 0;
  bool has_begun_ = false;
  bool call_has_begun_ = false;
};

}  // namespace

std::vector<std::string> FaultsOf(const History& history) { return Judge(history).Judged(); }

std::vector<ChangeSet> WholeChangeSets(const History& history) {
  std::vector<ChangeSet> sets;
  for (const WatchCall& call : history.calls) {
    std::optional<ChangeSet> partial;
    for (const WatchResponse& response : call.told) {
      for (ChangeSet set : response.change_sets().change_sets()) {
        if (partial.has_value()) {
          ChangeSet whole = *std::exchange(partial, std::nullopt);
          whole.MergeFrom(set);
          set = std::move(whole);
        }
        if (set.last_fragment()) {
          sets.push_back(std::move(set));
        } else {
          partial = std::move(set);
        }
      }
    }
  }
  return sets;
}

std::vector<content::v1::Change> SnapshotOf(const History& history) {
  std::vector<content::v1::Change> changes;
  for (const WatchCall& call : history.calls) {
    // Begun anew; what an earlier call told of it was of another state.
    if (call.cursor.empty() && call.snapshot_resume_token.empty()) changes.clear();
    for (const WatchResponse& response : call.told) {
      changes.insert(changes.end(), response.snapshot().changes().begin(),
                     response.snapshot().changes().end());
    }
  }
  return changes;
}

uint64_t SnapshotNumber(const History& history) {
  uint64_t number = 0;
  for (const WatchCall& call : history.calls) {
    for (const WatchResponse& response : call.told) {
      if (response.has_snapshot_end()) number = response.snapshot_end().number();
    }
  }
  return number;
}

uint64_t ReachedBy(const History& history) {
  uint64_t number = 0;
  for (const WatchCall& call : history.calls) {
    for (const WatchResponse& response : call.told) {
      number = std::max({number, response.snapshot_end().number(), response.progress().number()});
      for (const ChangeSet& set : response.change_sets().change_sets()) {
        if (set.last_fragment()) number = std::max(number, set.number());
      }
    }
  }
  return number;
}

std::set<std::string> LiveStatements(const History& history) {
  std::set<std::string> live;
  for (const ChangeSet& change_set : WholeChangeSets(history)) {
    for (const content::v1::Change& change : change_set.changes()) {
      if (change.statement().statement().public_state() == content::v1::PUBLIC_STATE_LIVE) {
        live.insert(change.statement().statement().name());
      }
    }
  }
  return live;
}

}  // namespace communique::testing

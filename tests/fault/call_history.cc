#include "tests/fault/call_history.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace communique::testing {
namespace {

using Kind = RecordedCall::Kind;

bool IsRead(const RecordedCall& call) { return call.kind == Kind::kRead || call.kind == Kind::kPastRead; }
bool IsPublic(const RecordedCall& call) { return call.view == content::v1::VIEW_PUBLIC; }
bool IsAnswered(const RecordedCall& call) { return !call.refused && (!IsRead(call) || call.seen.found); }

std::string Words(const RecordedCall& call) {
  return absl::StrCat(IsRead(call) ? "the read of " : "the write of ", call.statement, " from ", call.began,
                      " to ", call.ended);
}

// A statement after one write.
struct State {
  const RecordedCall* write;
  SeenState seen;
};

class CallJudge {
 public:
  explicit CallJudge(const std::vector<RecordedCall>& calls) : calls_(calls) {}

  std::vector<std::string> Judged() {
    ReplayWrites();
    for (const RecordedCall& call : calls_) {
      if (call.refused) {
        JudgeRefusal(call);
      } else if (!IsAnswered(call)) {
        JudgeAbsence(call);
      } else if (IsRead(call)) {
        JudgeRead(call);
      }
    }
    SweepTime();
    return std::move(faults_);
  }

 private:
  void Fault(const RecordedCall& call, const std::string& fault) {
    faults_.push_back(absl::StrCat(Words(call), ": ", fault));
  }

  // In the order that their positions say, whenever they came.
  void ReplayWrites() {
    std::map<uint64_t, const RecordedCall*> writes;
    for (const RecordedCall& call : calls_) {
      if (IsRead(call) || call.refused) continue;
      if (!writes.emplace(call.position.sequence, &call).second) {
        Fault(call, absl::StrCat("its position ", call.position.sequence, " is another's"));
      }
    }
    for (const auto& [sequence, write] : writes) Replay(*write);
  }

  void Replay(const RecordedCall& write) {
    std::vector<State>& states = states_[write.statement];
    SeenState next = states.empty() ? SeenState() : states.back().seen;
    if ((write.kind == Kind::kCreate) != states.empty()) Fault(write, "a statement is made once, and first");
    const bool needs_etag = write.kind == Kind::kUpdate || write.kind == Kind::kPublish;
    if (needs_etag && write.etag != next.etag) Fault(write, "it overwrites what its writer had not seen");
    next.found = true;
    if (write.kind == Kind::kSign) {
      next.signatories += write.signatories;
    } else {
      next.etag = write.seen.etag;
      if (write.kind == Kind::kPublish) {
        next.live_title = std::exchange(next.draft_title, "");
      } else {
        next.draft_title = write.title;
      }
      if (write.seen != next) Fault(write, "its answer shows another state than it made");
      if (!etags_.insert(absl::StrCat(write.statement, " ", next.etag)).second) {
        Fault(write, "its etag has stood for another state");
      }
    }
    states.push_back({&write, std::move(next)});
  }

  void JudgeRead(const RecordedCall& read) {
    SeenState expected;
    for (const State& state : states_[read.statement]) {
      const Position& made = state.write->position;
      const bool is_later = IsPublic(read) ? made.public_position > read.position.public_position
                                           : made.sequence > read.position.sequence;
      if (is_later) break;
      expected = state.seen;
    }
    if (IsPublic(read)) {
      expected.found = !expected.live_title.empty();
      expected.etag.clear();
      expected.draft_title.clear();
    }
    if (read.seen != expected) {
      Fault(read, absl::StrCat("shows \"", read.seen.draft_title, "\" \"", read.seen.live_title, "\" ",
                               read.seen.signatories, " and its position has \"", expected.draft_title,
                               "\" \"", expected.live_title, "\" ", expected.signatories,
                               read.seen.etag == expected.etag ? "" : ", under another etag"));
    }
    const bool is_older = IsPublic(read) ? read.position.public_position < read.min_position.public_position
                                         : read.position.sequence < read.min_position.sequence;
    if (is_older) Fault(read, "it is older than was asked for");
    if (read.kind == Kind::kPastRead) JudgePosition(read);
  }

  // The first moment after a write that gave this etag at which it was not the present one any more.
  void JudgeRefusal(const RecordedCall& refused) {
    bool was_present = false;
    for (const State& state : states_[refused.statement]) {
      if (state.seen.etag == refused.etag) {
        was_present = true;
      } else if (was_present) {
        if (state.write->began > refused.ended) Fault(refused, "it was refused although nothing had changed");
        return;
      }
    }
    if (was_present) Fault(refused, "it was refused although nothing has changed");
  }

  // An editor may ask for a position that the public was told, which has no sequence.
  void JudgePosition(const RecordedCall& read) {
    const bool is_another = IsPublic(read) || read.at_position.sequence == 0
                                ? read.position.public_position != read.at_position.public_position
                                : read.position.sequence != read.at_position.sequence;
    if (is_another) Fault(read, "it is of another position than was asked for");
  }

  void JudgePastAbsence(const RecordedCall& read) {
    const Position& asked = read.at_position;
    for (const State& state : states_[read.statement]) {
      const Position& made = state.write->position;
      bool was_there = made.sequence <= asked.sequence;
      if (IsPublic(read)) {
        was_there = made.public_position <= asked.public_position && !state.seen.live_title.empty();
      } else if (asked.sequence == 0) {
        was_there = made.public_position < asked.public_position;
      }
      if (was_there) return Fault(read, "not found at a position where it was there");
    }
  }

  void JudgeAbsence(const RecordedCall& read) {
    if (read.kind == Kind::kPastRead) return JudgePastAbsence(read);
    for (const State& state : states_[read.statement]) {
      const bool is_there = !IsPublic(read) || !state.seen.live_title.empty();
      if (!is_there) continue;
      if (state.write->ended < read.began) Fault(read, "not found although it had been made before");
      return;
    }
  }

  // No answer is older than one that was there before the call began.
  void SweepTime() {
    std::vector<const RecordedCall*> by_beginning;
    for (const RecordedCall& call : calls_) {
      if (IsAnswered(call)) by_beginning.push_back(&call);
    }
    std::vector<const RecordedCall*> by_end = by_beginning;
    std::sort(by_beginning.begin(), by_beginning.end(),
              [](const auto* a, const auto* b) { return a->began < b->began; });
    std::sort(by_end.begin(), by_end.end(), [](const auto* a, const auto* b) { return a->ended < b->ended; });
    Position newest;
    auto ended = by_end.begin();
    for (const RecordedCall* call : by_beginning) {
      for (; ended != by_end.end() && (*ended)->ended < call->began; ++ended) {
        newest.sequence = std::max(newest.sequence, (*ended)->position.sequence);
        newest.public_position = std::max(newest.public_position, (*ended)->position.public_position);
      }
      if (call->kind == Kind::kPastRead) continue;
      const bool is_own = !IsRead(*call);
      const bool is_older =
          call->position.public_position < newest.public_position ||
          (!IsPublic(*call) && call->position.sequence < newest.sequence + (is_own ? 1 : 0));
      if (is_older) Fault(*call, "it is older than what had been answered before it began");
    }
  }

  const std::vector<RecordedCall>& calls_;
  std::map<std::string, std::vector<State>> states_;
  std::set<std::string> etags_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> FaultsOfCalls(const std::vector<RecordedCall>& calls) {
  return CallJudge(calls).Judged();
}

}  // namespace communique::testing

#ifndef COMMUNIQUE_TESTS_FAULT_CALL_HISTORY_H_
#define COMMUNIQUE_TESTS_FAULT_CALL_HISTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "communique/content/v1/view.pb.h"
#include "statement/position.h"

namespace communique::testing {

// What an answer shows of one statement.
struct SeenState {
  bool found = false;
  // Of editors alone, both.
  std::string etag;
  std::string draft_title;
  std::string live_title;
  int64_t signatories = 0;

  friend bool operator==(const SeenState&, const SeenState&) = default;
};

// One call about one statement that came to an end, as its client saw it. A call about several is several of
// these.
struct RecordedCall {
  enum class Kind { kCreate, kUpdate, kPublish, kSign, kRead, kPastRead };

  Kind kind = Kind::kRead;
  content::v1::View view = content::v1::VIEW_EDITORIAL;
  // By a clock of all clients, which no two calls read alike.
  uint64_t began = 0;
  uint64_t ended = 0;
  std::string statement;
  // What it asked with: the title that it wrote, the etag that it had seen, how many signed, the least
  // position that it wanted to see, the position of the past that it wanted to see.
  std::string title;
  std::string etag;
  int64_t signatories = 0;
  Position min_position;
  Position at_position;
  // Its etag was not the present one.
  bool refused = false;
  // Of the answer; not told where it was refused or nothing was found.
  Position position;
  SeenState seen;
};

// Everything, in words, that no history of one state after another could have answered, each call at one
// moment between its beginning and its end. Where the moments are is known, since every answer tells its
// position: so this is a sweep and no search. A read shows the state at its position, which is
// the one asked for where one of the past was, and else not older than any that had been answered before the
// call began, nor than the least one asked for; what was there at a position is found there; a write has one
// of its own, and rests on the state that its writer had seen; a write is refused only where that had
// changed; an etag stands for one state.
std::vector<std::string> FaultsOfCalls(const std::vector<RecordedCall>& calls);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_CALL_HISTORY_H_

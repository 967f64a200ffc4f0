#include "content-service/domain/common_history.h"

#include <algorithm>
#include <limits>
#include <map>

#include "statement/position.h"

namespace communique::content {
namespace {

using stored::v1::JournalLine;

// Of the histories that one goes on from, and of itself: the last commit of each that it has.
std::map<std::string, uint64_t> PastOf(const std::vector<JournalLine>& lines, std::string epoch) {
  std::map<std::string, uint64_t> past;
  uint64_t last = std::numeric_limits<uint64_t>::max();
  // Ends also where lines were put together so that they go round.
  while (past.emplace(epoch, last).second) {
    const auto first = std::find_if(lines.begin(), lines.end(), [&](const JournalLine& line) {
      return line.epoch() == epoch && !line.restored_from().empty();
    });
    if (first == lines.end()) break;
    const auto backup = DecodePosition(first->restored_from());
    if (!backup.ok()) break;
    epoch = backup->epoch;
    last = std::min(last, backup->sequence);
  }
  return past;
}

}  // namespace

uint64_t LastCommonCommit(const std::vector<JournalLine>& lines, const std::string& epoch,
                          const std::string& other) {
  const auto past = PastOf(lines, epoch);
  uint64_t common = 0;
  for (const auto& [shared, last] : PastOf(lines, other)) {
    const auto known = past.find(shared);
    if (known != past.end()) common = std::max(common, std::min(last, known->second));
  }
  return common;
}

}  // namespace communique::content

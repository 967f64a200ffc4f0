#ifndef COMMUNIQUE_TESTS_FAULT_HISTORY_BESIDE_LOG_H_
#define COMMUNIQUE_TESTS_FAULT_HISTORY_BESIDE_LOG_H_

#include <string>
#include <vector>

#include "tests/fault/history.h"

namespace communique::testing {

// Everything wrong with what a client was told, beside the log of the same view as it is in the end, told
// from its first commit on and without a filter. In words: a change that the log does not have, so that it
// was told before it was durable; one that the log has otherwise; a snapshot that is not the fold of the log
// up to its number; something told that the filter leaves out, or kept back that it lets through.
std::vector<std::string> FaultsBesideLog(const History& history, const History& log);

// Both views of one store, from their first commits on: whether the commits with a public effect are those
// that the public was told, in the same order and of the same times.
std::vector<std::string> FaultsBetweenViews(const History& public_log, const History& editorial_log);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_HISTORY_BESIDE_LOG_H_

#ifndef COMMUNIQUE_TESTS_FAULT_LOG_RECORDING_H_
#define COMMUNIQUE_TESTS_FAULT_LOG_RECORDING_H_

#include <cstdint>
#include <random>

#include "content-service/storage/change_log.h"
#include "tests/fault/history.h"

namespace communique::testing {

// The whole log of a view, from its first commit on, as one call that never broke.
History RecordLog(const content::ChangeLog& log, content::v1::View view);

// What a client is told that asks for a snapshot now and breaks off at random moments, with answers of
// random size.
History RecordSnapshot(const content::ChangeLog& log, content::v1::View view,
                       const content::v1::ChangeFilter& filter, std::mt19937& random);
// The same client, which goes on from where it is until it has reached `number`.
void RecordChanges(const content::ChangeLog& log, uint64_t number, std::mt19937& random, History& history);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_LOG_RECORDING_H_

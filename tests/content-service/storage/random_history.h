#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_RANDOM_HISTORY_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_RANDOM_HISTORY_H_

#include <cstdint>

#include "tests/testing/store_under_test.h"

namespace communique::content {

// press, letters, europe below press, and asia below europe.
void MakeSections(testing::StoreUnderTest& store);

// A history with everything that this version can do, the same for the same number. It goes on where the
// one before ended. Erasures change what was before them, so they come only where the test wants them.
enum class Erasures { kNone, kSome };
void WriteHistory(testing::StoreUnderTest& store, uint32_t number, int steps,
                  Erasures erasures = Erasures::kNone);

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_RANDOM_HISTORY_H_

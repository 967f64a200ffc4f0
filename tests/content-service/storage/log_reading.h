#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_LOG_READING_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_LOG_READING_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "content-service/storage/change_log.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {

// Limits on the bytes of one answer.
inline constexpr size_t kSmall = 3000;
inline constexpr size_t kChunk = size_t{64} << 10;
inline constexpr size_t kMany = size_t{10} << 20;

inline std::vector<v1::ChangeSet> ReadAll(const ChangeLog& log, v1::View view,
                                          const v1::ChangeFilter& filter = {}, size_t byte_limit = kChunk,
                                          LogCursor cursor = {}) {
  std::vector<v1::ChangeSet> sets;
  while (true) {
    auto read = log.ReadChangeSets(view, cursor, filter, byte_limit);
    EXPECT_OK(read);
    if (!read.ok()) return sets;
    for (v1::ChangeSet& set : read->change_sets) sets.push_back(std::move(set));
    if (!read->more) return sets;
    EXPECT_FALSE(read->next == cursor) << "no progress";
    cursor = read->next;
  }
}

inline std::vector<v1::SnapshotChunk> ReadRest(SnapshotReader& reader, size_t byte_limit) {
  std::vector<v1::SnapshotChunk> chunks;
  while (!reader.done()) {
    auto chunk = reader.Next(byte_limit);
    EXPECT_OK(chunk);
    if (!chunk.ok()) break;
    chunks.push_back(*std::move(chunk));
  }
  return chunks;
}

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_LOG_READING_H_

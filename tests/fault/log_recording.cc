#include "tests/fault/log_recording.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "statement/position.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {
namespace {

using content::ChangeLog;
using content::LogCursor;
using content::v1::WatchResponse;

constexpr size_t kWholeLog = size_t{1} << 20;

// The next change sets after a cursor, as one answer; empty where there are none.
WatchResponse NextAnswer(const ChangeLog& log, const History& history, LogCursor& cursor, size_t bytes) {
  WatchResponse response;
  const auto read = log.ReadChangeSets(history.view, cursor, history.filter, bytes);
  EXPECT_OK(read);
  if (!read.ok()) return response;
  for (const auto& set : read->change_sets) *response.mutable_change_sets()->add_change_sets() = set;
  cursor = read->next;
  return response;
}

// Reads a snapshot to its end, breaking off now and then.
void ReadSnapshot(const ChangeLog& log, History& history, std::mt19937& random) {
  history.calls.emplace_back();
  auto reader = log.OpenSnapshot(history.view, history.filter);
  ASSERT_OK(reader);
  while (!(*reader)->done()) {
    auto chunk = (*reader)->Next(1 + random() % 20'000);
    ASSERT_OK(chunk);
    WatchResponse response;
    *response.mutable_snapshot() = *std::move(chunk);
    const std::string token = response.snapshot().resume_token();
    history.calls.back().told.push_back(std::move(response));
    if (random() % 4 == 0 && !(*reader)->done()) {
      history.calls.push_back({.snapshot_resume_token = token});
      reader = log.ResumeSnapshot(history.view, history.filter, token);
      ASSERT_OK(reader);
    }
  }
  WatchResponse response;
  response.mutable_snapshot_end()->set_number((*reader)->number());
  response.mutable_snapshot_end()->set_position((*reader)->position());
  history.calls.back().told.push_back(std::move(response));
}

WatchResponse ProgressAt(const ChangeLog& log, content::v1::View view, uint64_t number) {
  WatchResponse response;
  content::v1::Progress& progress = *response.mutable_progress();
  const content::LogHead head = log.Head(view);
  progress.set_number(number);
  progress.set_position(*log.PositionOf(view, number));
  progress.set_head(head.position);
  progress.set_lag(head.number - number);
  return response;
}

}  // namespace

History RecordLog(const ChangeLog& log, content::v1::View view) {
  History history{.view = view};
  const auto position = log.PositionOf(view, 0);
  EXPECT_OK(position);
  if (!position.ok()) return history;
  history.calls.push_back({.cursor = *position});
  LogCursor cursor;
  while (true) {
    WatchResponse response = NextAnswer(log, history, cursor, kWholeLog);
    if (response.change_sets().change_sets().empty()) return history;
    history.calls.back().told.push_back(std::move(response));
  }
}

History RecordSnapshot(const ChangeLog& log, content::v1::View view, const content::v1::ChangeFilter& filter,
                       std::mt19937& random) {
  History history{.view = view, .filter = filter};
  ReadSnapshot(log, history, random);
  return history;
}

void RecordChanges(const ChangeLog& log, uint64_t number, std::mt19937& random, History& history) {
  LogCursor cursor{ReachedBy(history), 0};
  history.calls.push_back({.cursor = *log.PositionOf(history.view, cursor.number)});
  while (cursor.number < number) {
    WatchResponse response = NextAnswer(log, history, cursor, 1 + random() % 10'000);
    if (!response.change_sets().change_sets().empty()) {
      history.calls.back().told.push_back(std::move(response));
    }
    if (random() % 3 == 0 && cursor.told == 0) {
      history.calls.back().told.push_back(ProgressAt(log, history.view, cursor.number));
    }
    if (random() % 5 == 0) {
      // Amid the fragments of a commit, it begins with that commit anew.
      cursor.told = 0;
      history.calls.push_back({.cursor = *log.PositionOf(history.view, cursor.number)});
    }
  }
}

}  // namespace communique::testing

// A real store and its tail: what was erased is told from memory to nobody who asks after it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "content-service/service/live_tail.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using testing::ContentOf;
using testing::MakeSection;
using testing::MakeStatement;
using testing::SignWith;
using testing::StoreUnderTest;

constexpr char kSecret[] = "Xylophena Quarterstaff";

class LiveTailErasure : public ::testing::TestWithParam<v1::View> {
 protected:
  void SetUp() override { ASSERT_OK(store_.Do(MakeSection("press"))); }

  // Everything that whoever has this cursor is told.
  std::string ToldAfter(uint64_t number) {
    std::string told;
    LogCursor cursor{number, 0};
    for (bool more = true; more;) {
      const absl::StatusOr<EncodedRead> read = tail_.Read(cursor, {}, size_t{1} << 20);
      EXPECT_OK(read);
      if (!read.ok()) break;
      for (const grpc::Slice& set : read->change_sets) told.append(set.begin(), set.end());
      more = read->more;
      cursor = read->next;
    }
    return told;
  }
  void ExpectNobodyIsToldTheSecret() {
    const uint64_t head = store_.log().Head(GetParam()).number;
    for (uint64_t cursor = 0; cursor <= head; ++cursor) {
      EXPECT_FALSE(absl::StrContains(ToldAfter(cursor), kSecret)) << "after " << cursor;
    }
  }
  SeenStatement Seen() { return {"a", store_.EtagOf("a")}; }

  StoreUnderTest store_;
  LiveTail tail_{store_.log(), GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Views, LiveTailErasure, ::testing::Values(v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL),
                         [](const auto& view) {
                           return view.param == v1::VIEW_PUBLIC ? "Public" : "Editorial";
                         });

TEST_P(LiveTailErasure, ASignatoryABlockAndAnEditionThatWereToldFromMemoryAreGoneFromIt) {
  ASSERT_OK(store_.Do(MakeStatement("a", kSecret)));
  ASSERT_OK(store_.Do(SignWith("a", {kSecret})));
  ASSERT_OK(store_.Publish("a"));
  v1::Content content = ContentOf("Title");
  content.mutable_blocks(1)->mutable_clause()->mutable_inlines(0)->set_text(kSecret);
  content.mutable_change_note()->set_severity(v1::CHANGE_SEVERITY_MAJOR);
  content.mutable_change_note()->set_text("Another text.");
  ASSERT_OK(store_.Do(UpdateStatement{"a", store_.EtagOf("a"), content, {}}));
  ASSERT_OK(store_.Publish("a"));
  EXPECT_TRUE(absl::StrContains(ToldAfter(0), kSecret));
  EXPECT_TRUE(absl::StrContains(ToldAfter(store_.log().Head(GetParam()).number - 1), kSecret));

  ASSERT_OK(store_.Do(Erase{.statement = Seen(), .signatory = 1}));
  ASSERT_OK(store_.Do(Erase{.statement = Seen(), .block_anchor = "1"}));
  ASSERT_OK(store_.Do(Erase{.statement = Seen(), .revision = 1}));
  ExpectNobodyIsToldTheSecret();
}

TEST_P(LiveTailErasure, HoldsAmongWatchersThatReadAllTheTime) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Publish("a"));
  const auto watch = [&](const std::stop_token& stop) {
    while (!stop.stop_requested()) ToldAfter(0);
  };
  const std::jthread first(watch);
  const std::jthread second(watch);
  for (int64_t row = 1; row <= 30; ++row) {
    ASSERT_OK(store_.Do(SignWith("a", {kSecret})));
    ASSERT_OK(store_.Do(Erase{.statement = Seen(), .signatory = row}));
    EXPECT_FALSE(absl::StrContains(ToldAfter(0), kSecret)) << row;
  }
}

}  // namespace
}  // namespace communique::content

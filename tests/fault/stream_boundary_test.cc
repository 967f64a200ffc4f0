// Where change streams of other stores have lost, repeated or kept back something: the moment at which a
// stream that catches up becomes one that follows, the end of a snapshot, commits that come in fragments,
// what leaves the memory of the newest commits, progress beside changes, a client that comes again, and one
// stream beside others. What clients were told meanwhile is judged as everywhere in these tests.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "statement/position.h"
#include "tests/fault/history_beside_log.h"
#include "tests/fault/soak.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::IsEmpty;
using namespace content::v1;  // NOLINT: the words of the API

class StreamBoundary : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
    ASSERT_OK_AND_ASSIGN(const auto head, Call(*changes_, &Changes::GetHead, GetHeadRequest()));
    epoch_ = head.epoch();
  }

  // What a client asks for, and how it reads.
  struct Client {
    View view = VIEW_EDITORIAL;
    // After this number; nothing for a snapshot.
    std::optional<uint64_t> after;
    std::string language;
    // Goes away and comes again after every so many messages; 0: never.
    int breaks = 0;
  };
  // What it is told until it is told of `until`.
  History Follow(const Client& client, uint64_t until) const {
    History history;
    history.view = client.view;
    if (!client.language.empty()) history.filter.add_languages(client.language);
    std::string cursor = client.after.has_value() ? PositionOf(client.view, *client.after) : "";
    std::string token;
    for (uint64_t reached = 0; reached < until;) {
      WatchRequest request;
      request.set_view(client.view);
      request.set_cursor(cursor);
      request.set_snapshot_resume_token(cursor.empty() ? token : "");
      *request.mutable_filter() = history.filter;
      request.mutable_progress_interval()->set_nanos(100'000'000);
      WatchCall& call = history.calls.emplace_back();
      call.cursor = request.cursor();
      call.snapshot_resume_token = request.snapshot_resume_token();
      grpc::ClientContext context;
      const auto reader = changes_->Watch(&context, request);
      WatchResponse told;
      while (reached < until && reader->Read(&told)) {
        call.told.push_back(told);
        Advance(told, client.view, cursor, token, reached);
        if (client.breaks > 0 && call.told.size() == static_cast<size_t>(client.breaks)) break;
      }
      context.TryCancel();
      if (history.calls.size() > 100'000) {
        ADD_FAILURE() << "it does not get on";
        break;
      }
    }
    return history;
  }
  static void Advance(const WatchResponse& told, View view, std::string& cursor, std::string& token,
                      uint64_t& reached) {
    const auto go_on = [&](const std::string& position) {
      cursor = position;
      const auto decoded = DecodePosition(position);
      reached = view == VIEW_PUBLIC ? decoded->public_position : decoded->sequence;
    };
    if (told.has_snapshot()) token = told.snapshot().resume_token();
    if (told.has_snapshot_end()) go_on(told.snapshot_end().position());
    if (told.has_progress()) go_on(told.progress().position());
    for (const ChangeSet& set : told.change_sets().change_sets()) {
      if (set.last_fragment()) go_on(set.position());
    }
  }
  std::string PositionOf(View view, uint64_t number) const {
    return view == VIEW_PUBLIC ? EncodePosition({epoch_, 0, number}) : EncodePosition({epoch_, number, 0});
  }

  uint64_t Head(View view) const {
    GetHeadRequest request;
    request.set_view(view);
    return Call(*changes_, &Changes::GetHead, request)->number();
  }
  // `commits` writes of so many bytes each, every second one of them public, in English and Korean in turn.
  void Write(const std::string& prefix, int commits, size_t bytes = 10) {
    for (int i = 0; i < commits / 2; ++i) {
      auto request = CreateRequest(absl::StrCat(prefix, i), absl::StrCat("Title ", prefix, " ", i),
                                   i % 2 == 0 ? "en" : "ko");
      Content& content = *request.mutable_statement()->mutable_draft()->mutable_content();
      content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(std::string(bytes, 'x'));
      const auto created = Call(*statements_, &Statements::CreateStatement, request);
      ASSERT_OK(created);
      ASSERT_OK(Publish(created->statement()));
    }
  }
  void Expect(const History& history) {
    if (!logs_.contains(history.view)) {
      logs_[history.view] = Follow({.view = history.view, .after = 0}, Head(history.view));
    }
    EXPECT_THAT(FaultsOf(history), IsEmpty());
    EXPECT_THAT(FaultsBesideLog(history, logs_[history.view]), IsEmpty());
  }
  // Runs them beside the writing of `commits` more, and judges what each was told up to the last of these.
  void FollowBesideWrites(const std::vector<Client>& clients, int commits, size_t bytes = 10) {
    const uint64_t until_editorial = Head(VIEW_EDITORIAL) + static_cast<uint64_t>(commits / 2 * 2);
    const uint64_t until_public = Head(VIEW_PUBLIC) + static_cast<uint64_t>(commits / 2);
    std::vector<History> told(clients.size());
    std::vector<std::thread> threads;
    for (size_t i = 0; i < clients.size(); ++i) {
      threads.emplace_back([&, i] {
        const uint64_t until = clients[i].view == VIEW_PUBLIC ? until_public : until_editorial;
        told[i] = Follow(clients[i], until);
      });
    }
    Write("beside", commits, bytes);
    for (std::thread& thread : threads) thread.join();
    for (const History& history : told) Expect(history);
  }

  std::string epoch_;
  std::map<View, History> logs_;
};

TEST_F(StreamBoundary, FromCatchingUpToFollowingNothingIsDroppedAtAnyOffset) {
  Write("before", 30);
  std::vector<Client> clients;
  for (uint64_t after = 0; after <= Head(VIEW_EDITORIAL); ++after) clients.push_back({.after = after});
  for (uint64_t after = 0; after <= Head(VIEW_PUBLIC); ++after) {
    clients.push_back({.view = VIEW_PUBLIC, .after = after});
  }
  FollowBesideWrites(clients, 20);
}

TEST_F(StreamBoundary, FromTheEndOfASnapshotNothingIsDroppedOrToldTwice) {
  Write("before", 20);
  std::vector<Client> clients;
  clients.reserve(12);
  for (int i = 0; i < 12; ++i) {
    clients.push_back({.view = i % 2 == 0 ? VIEW_PUBLIC : VIEW_EDITORIAL,
                       .language = i % 3 == 0 ? "ko" : "",
                       .breaks = i % 4});
  }
  FollowBesideWrites(clients, 40);
}

TEST_F(StreamBoundary, AClientThatComesAgainIsToldNothingTwice) {
  std::mt19937 random(Seed());
  std::vector<Client> clients;
  clients.reserve(12);
  for (int i = 0; i < 12; ++i) {
    clients.push_back({.view = i % 2 == 0 ? VIEW_PUBLIC : VIEW_EDITORIAL,
                       .after = 0,
                       .language = i % 3 == 0 ? "ko" : "",
                       .breaks = 1 + static_cast<int>(random() % 3)});
  }
  FollowBesideWrites(clients, 60);
}

// The intervals are short and every client has a filter, so most of what they are told is progress.
TEST_F(StreamBoundary, ProgressNeverPassesByAChangeThatIsStillToBeTold) {
  std::vector<Client> clients;
  clients.reserve(8);
  for (int i = 0; i < 8; ++i) {
    clients.push_back(
        {.view = i % 2 == 0 ? VIEW_PUBLIC : VIEW_EDITORIAL, .after = 0, .language = i % 4 < 2 ? "ko" : "ar"});
  }
  FollowBesideWrites(clients, 100);
}

TEST_F(StreamBoundary, ACommitInFragmentsIsWholeWhereverAClientBreaksOff) {
  ASSERT_OK(CreateAndPublish("signed", "Signed"));
  AddSignatoriesRequest sign;
  sign.set_parent("statements/signed");
  sign.set_although_closed(true);
  for (int i = 0; i < 1000; ++i) {
    sign.add_signatories()->mutable_organisation()->set_name(std::string(300, 'n'));
  }
  ASSERT_OK(Call(*statements_, &Statements::AddSignatories, sign));
  const uint64_t at = Head(VIEW_EDITORIAL);
  std::vector<Client> clients = {{.after = at - 1}, {.after = at}, {.after = at - 2}};
  clients.push_back({.view = VIEW_PUBLIC, .after = Head(VIEW_PUBLIC) - 1});
  clients.push_back({});
  // Amid its fragments, so that it comes again from its beginning; then whole.
  WatchRequest request;
  request.set_view(VIEW_EDITORIAL);
  request.set_cursor(PositionOf(VIEW_EDITORIAL, at - 1));
  for (int parts = 1; parts <= 2; ++parts) {
    grpc::ClientContext context;
    const auto reader = changes_->Watch(&context, request);
    WatchResponse told;
    for (int part = 0; part < parts; ++part) ASSERT_TRUE(reader->Read(&told));
    ASSERT_EQ(told.change_sets().change_sets_size(), 1);
    EXPECT_FALSE(told.change_sets().change_sets(0).last_fragment());
    context.TryCancel();
  }
  FollowBesideWrites(clients, 10);
}

// The newest commits are kept in memory for those who follow, four MiB of them.
TEST_F(StreamBoundary, WhatLeavesTheMemoryOfTheNewestCommitsIsToldFromTheLog) {
  Write("before", 4);
  grpc::ClientContext context;
  WatchRequest request;
  request.set_view(VIEW_EDITORIAL);
  request.set_cursor(PositionOf(VIEW_EDITORIAL, 0));
  const auto slow = changes_->Watch(&context, request);
  History history;
  history.view = VIEW_EDITORIAL;
  history.calls.push_back({.cursor = request.cursor()});
  WatchResponse told;
  ASSERT_TRUE(slow->Read(&told));
  history.calls[0].told.push_back(told);
  FollowBesideWrites({{.after = 0}, {.view = VIEW_PUBLIC, .after = 0}, {.after = 2, .breaks = 3}}, 60,
                     200'000);
  while (ReachedBy(history) < Head(VIEW_EDITORIAL)) {
    ASSERT_TRUE(slow->Read(&told));
    history.calls[0].told.push_back(told);
  }
  context.TryCancel();
  Expect(history);
}

TEST_F(StreamBoundary, StreamsThatAreNotReadStarveNoOtherOfTheSameConnection) {
  Write("before", 20, 20'000);
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<grpc::ClientReader<WatchResponse>>> stuck;
  for (int i = 0; i < 60; ++i) {
    WatchRequest request;
    request.set_view(VIEW_EDITORIAL);
    // Half of them catch up with much that is filtered out.
    if (i % 2 == 0) request.set_cursor(PositionOf(VIEW_EDITORIAL, 0));
    if (i % 4 == 0) request.mutable_filter()->add_languages("ar");
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    stuck.push_back(changes_->Watch(contexts.back().get(), request));
  }
  FollowBesideWrites({{.after = 0}, {.view = VIEW_PUBLIC, .after = 0}, {}, {.after = 0, .language = "ko"}},
                     40, 20'000);
  for (const auto& context : contexts) context->TryCancel();
}

TEST_F(StreamBoundary, ACursorOfTheFutureEndsAtOnceAndIsNotWaitedFor) {
  Write("before", 4);
  for (const View view : {VIEW_PUBLIC, VIEW_EDITORIAL}) {
    for (const uint64_t ahead : {uint64_t{1}, uint64_t{5}, uint64_t{1} << 62}) {
      for (const char* language : {"", "ko"}) {
        WatchRequest request;
        request.set_view(view);
        request.set_cursor(PositionOf(view, Head(view) + ahead));
        if (*language != '\0') request.mutable_filter()->add_languages(language);
        grpc::ClientContext context;
        const auto reader = changes_->Watch(&context, request);
        WatchResponse told;
        EXPECT_FALSE(reader->Read(&told)) << told.ShortDebugString();
        EXPECT_THAT(serving::FromGrpcStatus(reader->Finish()),
                    Refused(absl::StatusCode::kFailedPrecondition, "CURSOR_AHEAD", "snapshot"));
      }
    }
  }
}

}  // namespace
}  // namespace communique::testing

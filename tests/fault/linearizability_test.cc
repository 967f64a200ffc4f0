// Writes and reads at once: every answer is that of one history of states, each call at one moment between
// its beginning and its end. The judge is shown faults of each kind, planted in what a real service answered.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fault/call_history.h"
#include "tests/fault/recording_clients.h"
#include "tests/fault/soak.h"
#include "tests/testing/content_service_fixture.h"

namespace communique::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = RecordedCall::Kind;

class Linearizability : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  // What `clients` clients were answered, each over a connection of its own.
  std::vector<RecordedCall> Record(uint32_t seed, int clients, int calls) {
    std::vector<std::shared_ptr<grpc::Channel>> channels;
    for (int i = 0; i < clients; ++i) {
      grpc::ChannelArguments arguments;
      arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
      channels.push_back(grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                                   grpc::InsecureChannelCredentials(), arguments));
    }
    return RecordingClients(seed, 4).Run(channels, calls);
  }
};

TEST_F(Linearizability, EveryAnswerIsThatOfOneHistory) {
  const int rounds = Rounds(1);
  size_t calls = 0;
  size_t refused = 0;
  size_t faults = 0;
  for (int round = 0; round < rounds && faults == 0; ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round, " of seed ", Seed()));
    StopService();
    options_.data_directory = directory_.path() / absl::StrCat("data-", round);
    SetUp();
    const auto recorded = Record(Seed() + static_cast<uint32_t>(round) * 100, 8, 150);
    const std::vector<std::string> found = FaultsOfCalls(recorded);
    EXPECT_THAT(found, IsEmpty());
    faults += found.size();
    calls += recorded.size();
    refused += static_cast<size_t>(
        std::count_if(recorded.begin(), recorded.end(), [](const auto& call) { return call.refused; }));
  }
  EXPECT_GT(refused, 0u) << "nobody was in anybody's way";
  TellFigures("linearizable calls ", calls, ", of them refused ", refused, ", wrong ", faults);
}

// Histories of a real service, in which one thing is changed.
class PlantedInCalls : public Linearizability {
 protected:
  void SetUp() override {
    Linearizability::SetUp();
    calls_ = Record(7, 4, 120);
    ASSERT_THAT(FaultsOfCalls(calls_), IsEmpty());
  }
  // The first call that `is_it` says, in the order in which they ended.
  RecordedCall& Find(const std::function<bool(const RecordedCall&)>& is_it) {
    const auto found = std::find_if(calls_.begin(), calls_.end(), is_it);
    EXPECT_NE(found, calls_.end()) << "the history has no such call";
    return found == calls_.end() ? calls_.front() : *found;
  }
  // The write that changed the etag `write` made; null where none did.
  RecordedCall* NextOf(const RecordedCall& write) {
    const auto found = std::find_if(calls_.begin(), calls_.end(), [&](const RecordedCall& other) {
      return !other.refused && other.statement == write.statement && !other.etag.empty() &&
             other.etag == write.seen.etag;
    });
    return found == calls_.end() ? nullptr : &*found;
  }
  static bool IsEditorialRead(const RecordedCall& call) {
    return call.kind == Kind::kRead && call.seen.found && call.view == content::v1::VIEW_EDITORIAL;
  }
  void ExpectFound(const std::string& fault) {
    EXPECT_THAT(FaultsOfCalls(calls_), Contains(HasSubstr(fault)));
  }

  std::vector<RecordedCall> calls_;
};

TEST_F(PlantedInCalls, AStateOfAnotherPositionIsFound) {
  Find(IsEditorialRead).seen.draft_title = "What it was before";
  ExpectFound("its position has");
}

TEST_F(PlantedInCalls, APublicStateOfAnotherPositionIsFound) {
  Find([](const RecordedCall& call) {
    return call.kind == Kind::kRead && call.seen.found && call.view == content::v1::VIEW_PUBLIC;
  }).seen.signatories += 1;
  ExpectFound("its position has");
}

// Right for its position, and yet too late for it.
TEST_F(PlantedInCalls, AStaleReadIsFound) {
  RecordedCall& read = Find(IsEditorialRead);
  read.began = read.ended = calls_.back().ended + 1;
  ExpectFound("older than what had been answered before it began");
}

TEST_F(PlantedInCalls, AReadOlderThanAskedForIsFound) {
  RecordedCall& read = Find(IsEditorialRead);
  read.min_position = read.position;
  read.min_position.sequence += 1;
  ExpectFound("older than was asked for");
}

TEST_F(PlantedInCalls, ALostUpdateIsFound) {
  RecordedCall& first = Find([&](const RecordedCall& call) {
    return !call.refused && call.kind == Kind::kUpdate && NextOf(call) != nullptr;
  });
  // As if the second had been written over the same state as the first.
  NextOf(first)->etag = first.etag;
  ExpectFound("overwrites what its writer had not seen");
}

TEST_F(PlantedInCalls, WritesInAnotherOrderThanTheyWereAnsweredAreFound) {
  RecordedCall& first =
      Find([&](const RecordedCall& call) { return !call.refused && call.kind == Kind::kCreate; });
  RecordedCall& sign = Find([&](const RecordedCall& call) {
    return !call.refused && call.kind == Kind::kSign && call.began > first.ended;
  });
  std::swap(first.position, sign.position);
  ExpectFound("older than what had been answered before it began");
}

TEST_F(PlantedInCalls, APositionGivenTwiceIsFound) {
  RecordedCall& sign = Find([](const RecordedCall& call) { return call.kind == Kind::kSign; });
  RecordedCall again = sign;
  calls_.push_back(again);
  ExpectFound("is another's");
}

TEST_F(PlantedInCalls, AWriteThatWasAnsweredAndIsNotThereIsFound) {
  Find(IsEditorialRead).seen.found = false;
  RecordedCall& read = Find([](const RecordedCall& call) {
    return call.kind == Kind::kRead && !call.seen.found && call.view == content::v1::VIEW_EDITORIAL;
  });
  read.began = read.ended = calls_.back().ended + 1;
  ExpectFound("not found although it had been made before");
}

TEST_F(PlantedInCalls, AStatementThatWasThereAtAPositionOfThePastAndIsNotFoundThereIsFound) {
  for (const content::v1::View view : {content::v1::VIEW_EDITORIAL, content::v1::VIEW_PUBLIC}) {
    RecordedCall& read = Find([&](const RecordedCall& call) {
      return call.kind == Kind::kPastRead && call.seen.found && call.view == view;
    });
    const RecordedCall as_it_was = read;
    read.seen = {};
    ExpectFound("not found at a position where it was there");
    read = as_it_was;
  }
}

TEST_F(PlantedInCalls, AnAnswerOfAnotherPositionThanTheOneOfThePastThatWasAskedForIsFound) {
  Find([](const RecordedCall& call) {
    return call.kind == Kind::kPastRead && call.seen.found && call.at_position.sequence > 0 &&
           call.view == content::v1::VIEW_EDITORIAL;
  }).at_position.sequence -= 1;
  ExpectFound("it is of another position than was asked for");
}

TEST_F(PlantedInCalls, AnEtagOfTwoStatesIsFound) {
  RecordedCall& first = Find([&](const RecordedCall& call) {
    return !call.refused && call.kind == Kind::kUpdate && NextOf(call) != nullptr;
  });
  NextOf(first)->seen.etag = first.seen.etag;
  ExpectFound("its etag has stood for another state");
}

TEST_F(PlantedInCalls, ARefusalWithoutReasonIsFound) {
  RecordedCall& write = Find([&](const RecordedCall& call) {
    return !call.refused && call.kind == Kind::kUpdate && NextOf(call) != nullptr;
  });
  RecordedCall refused{.kind = Kind::kUpdate, .statement = write.statement, .etag = write.seen.etag};
  refused.refused = true;
  refused.began = refused.ended = NextOf(write)->began;
  --refused.ended;
  --refused.began;
  calls_.push_back(refused);
  ExpectFound("refused although nothing had changed");
}

}  // namespace
}  // namespace communique::testing

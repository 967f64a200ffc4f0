// Nothing that the public can read tells of what is not public, or that there is any of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/content-service/storage/log_reading.h"
#include "tests/testing/commands.h"
#include "tests/testing/fold.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"
#include "tests/testing/temporary_directory.h"

namespace communique::content {
namespace {

using ::communique::testing::Deterministic;
using ::communique::testing::IsOk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Retitle;
using ::communique::testing::SignWith;
using ::communique::testing::StoreUnderTest;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Not;

// Every byte that a store tells the public.
std::vector<std::string> PublicBytes(const StoreUnderTest& store) {
  std::vector<std::string> bytes;
  for (const v1::ChangeSet& set : ReadAll(store.log(), v1::VIEW_PUBLIC)) bytes.push_back(Deterministic(set));
  auto snapshot = store.log().OpenSnapshot(v1::VIEW_PUBLIC, {});
  for (const v1::SnapshotChunk& chunk : ReadRest(**snapshot, kSmall)) bytes.push_back(Deterministic(chunk));
  const LogHead head = store.log().Head(v1::VIEW_PUBLIC);
  bytes.push_back(absl::StrCat(head.number, head.position, head.chain_hash));
  const ReadAt now = store.Now(v1::VIEW_PUBLIC);
  const auto statements = store.store().ListStatements({}, now);
  EXPECT_THAT(statements, IsOk());
  for (const v1::Statement& statement : statements->items) {
    bytes.push_back(Deterministic(statement));
    const std::string id = statement.name().substr(statement.name().find('/') + 1);
    bytes.push_back(Deterministic(*store.store().GetStatement(id, now)));
    const auto signatories = store.store().ListSignatories(id, {}, 1000, now);
    EXPECT_THAT(signatories, IsOk());
    for (const v1::Signatory& signatory : signatories->items) bytes.push_back(Deterministic(signatory));
    for (const v1::EditionSummary& edition : statement.editions()) {
      const auto comparison =
          store.history().Compare(id, {.is_edition = true, .number = 1},
                                  {.is_edition = true, .number = edition.number()}, now, kMany);
      EXPECT_THAT(comparison, IsOk());
      bytes.push_back(Deterministic(*comparison));
    }
  }
  const auto sections = store.store().ListSections("", 100, kMany, now);
  EXPECT_THAT(sections, IsOk());
  for (const v1::Section& section : sections->items) bytes.push_back(Deterministic(section));
  return bytes;
}

// The public work of a day. Before each step `meanwhile` may do what it likes.
template <typename Meanwhile>
void DoPublicWork(StoreUnderTest& store, Meanwhile meanwhile) {
  int step = 0;
  const auto next = [&] {
    store.SetTime(1'700'000'000 + 100 * step);
    meanwhile(step);
    ++step;
    store.SetTime(1'700'000'000 + 100 * step);
    store.SetSeed(static_cast<uint64_t>(step));
  };
  for (const char* id : {"a", "b"}) {
    next();
    ASSERT_OK(
        store.Do(MakeStatement(id, absl::StrCat("Public ", id), id == std::string("a") ? "en" : "ko", "g")));
    next();
    ASSERT_OK(store.Do(SignWith(id, {"Union", "League"})));
    next();
    ASSERT_OK(store.Publish(id));
    next();
    ASSERT_OK(store.Do(SignWith(id, {"Council"})));
  }
  next();
  ASSERT_OK(store.Do(Retitle("a", store.EtagOf("a"), "Another title")));
  next();
  ASSERT_OK(store.Publish("a"));
}

TEST(Embargo, HiddenWorkLeavesNoTraceInAnythingPublic) {
  StoreUnderTest quiet;
  ASSERT_OK(quiet.Do(MakeSection("press")));
  quiet.Close();
  communique::testing::TemporaryDirectory directory;
  std::filesystem::copy(quiet.path(), directory.path() / "busy", std::filesystem::copy_options::recursive);
  quiet.Open();
  StoreUnderTest busy(directory.path() / "busy");
  ASSERT_EQ(quiet.store().Epoch(), busy.store().Epoch());

  DoPublicWork(quiet, [](int) {});
  DoPublicWork(busy, [&](int step) {
    busy.SetSeed(1000 + 100 * static_cast<uint64_t>(step));
    ASSERT_OK(busy.Do(MakeSection(absl::StrCat("hidden-", step))));
    CreateStatement secret = MakeStatement(absl::StrCat("0-secret-", step), absl::StrCat("Secret ", step),
                                           "ar", absl::StrCat("g", step == 1 ? "" : absl::StrCat(step)));
    ASSERT_OK(busy.Do(secret));
    ASSERT_OK(busy.Do(SignWith(secret.id, {"A secret signatory"})));
    ASSERT_OK(busy.Do(Retitle(secret.id, busy.EtagOf(secret.id), "Still secret")));
    if (step > 5 && step < 8) {
      ASSERT_OK(busy.Do(Retitle("a", busy.EtagOf("a"), absl::StrCat("Planned ", step))));
    }
  });
  ASSERT_GT(busy.store().Head().sequence, quiet.store().Head().sequence + 30);
  EXPECT_THAT(PublicBytes(busy), Eq(PublicBytes(quiet)));
  for (const std::string& bytes : PublicBytes(busy)) {
    EXPECT_THAT(bytes, Not(HasSubstr("ecret")));
    EXPECT_THAT(bytes, Not(HasSubstr("Planned")));
  }
}

// An import keeps them, and they may name whoever put the page up.
TEST(Embargo, HeadLinesOfAnImportAreInNothingPublicAndKeptForEditors) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  CreateStatement create = MakeStatement("a", "One");
  create.content.add_source_head()->set_value("webmaster-hong");
  ASSERT_OK(store.Do(create));
  ASSERT_OK(store.Publish("a"));
  ASSERT_OK(store.Do(Retitle("a", store.EtagOf("a"), "Two")));
  ASSERT_OK(store.Publish("a"));
  for (const std::string& bytes : PublicBytes(store)) EXPECT_THAT(bytes, Not(HasSubstr("webmaster")));
  ASSERT_OK_AND_ASSIGN(const v1::Statement kept,
                       store.store().GetStatement("a", store.Now(v1::VIEW_EDITORIAL)));
  EXPECT_EQ(kept.live().content().source_head(0).value(), "webmaster-hong");
}

}  // namespace
}  // namespace communique::content

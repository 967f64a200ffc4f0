// Bytes of a store's files are flipped, zeroed and cut off: what is damaged is told, and never read wrong.

#include "tests/fault/damage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "content-service/storage/family_options.h"
#include "content-service/storage/rocks_blob_store.h"
#include "rocksdb/db.h"
#include "statement/errors.h"
#include "tests/fault/random_work.h"
#include "tests/fault/soak.h"
#include "tests/fault/store_contents.h"
#include "tests/testing/store_under_test.h"

namespace communique::testing {
namespace {

using content::Database;
using content::Family;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kFewStatements = 12;
constexpr size_t kBlockCache = size_t{1} << 20;

// A store with tables, files of attachments and two logs that are still needed, closed in good order: all
// that it holds was synced.
class Damage : public ::testing::Test {
 protected:
  void SetUp() override {
    StoreUnderTest store(whole_);
    RandomWork work(Seed(), "s", kFewStatements,
                    {.etag_of = [&](const auto& id) { return store.EtagOf(id); },
                     .etag_of_section = [&](const auto& id) { return store.EtagOfSection(id); },
                     .row_of = [&](const auto& id, int64_t number) { return store.SeenRow(id, number); }});
    for (const content::Action& section : RandomWork::Sections()) ASSERT_OK(store.Do(section));
    DoSome(store, work, 120);
    for (int i = 0; i < 3; ++i) Upload(store, i);
    for (size_t i = 0; i < content::kFamilyCount; ++i) Flush(store, static_cast<Family>(i));
    DoSome(store, work, 60);
    Upload(store, 3);
    Flush(store, Family::kBodies);
    DoSome(store, work, 60);
    before_ = ReadContents(store.database(), kFewStatements, blobs_);
    store.Close();
    ASSERT_THAT(WrongAnswers(before_, Read(Copy())), IsEmpty());
  }

  static void DoSome(StoreUnderTest& store, RandomWork& work, int count) {
    for (int i = 0; i < count; ++i) (void)store.Do(work.Next());
  }
  static void Flush(StoreUnderTest& store, Family family) {
    ASSERT_TRUE(store.database().db()->Flush({}, store.database().family(family)).ok());
  }
  void Upload(StoreUnderTest& store, int number) {
    std::string text;
    while (text.size() < 300'000) absl::StrAppend(&text, "file ", number, " at ", text.size(), "\n");
    content::RocksBlobStore files(store.database().blob_parts(), content::BlobLimits(),
                                  [] { return absl::FromUnixSeconds(1'700'000'000); });
    content::v1::UploadHeader header;
    header.set_sha256(Sha256Hex(text));
    header.set_size_bytes(static_cast<int64_t>(text.size()));
    const auto upload = files.BeginUpload(header, files.TakeTicket());
    ASSERT_OK(upload);
    ASSERT_OK((*upload)->Append(text));
    ASSERT_OK((*upload)->Finish());
    blobs_.push_back(header.sha256());
  }

  absl::StatusOr<std::unique_ptr<Database>> Open(const std::filesystem::path& path) {
    return Database::Open({.directory = path}, absl::UnixEpoch());
  }
  StoreContents Read(const std::filesystem::path& path) {
    const auto opened = Open(path);
    EXPECT_OK(opened);
    return opened.ok() ? ReadContents(**opened, kFewStatements, blobs_) : StoreContents();
  }

  // A copy to be damaged.
  std::filesystem::path Copy() {
    std::filesystem::path copy = directory_.path() / absl::StrCat("copy-", copies_++);
    std::filesystem::copy(whole_, copy);
    return copy;
  }

  // What comes of a damaged store; in `wrong` whatever should never be.
  std::string OutcomeOf(const std::filesystem::path& path, std::vector<std::string>& wrong) {
    const auto opened = Open(path);
    if (!opened.ok()) {
      if (ReasonOf(opened.status()) != "STORE_DAMAGED") wrong.push_back(opened.status().ToString());
      return "refused";
    }
    const StoreContents now = ReadContents(**opened, kFewStatements, blobs_);
    wrong = WrongAnswers(before_, now);
    return AllIsThere(now) ? "recovered" : "told";
  }

  TemporaryDirectory directory_;
  const std::filesystem::path whole_ = directory_.path() / "store";
  std::vector<std::string> blobs_;
  StoreContents before_;
  int copies_ = 0;
};

TEST_F(Damage, IsToldOrDoesNoHarmInEveryFileOfAStore) {
  std::mt19937 random(Seed());
  const int rounds = Rounds(8);
  std::map<std::string, int> outcomes;
  size_t faults = 0;
  for (const std::string& kind : KindsOfFiles()) {
    for (int round = 0; round < rounds; ++round) {
      const std::filesystem::path copy = Copy();
      const std::string damage = DamageOne(copy, kind, random);
      ASSERT_THAT(damage, Not(IsEmpty())) << "no file of kind " << kind;
      std::vector<std::string> wrong;
      ++outcomes[absl::StrCat(kind, " ", OutcomeOf(copy, wrong))];
      EXPECT_THAT(wrong, IsEmpty()) << damage << ", seed " << Seed();
      faults += wrong.size();
      std::filesystem::remove_all(copy);
    }
  }
  TellFigures("damages ", static_cast<size_t>(rounds) * KindsOfFiles().size(), " (",
              absl::StrJoin(outcomes, ", ", absl::PairFormatter(" ")), "), read wrong ", faults);
}

// The check of the log is what finds it: RocksDB alone leaves out what stands behind the damage and goes on.
// So the test above would find out if that check were not made.
TEST_F(Damage, OfTheLogIsReadWrongWhereRocksDbIsLeftToJudgeItAlone) {
  std::mt19937 random(1);
  std::vector<std::string> wrong;
  for (int round = 0; round < 20 && wrong.empty(); ++round) {
    const std::filesystem::path copy = Copy();
    DamageOne(copy, "log", random);
    {
      std::vector<rocksdb::ColumnFamilyHandle*> families;
      rocksdb::DB* db = nullptr;
      const rocksdb::Status opened = rocksdb::DB::Open(content::StoreOptions(), copy,
                                                       content::StoreFamilies(kBlockCache), &families, &db);
      if (!opened.ok()) continue;
      for (rocksdb::ColumnFamilyHandle* family : families) db->DestroyColumnFamilyHandle(family);
      delete db;
    }
    std::filesystem::remove(copy / "DURABLE");
    (void)OutcomeOf(copy, wrong);
  }
  EXPECT_THAT(wrong, Not(IsEmpty()));
}

TEST_F(Damage, OfOneAnswerIsFoundByTheJudge) {
  StoreContents now = before_;
  const auto answer = now.find("VIEW_PUBLIC: sections");
  ASSERT_NE(answer, now.end());
  answer->second = "something else";
  EXPECT_THAT(WrongAnswers(before_, now), Not(IsEmpty()));
  answer->second = absl::NotFoundError("it seems that there is none");
  EXPECT_THAT(WrongAnswers(before_, now), Not(IsEmpty()));
  now.erase(answer);
  EXPECT_THAT(WrongAnswers(before_, now), Not(IsEmpty()));
}

}  // namespace
}  // namespace communique::testing

#include "tests/fault/power_run.h"

#include <functional>
#include <memory>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "communique/stored/v1/record.pb.h"
#include "content-service/storage/rocks_blob_store.h"
#include "rocksdb/db.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "tests/fault/history_beside_log.h"
#include "tests/fault/log_recording.h"

namespace communique::testing {
namespace {

constexpr int kWriters = 4;
constexpr int kCommandsEach = 60;
constexpr int kStatements = 40;

void Add(std::vector<std::string> more, std::vector<std::string>& faults) {
  faults.insert(faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

content::Command CommandOf(content::Action action, const std::string& request_id) {
  return {std::move(action), "alice", request_id, Sha256(request_id), "", false};
}

absl::Status Upload(const std::string& file, content::BlobStore& files) {
  content::v1::UploadHeader header;
  header.set_sha256(Sha256Hex(file));
  header.set_size_bytes(static_cast<int64_t>(file.size()));
  ASSIGN_OR_RETURN(const auto upload, files.BeginUpload(header, files.TakeTicket()));
  RETURN_IF_ERROR(upload->Append(file));
  return upload->Finish().status();
}

// What is wrong with a file that a text lists.
std::string LookAtFile(const content::v1::Attachment& attachment, content::BlobStore& files) {
  const std::string sha256(IdOf(attachment.blob()));
  const auto blob = files.Find(sha256);
  if (!blob.ok() || !blob->has_value()) return absl::StrCat("listed and not there: ", attachment.blob());
  const auto bytes = files.Read(**blob, 0);
  const bool is_whole = bytes.ok() && Sha256Hex(*bytes) == sha256;
  return is_whole ? "" : absl::StrCat("listed and not whole: ", attachment.blob());
}

}  // namespace

std::vector<std::string> PowerRun::Round(const Conditions& conditions) {
  ++rounds_;
  {
    const auto disk = std::make_shared<PowerFailureDisk>(path_, static_cast<uint32_t>(random_()));
    disk->sync_finds_full = conditions.sync_finds_full;
    {
      absl::MutexLock lock(&mutex_);
      power_is_off_ = false;
      unknown_.clear();
    }
    disk->FailAt(1 + random_() % 800, [this] {
      absl::MutexLock lock(&mutex_);
      power_is_off_ = true;
    });
    StoreUnderTest store(path_, disk);
    disk->log_syncs_lie = conditions.log_syncs_lie;
    if (conditions.sync_fails) disk->FailSyncsAt(1 + random_() % 200);
    Work(store, *disk, conditions.makes_tables);
    disk->Fail();
    store.Close();
    path_ = directory_.path() / absl::StrCat("store-", rounds_);
    disk->WriteSurvivors(path_);
    if (conditions.mark_is_lost) std::filesystem::remove(path_ / "DURABLE");
  }
  if (const auto opened = content::Database::Open({.directory = path_}, absl::UnixEpoch()); !opened.ok()) {
    return {absl::StrCat("the store does not open: ", opened.status().ToString())};
  }
  StoreUnderTest store(path_);
  std::vector<std::string> faults = LookAtLog(store);
  Add(LookAtFiles(store), faults);
  Add(LookAtRequests(store), faults);
  return faults;
}

void PowerRun::Work(StoreUnderTest& store, const PowerFailureDisk& disk, bool makes_tables) {
  if (store.store().Head().sequence == 0) {
    for (const content::Action& section : RandomWork::Sections()) (void)store.Do(section);
  }
  const auto work = [&] {
    return RandomWork(static_cast<uint32_t>(random_()), "s", kStatements,
                      {.etag_of = [&](const auto& id) { return store.EtagOf(id); },
                       .etag_of_section = [&](const auto& id) { return store.EtagOfSection(id); },
                       .row_of = [&](const auto& id, int64_t number) { return store.SeenRow(id, number); }});
  };
  content::RocksBlobStore files(store.database().blob_parts(), content::BlobLimits(), &absl::UnixEpoch);
  std::vector<std::thread> threads;
  threads.reserve(kWriters + 1);
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back(&PowerRun::Write, this, std::ref(store), std::ref(files), std::cref(disk), work(),
                         writer);
  }
  if (makes_tables) {
    threads.emplace_back([&store, &disk, choices = work()]() mutable {
      for (int i = 0; i < kWriters * 3 && !disk.failed(); ++i) MakeTables(store, choices);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// A new log and a table, and sometimes a compaction, of a family at random.
void PowerRun::MakeTables(StoreUnderTest& store, RandomWork& work) {
  rocksdb::DB& db = *store.database().db();
  rocksdb::ColumnFamilyHandle* const family =
      store.database().family(static_cast<content::Family>(work.Pick(content::kFamilyCount)));
  (void)db.Flush({}, family);
  if (work.Pick(3) == 0) (void)db.CompactRange({}, family, nullptr, nullptr);
}

void PowerRun::Write(StoreUnderTest& store, content::BlobStore& files, const PowerFailureDisk& disk,
                     RandomWork work, int writer) {
  for (int i = 0; i < kCommandsEach && !disk.failed(); ++i) {
    if (i % 10 == 0) (void)Upload(RandomWork::File(work.Pick(RandomWork::kFiles)), files);
    const std::string request_id = absl::StrCat("round-", rounds_, "-writer-", writer, "-", i);
    const content::Command command = CommandOf(work.Next(), request_id);
    const auto outcome = store.committer().SubmitAndWait(command);
    absl::MutexLock lock(&mutex_);
    if (power_is_off_) return;
    if (outcome.ok()) acknowledged_[outcome->sequence] = request_id;
    if (absl::IsUnavailable(outcome.status())) {
      unknown_.push_back(command);
      return;
    }
  }
}

std::vector<std::string> PowerRun::LookAtLog(const StoreUnderTest& store) {
  std::vector<std::string> faults;
  std::mt19937 random(1);
  const History public_log = RecordLog(store.log(), content::v1::VIEW_PUBLIC);
  const History editorial_log = RecordLog(store.log(), content::v1::VIEW_EDITORIAL);
  for (const History* log : {&public_log, &editorial_log}) {
    Add(FaultsOf(*log), faults);
    Add(FaultsBesideLog(RecordSnapshot(store.log(), log->view, {}, random), *log), faults);
    const uint64_t head = store.log().Head(log->view).number;
    if (ReachedBy(*log) != head) faults.push_back(absl::StrCat("the log ends before the head ", head));
  }
  Add(FaultsBetweenViews(public_log, editorial_log), faults);
  return faults;
}

// Bytes are durable before any row refers to them.
std::vector<std::string> PowerRun::LookAtFiles(StoreUnderTest& store) {
  std::vector<std::string> faults;
  content::RocksBlobStore files(store.database().blob_parts(), content::BlobLimits(), &absl::UnixEpoch);
  const auto look = [&](const content::v1::Content& content) {
    for (const auto& attachment : content.attachments()) {
      std::string fault = LookAtFile(attachment, files);
      if (!fault.empty()) faults.push_back(std::move(fault));
    }
  };
  for (int n = 0; n < kStatements; ++n) {
    const auto statement =
        store.store().GetStatement(absl::StrCat("s", n), store.Now(content::v1::VIEW_EDITORIAL));
    if (!statement.ok()) {
      if (!absl::IsNotFound(statement.status())) faults.push_back(statement.status().ToString());
      continue;
    }
    look(statement->draft().content());
    look(statement->live().content());
  }
  return faults;
}

std::vector<std::string> PowerRun::LookAtRequests(StoreUnderTest& store) {
  std::vector<std::string> faults;
  std::map<std::string, uint64_t> done;
  for (const auto& set : WholeChangeSets(RecordLog(store.log(), content::v1::VIEW_EDITORIAL))) {
    stored::v1::Record record;
    record.ParseFromString(set.link().record());
    if (record.request_id().empty()) continue;
    if (!done.emplace(record.request_id(), record.sequence()).second) {
      faults.push_back(absl::StrCat(record.request_id(), " was done twice"));
    }
  }
  absl::MutexLock lock(&mutex_);
  for (const auto& [sequence, request_id] : acknowledged_) {
    const auto found = done.find(request_id);
    if (found == done.end()) {
      faults.push_back(absl::StrCat("lost: ", request_id, ", acknowledged as ", sequence));
    } else if (found->second != sequence) {
      faults.push_back(absl::StrCat(request_id, " is ", found->second, ", acknowledged as ", sequence));
    }
  }
  for (const content::Command& command : unknown_) {
    const auto settled = store.committer().SubmitAndWait(command);
    const bool was_done = done.contains(command.request_id);
    if (was_done && !(settled.ok() && settled->replayed)) {
      faults.push_back(
          absl::StrCat(command.request_id, " was done, and asking again says ", settled.status().ToString()));
    }
    if (!was_done && settled.ok() && settled->replayed) {
      faults.push_back(absl::StrCat(command.request_id, " was not done, and asking again says that it was"));
    }
  }
  return faults;
}

}  // namespace communique::testing

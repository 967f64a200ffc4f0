#include "content-service/storage/text_scrubber.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/storage/rocks_status.h"
#include "rocks/leave_the_disk.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

absl::Status Check(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kUnavailable, "ERASURE_PENDING",
                         absl::StrCat("the text is erased and nobody can read it, but its bytes are still on "
                                      "the disk (",
                                      FromRocksDb(status, "scrubbing").message(),
                                      "); ask again with the same request_id, or start the service again"));
}

// The erasures that have not been scrubbed, as one.
struct Pending {
  std::vector<std::string> keys;
  stored::v1::ScrubRow all;
};

absl::StatusOr<Pending> FindPending(const Database& database) {
  Pending pending;
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kMeta)));
  for (row->Seek(kScrubPrefix); row->Valid() && row->key().starts_with(kScrubPrefix); row->Next()) {
    stored::v1::ScrubRow scrub;
    if (!scrub.ParseFromArray(row->value().data(), static_cast<int>(row->value().size()))) {
      return StoreDamaged("the row of an erasure cannot be read");
    }
    const bool is_first = pending.keys.empty();
    pending.keys.push_back(row->key().ToString());
    pending.all.set_first_sequence(is_first ? scrub.first_sequence()
                                            : std::min(scrub.first_sequence(), pending.all.first_sequence()));
    pending.all.set_last_sequence(std::max(scrub.last_sequence(), pending.all.last_sequence()));
    pending.all.set_files(pending.all.files() || scrub.files());
    pending.all.set_paths(pending.all.paths() || scrub.paths());
    pending.all.set_list_index(pending.all.list_index() || scrub.list_index());
    pending.all.set_parties(pending.all.parties() || scrub.parties());
  }
  RETURN_IF_ERROR(Check(row->status()));
  return pending;
}

absl::Status Rewrite(const Database& database, Family family, const rocksdb::Slice* begin,
                     const rocksdb::Slice* end) {
  return Check(rocks::Rewrite(*database.db(), database.family(family), begin, end));
}

std::vector<rocksdb::ColumnFamilyHandle*> AllFamilies(const Database& database) {
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  for (size_t i = 0; i < kFamilyCount; ++i) families.push_back(database.family(static_cast<Family>(i)));
  return families;
}

}  // namespace

absl::Status TextScrubber::ScrubAll() {
  absl::MutexLock lock(&mutex_);
  ASSIGN_OR_RETURN(const Pending pending, FindPending(database_));
  if (pending.keys.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(Check(rocks::FlushAll(*database_.db(), AllFamilies(database_))));
  const std::string begin_key = BodyKey(pending.all.first_sequence(), 0);
  const std::string end_key = BodyKey(pending.all.last_sequence() + 1, 0);
  const rocksdb::Slice begin = begin_key;
  const rocksdb::Slice end = end_key;
  RETURN_IF_ERROR(Rewrite(database_, Family::kBodies, &begin, &end));
  if (pending.all.files()) RETURN_IF_ERROR(Rewrite(database_, Family::kBlobChunks, nullptr, nullptr));
  if (pending.all.paths()) RETURN_IF_ERROR(Rewrite(database_, Family::kPaths, nullptr, nullptr));
  if (pending.all.list_index()) RETURN_IF_ERROR(Rewrite(database_, Family::kListIndex, nullptr, nullptr));
  if (pending.all.parties()) RETURN_IF_ERROR(Rewrite(database_, Family::kSignatoryParties, nullptr, nullptr));
  RETURN_IF_ERROR(Check(rocks::DeleteObsoleteFiles(*database_.db())));
  rocksdb::WriteBatch done;
  for (const std::string& key : pending.keys) done.Delete(database_.family(Family::kMeta), key);
  return Check(database_.db()->Write(rocksdb::WriteOptions(), &done));
}

absl::StatusOr<int> TextScrubber::CountPending() const {
  ASSIGN_OR_RETURN(const Pending pending, FindPending(database_));
  return static_cast<int>(pending.keys.size());
}

}  // namespace communique::content

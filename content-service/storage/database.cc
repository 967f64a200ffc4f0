#include "content-service/storage/database.h"

#include <openssl/rand.h>

#include <array>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/domain/timestamps.h"
#include "content-service/storage/chain_check.h"
#include "content-service/storage/durable_files.h"
#include "content-service/storage/family_options.h"
#include "content-service/storage/needed_logs.h"
#include "content-service/storage/restore_target.h"
#include "content-service/storage/rocks_status.h"
#include "rocks/log_failure_listener.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr size_t kEpochBytes = 8;
// Whoever reads a whole backup reads each row once.
constexpr size_t kReadingCacheBytes = size_t{8} << 20;

absl::StatusOr<std::string> NewEpoch() {
  std::array<unsigned char, kEpochBytes> bytes;
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) {
    return absl::InternalError("the system gives no random bytes, so the new store cannot be named");
  }
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

absl::Status TooNew(absl::string_view what) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "FORMAT_TOO_NEW",
                         absl::StrCat("the store was written by a newer version of communique (", what,
                                      "); start that version, nothing was changed"));
}

// It lacks the rows that say which files are listed and what statements are found by.
absl::Status TooOld(uint32_t format) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "FORMAT_TOO_OLD",
                         absl::StrCat("the store has format ", format, " of a version before the first ",
                                      "release, which this one does not read; name another directory and ",
                                      "import the statements anew, nothing was changed"));
}

// RocksDB takes a directory without this file for a new store, whatever else is in it, and deletes that.
absl::Status CheckIsWholeOrNew(const std::filesystem::path& directory) {
  if (RestoreTarget::IsUnfinished(directory)) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "RESTORE_UNFINISHED",
        absl::StrCat(
            "the directory ", directory.string(),
            " has a store that was being restored and is not whole; run `communique-content restore` "
            "again, it begins anew"));
  }
  std::error_code error;
  if (std::filesystem::exists(directory / "CURRENT", error)) return absl::OkStatus();
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string kind = entry.path().extension();
    if (kind == ".sst" || kind == ".log" || kind == ".blob") {
      return StoreDamaged(absl::StrCat("the directory ", directory.string(),
                                       " has files of a store, such as ", entry.path().filename().string(),
                                       ", but not the file CURRENT, which says which of them count"));
    }
  }
  return absl::OkStatus();
}

// A store with kinds of rows that this version does not know cannot be opened, however well it is.
absl::Status CheckFamiliesAreKnown(const rocksdb::DBOptions& options, const std::string& path) {
  std::vector<std::string> names;
  if (!rocksdb::DB::ListColumnFamilies(options, path, &names).ok()) return absl::OkStatus();  // A new store.
  for (const std::string& name : names) {
    bool known = name == rocksdb::kDefaultColumnFamilyName;
    for (const char* family : kFamilyNames) known = known || name == family;
    if (!known) return TooNew(absl::StrCat("it has the unknown rows \"", name, "\""));
  }
  return absl::OkStatus();
}

absl::Status OpenError(const rocksdb::Status& status, const std::string& path) {
  if (IsLocked(status)) return StoreInUse(path);
  const bool may_be_well = status.IsCorruption() || (status.IsIOError() && !status.IsPathNotFound());
  // Whatever else it says, a file is missing or says what RocksDB does not understand.
  if (!may_be_well)
    return StoreDamaged(absl::StrCat("the store in ", path, " cannot be opened: ", status.ToString()));
  return FromRocksDb(status, absl::StrCat("opening the store in ", path));
}

// The last row of a family that is keyed by number, into `value`; its number, or 0 where there is none.
absl::StatusOr<uint64_t> LastNumbered(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family,
                                      std::string& value) {
  const std::unique_ptr<rocksdb::Iterator> row(db->NewIterator(rocksdb::ReadOptions(), family));
  row->SeekToLast();
  if (!row->status().ok()) return FromRocksDb(row->status(), "reading the end of the records");
  if (!row->Valid()) return 0;
  const auto number = ParseNumberKey(ToView(row->key()));
  if (!number.has_value()) return StoreDamaged("a record has a malformed key");
  value = row->value().ToString();
  return *number;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const DatabaseOptions& options, absl::Time now) {
  const std::string path = options.directory.string();
  if (std::error_code error; !std::filesystem::create_directories(options.directory, error) && error) {
    return absl::FailedPreconditionError(
        absl::StrCat("the directory ", path, " cannot be made: ", error.message()));
  }
  RETURN_IF_ERROR(CheckIsWholeOrNew(options.directory));
  const absl::Time begin = absl::Now();
  std::unique_ptr<Database> database(new Database());
  RETURN_IF_ERROR(database->OpenRocksDb(options, path));
  ASSIGN_OR_RETURN(const bool has_meta, database->ReadMeta());
  if (!has_meta) RETURN_IF_ERROR(database->WriteMeta(now));
  RETURN_IF_ERROR(database->ReadHead());
  RETURN_IF_ERROR(database->blob_usage_.Count(*database->db_, database->family(Family::kBlobs)));
  RETURN_IF_ERROR(database->CheckRecovered());
  database->recovery_.took = absl::Now() - begin;
  database->opened_ = true;
  return database;
}

absl::Status Database::OpenRocksDb(const DatabaseOptions& options, const std::string& path) {
  files_ = std::make_shared<DurableFiles>(
      options.file_system != nullptr ? options.file_system : rocksdb::FileSystem::Default(), path);
  env_ = rocksdb::NewCompositeEnv(files_);
  rocksdb::DBOptions db_options = StoreOptions();
  db_options.env = env_.get();
  const auto recovered = std::make_shared<RecoveredRows>(kFamilyNames[static_cast<size_t>(Family::kRecords)]);
  db_options.listeners.push_back(recovered);
  db_options.listeners.push_back(background_errors_);
  db_options.listeners.push_back(std::make_shared<rocks::LogFailureListener>(
      [this, tell = options.on_write_failure](const rocksdb::Status& error) {
        log_failed_ = true;
        if (tell) tell(FromRocksDb(error, "writing the log of the store"));
      }));
  if (env_->FileExists(path + "/CURRENT").ok()) {
    RETURN_IF_ERROR(RecoverFiles(
        *files_, *env_, path, [&] { return CheckFamiliesAreKnown(db_options, path); },
        [&] { return OldestNeeded(db_options, path); }, recovery_));
  } else {
    files_->Open(DurableMark());
  }
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      rocksdb::DB::Open(db_options, path, StoreFamilies(options.block_cache_bytes), &families_, &db);
  if (!opened.ok()) return OpenError(opened, path);
  db_.reset(db);
  recovery_.commits_from_log = recovered->count();
  return absl::OkStatus();
}

absl::Status Database::CheckRecovered() {
  const uint64_t head = head_->Get().sequence;
  if (recovery_.commits_from_log == 0) return absl::OkStatus();
  recovery_.checked_from = head > recovery_.commits_from_log ? head - recovery_.commits_from_log : 1;
  recovery_.checked_to = head;
  return CheckRecords(*this, recovery_.checked_from, head);
}

absl::StatusOr<std::unique_ptr<Database>> Database::OpenToRead(const std::string& path,
                                                               std::shared_ptr<rocksdb::Env> env) {
  std::unique_ptr<Database> database(new Database());
  database->env_ = std::move(env);
  rocksdb::DBOptions db_options = StoreOptions();
  db_options.env = database->env_.get();
  RETURN_IF_ERROR(CheckFamiliesAreKnown(db_options, path));
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::OpenForReadOnly(
      db_options, path, StoreFamilies(kReadingCacheBytes), &database->families_, &db);
  if (!opened.ok()) return OpenError(opened, path);
  database->db_.reset(db);
  ASSIGN_OR_RETURN(const bool has_meta, database->ReadMeta());
  if (!has_meta) return StoreDamaged("the store has no row of its own");
  RETURN_IF_ERROR(database->ReadHead());
  return database;
}

Database::Database() = default;

Database::~Database() {
  if (db_ == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* family : families_) db_->DestroyColumnFamilyHandle(family);
  db_.reset();
  if (opened_ && !log_failed_) files_->Close();
}

rocksdb::Env* Database::env() const { return db_->GetEnv(); }

BlobParts Database::blob_parts() {
  return {.db = db_.get(),
          .blobs = family(Family::kBlobs),
          .chunks = family(Family::kBlobChunks),
          .uploads = family(Family::kUploads),
          .usage = &blob_usage_,
          .gate = &gate_};
}

absl::StatusOr<bool> Database::ReadMeta() {
  std::string bytes;
  const rocksdb::Status found = db_->Get(rocksdb::ReadOptions(), family(Family::kMeta), kMetaKey, &bytes);
  if (found.IsNotFound()) return false;
  if (!found.ok()) return FromRocksDb(found, "reading the store's own row");
  stored::v1::MetaRow meta;
  if (!meta.ParseFromString(bytes)) return StoreDamaged("the store's own row cannot be read");
  if (meta.format_version() > kFormatVersion) {
    return TooNew(absl::StrCat("format ", meta.format_version(), "; this one reads up to ", kFormatVersion));
  }
  if (meta.format_version() < kFormatVersion) return TooOld(meta.format_version());
  epoch_ = meta.epoch();
  return true;
}

absl::Status Database::WriteMeta(absl::Time now) {
  ASSIGN_OR_RETURN(const ChainEnd end, ReadChainEnd());
  if (end.sequence != 0) return StoreDamaged("the store has records but no row of its own");
  return BeginEpoch(now);
}

absl::Status Database::BeginEpoch(absl::Time now) {
  ASSIGN_OR_RETURN(epoch_, NewEpoch());
  stored::v1::MetaRow meta;
  meta.set_format_version(kFormatVersion);
  meta.set_epoch(epoch_);
  *meta.mutable_create_time() = ToTimestamp(now);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const rocksdb::Status written = db_->Put(synced, family(Family::kMeta), kMetaKey, meta.SerializeAsString());
  return written.ok() ? absl::OkStatus() : FromRocksDb(written, "writing the store's own row");
}

absl::Status Database::ReadHead() {
  ASSIGN_OR_RETURN(ChainEnd end, ReadChainEnd());
  head_ = std::make_unique<Head>(std::move(end));
  return absl::OkStatus();
}

absl::StatusOr<ChainEnd> Database::ReadChainEnd() const {
  ChainEnd end;
  std::string bytes;
  ASSIGN_OR_RETURN(end.sequence, LastNumbered(db_.get(), family(Family::kRecords), bytes));
  if (end.sequence == 0) return end;
  stored::v1::Record record;
  if (!record.ParseFromString(bytes) || record.sequence() != end.sequence) {
    return StoreDamaged("the last record cannot be read");
  }
  end.record_hash = Sha256(bytes);
  end.commit_time = FromTimestamp(record.commit_time());
  ASSIGN_OR_RETURN(end.public_position, LastNumbered(db_.get(), family(Family::kPublicRecords), bytes));
  if (end.public_position != record.public_position()) {
    return StoreDamaged("the last record and the last public record do not belong together");
  }
  if (end.public_position == 0) return end;
  stored::v1::PublicRow row;
  if (!row.ParseFromString(bytes)) return StoreDamaged("the last public record cannot be read");
  end.public_hash = Sha256(row.record());
  return end;
}

}  // namespace communique::content

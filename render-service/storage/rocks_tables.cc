#include "render-service/storage/rocks_tables.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "render-service/storage/state_keys.h"
#include "rocks/leave_the_disk.h"
#include "rocks/log_failure_listener.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

// The first one is RocksDB's own default column family.
constexpr std::array kTableNames = {"default",  "statements", "editions", "signatories", "sections",
                                    "paths",    "index",      "outputs",  "owned",       "of_statement",
                                    "failures", "pending",    "claims"};

constexpr uint64_t kMostOfLogs = uint64_t{64} << 20;
// RocksDB needs some to move what is in its logs into its tables, and a log that hit the end of the disk
// can be written again by a new process alone.
constexpr uint64_t kKeptBack = kMostOfLogs;

rocksdb::Slice ToSlice(absl::string_view text) { return {text.data(), text.size()}; }
absl::string_view ToView(rocksdb::Slice slice) { return {slice.data(), slice.size()}; }

absl::Status FromRocks(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const std::string text = status.ToString();
  if (status.IsNoSpace()) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                           absl::StrCat("no space left for the renderer's state: ", text, "; make room"));
  }
  if (status.IsCorruption()) {
    return ErrorWithReason(
        absl::StatusCode::kDataLoss, "STATE_DAMAGED",
        absl::StrCat(
            "the renderer's state is damaged: ", text,
            "; stop, delete the state directory, and start again: it is rebuilt from content-service"));
  }
  if (status.IsIOError() && absl::StrContains(text, "lock")) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "STATE_IN_USE",
                           absl::StrCat("another process uses this state directory (", text,
                                        "); stop it, or give each renderer a state directory of its own"));
  }
  return absl::InternalError(absl::StrCat("the renderer's state cannot be used: ", text));
}

// The least key after all that begin with `prefix`, which never ends with 0xFF: names are UTF-8.
std::string EndOf(absl::string_view prefix) {
  std::string end(prefix);
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace

absl::Status ParseRow(absl::string_view bytes, google::protobuf::MessageLite& message) {
  if (message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return absl::OkStatus();
  return FromRocks(rocksdb::Status::Corruption(absl::StrCat("a row is no ", message.GetTypeName())));
}

absl::StatusOr<std::unique_ptr<RocksTables>> RocksTables::Open(const StateOptions& where) {
  std::error_code error;
  std::filesystem::create_directories(where.directory, error);
  std::unique_ptr<RocksTables> tables(new RocksTables());
  rocksdb::DBOptions options;
  if (where.file_system != nullptr) {
    tables->env_ = rocksdb::NewCompositeEnv(where.file_system);
    options.env = tables->env_.get();
  }
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.keep_log_file_num = 3;
  options.max_log_file_size = size_t{4} << 20;
  // Some tables are hardly written to and would keep old logs alive.
  options.max_total_wal_size = kMostOfLogs;
  // Each change of the files makes a new one, so that Scrub leaves none with old keys.
  options.max_manifest_file_size = 1;
  options.listeners.push_back(std::make_shared<rocks::LogFailureListener>(
      [tell = where.on_write_failure](const rocksdb::Status& failure) {
        if (tell) tell(FromRocks(failure));
      }));
  rocksdb::ColumnFamilyOptions family;
  family.write_buffer_size = size_t{8} << 20;
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  families.reserve(std::size(kTableNames));
  for (const char* name : kTableNames) families.emplace_back(name, family);
  rocksdb::DB* database = nullptr;
  RETURN_IF_ERROR(FromRocks(
      rocksdb::DB::Open(options, where.directory.string(), families, &tables->handles_, &database)));
  tables->database_.reset(database);
  return tables;
}

RocksTables::~RocksTables() {
  if (database_ == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : handles_) database_->DestroyColumnFamilyHandle(handle);
}

absl::StatusOr<bool> RocksTables::Get(Table table, absl::string_view key,
                                      google::protobuf::MessageLite& message) const {
  rocksdb::PinnableSlice value;
  const rocksdb::Status status =
      database_->Get(rocksdb::ReadOptions(), HandleOf(table), ToSlice(key), &value);
  if (status.IsNotFound()) return false;
  RETURN_IF_ERROR(FromRocks(status));
  RETURN_IF_ERROR(ParseRow(ToView(value), message));
  return true;
}

absl::Status RocksTables::Scan(Table table, absl::string_view prefix, absl::string_view after,
                               const Visit& visit) const {
  const std::unique_ptr<rocksdb::Iterator> row(
      database_->NewIterator(rocksdb::ReadOptions(), HandleOf(table)));
  row->Seek(ToSlice(std::max(prefix, after)));
  if (!after.empty() && row->Valid() && ToView(row->key()) == after) row->Next();
  for (; row->Valid() && absl::StartsWith(ToView(row->key()), prefix); row->Next()) {
    ASSIGN_OR_RETURN(const bool wants_more, visit(ToView(row->key()), ToView(row->value())));
    if (!wants_more) return absl::OkStatus();
  }
  return FromRocks(row->status());
}

void RocksTables::Put(Table table, absl::string_view key, const google::protobuf::MessageLite& message,
                      rocksdb::WriteBatch& batch) const {
  batch.Put(HandleOf(table), ToSlice(key), message.SerializeAsString());
}

void RocksTables::PutEmpty(Table table, absl::string_view key, rocksdb::WriteBatch& batch) const {
  batch.Put(HandleOf(table), ToSlice(key), rocksdb::Slice());
}

void RocksTables::Delete(Table table, absl::string_view key, rocksdb::WriteBatch& batch) const {
  batch.Delete(HandleOf(table), ToSlice(key));
}

void RocksTables::DeletePrefix(Table table, absl::string_view prefix, rocksdb::WriteBatch& batch) const {
  batch.DeleteRange(HandleOf(table), ToSlice(prefix), EndOf(prefix));
}

absl::Status RocksTables::CheckRoom(uint64_t bytes) const {
  uint64_t left = 0;
  if (!database_->GetEnv()->GetFreeSpace(database_->GetName(), &left).ok() || left >= kKeptBack + bytes) {
    return absl::OkStatus();
  }
  return ErrorWithReason(
      absl::StatusCode::kResourceExhausted, "DISK_FULL",
      absl::StrCat("the disk of the renderer's state has ", left >> 20, " MiB left and ",
                   ((kKeptBack + bytes) >> 20) + 1, " MiB are needed; make room, it goes on by itself then"));
}

absl::Status RocksTables::Write(rocksdb::WriteBatch& batch, bool durable) {
  RETURN_IF_ERROR(CheckRoom(batch.GetDataSize()));
  rocksdb::WriteOptions options;
  options.sync = durable;
  return FromRocks(database_->Write(options, &batch));
}

absl::Status RocksTables::AddClear(rocksdb::WriteBatch& batch) const {
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    const std::unique_ptr<rocksdb::Iterator> row(database_->NewIterator(rocksdb::ReadOptions(), handle));
    for (row->SeekToFirst(); row->Valid(); row->Next()) batch.Delete(handle, row->key());
    RETURN_IF_ERROR(FromRocks(row->status()));
  }
  return absl::OkStatus();
}

absl::Status RocksTables::Scrub() {
  RETURN_IF_ERROR(FromRocks(rocks::FlushAll(*database_, handles_)));
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    uint64_t bytes = 0;
    database_->GetIntProperty(handle, rocksdb::DB::Properties::kLiveSstFilesSize, &bytes);
    RETURN_IF_ERROR(CheckRoom(bytes));
    RETURN_IF_ERROR(FromRocks(rocks::Rewrite(*database_, handle, nullptr, nullptr)));
  }
  // The manifest that tells of the new files names the first and last keys of the old ones, and a key may be
  // the name of a file. One more change makes one without.
  rocksdb::WriteBatch change;
  PutEmpty(Table::kMeta, kScrubKey, change);
  RETURN_IF_ERROR(FromRocks(database_->Write(rocksdb::WriteOptions(), &change)));
  RETURN_IF_ERROR(FromRocks(rocks::FlushAll(*database_, {HandleOf(Table::kMeta)})));
  return FromRocks(rocks::DeleteObsoleteFiles(*database_));
}

}  // namespace communique::render

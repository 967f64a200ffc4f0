#include "content-service/storage/log_check.h"

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/storage/log_scan.h"
#include "content-service/storage/rocks_status.h"
#include "content-service/storage/store_files.h"
#include "rocksdb/file_system.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

absl::Status Lost(const std::string& path, uint64_t at) {
  return StoreDamaged(absl::StrCat("the file ", path, " is damaged at byte ", at,
                                   ", and what it held there was stored for good; nothing was changed"));
}

// By number, which is the order in which they were written.
absl::StatusOr<std::vector<LogScan>> ScanLogs(rocksdb::FileSystem& files, const std::string& directory) {
  std::vector<std::string> names;
  RETURN_IF_ERROR(FromRocksDb(files.GetChildren(directory, rocksdb::IOOptions(), &names, nullptr),
                              absl::StrCat("listing ", directory)));
  std::vector<LogScan> scans;
  for (const std::string& name : names) {
    const std::string path = absl::StrCat(directory, "/", name);
    const StoreFile file = StoreFileOf(directory, path);
    if (file.kind != StoreFile::Kind::kLog) continue;
    ASSIGN_OR_RETURN(const LogScan scan, ScanLog(files, path, file.number));
    scans.push_back(scan);
  }
  std::sort(scans.begin(), scans.end(),
            [](const LogScan& a, const LogScan& b) { return a.number < b.number; });
  return scans;
}

// How much of each log is known to be durable, by number: a log whose end is missing looks whole, and only
// this tells. RocksDB's numbers of entries do not, since large files take numbers and skip the log.
std::map<uint64_t, uint64_t> KnownDurable(const DurableMark& mark, const std::vector<LogScan>& scans) {
  std::map<uint64_t, uint64_t> known;
  const auto add = [&](uint64_t number, uint64_t bytes) {
    if (number != 0) known[number] = std::max(known[number], bytes);
  };
  add(mark.log.number, mark.log.bytes);
  for (const LogScan& scan : scans) {
    for (const auto& [number, bytes] : scan.claims) add(number, bytes);
  }
  return known;
}

// Puts a shorter copy in its place, so that there is a manifest at every moment. RocksDB deletes a copy that
// was not finished.
rocksdb::IOStatus KeepBeginning(rocksdb::FileSystem& files, const std::string& directory, uint64_t number,
                                uint64_t bytes) {
  const rocksdb::IOOptions options;
  const std::string path = ManifestPath(directory, number);
  const std::string copy = TemporaryPath(directory, number);
  std::string all;
  std::unique_ptr<rocksdb::FSWritableFile> file;
  std::unique_ptr<rocksdb::FSDirectory> names;
  rocksdb::IOStatus done = rocksdb::ReadFileToString(&files, path, &all);
  if (done.ok()) done = files.NewWritableFile(copy, rocksdb::FileOptions(), &file, nullptr);
  if (done.ok()) done = file->Append(rocksdb::Slice(all.data(), bytes), options, nullptr);
  if (done.ok()) done = file->Sync(options, nullptr);
  if (done.ok()) done = file->Close(options, nullptr);
  if (done.ok()) done = files.RenameFile(copy, path, options, nullptr);
  if (done.ok()) done = files.NewDirectory(directory, options, &names, nullptr);
  if (done.ok()) done = names->Fsync(options, nullptr);
  return done;
}

}  // namespace

absl::StatusOr<int64_t> CheckLogs(rocksdb::FileSystem& files, const std::string& directory,
                                  const DurableMark& mark, const OldestNeededLog& oldest_needed) {
  ASSIGN_OR_RETURN(const std::vector<LogScan> scans, ScanLogs(files, directory));
  std::map<uint64_t, uint64_t> durable = KnownDurable(mark, scans);
  const DurableBytes known =
      durable.empty() ? DurableBytes{} : DurableBytes{durable.rbegin()->first, durable.rbegin()->second};

  // The logs that are not what they should be, and how far each is whole.
  std::vector<DurableBytes> suspects;
  int64_t torn_bytes = 0;
  for (const LogScan& scan : scans) {
    const auto durable_of_it = durable.extract(scan.number);
    const bool too_short = !durable_of_it.empty() && scan.whole < durable_of_it.mapped();
    if (scan.whole < scan.size || too_short) suspects.push_back({scan.number, scan.whole});
    torn_bytes += static_cast<int64_t>(scan.size - scan.whole);
  }
  // These are not there.
  for (const auto& [number, bytes] : durable) suspects.push_back({number, 0});
  if (suspects.empty()) return 0;

  ASSIGN_OR_RETURN(const uint64_t oldest, oldest_needed());
  for (const DurableBytes& suspect : suspects) {
    if (suspect.number >= oldest && suspect < known) {
      return Lost(LogPath(directory, suspect.number), suspect.bytes);
    }
  }
  return torn_bytes;
}

absl::StatusOr<int64_t> MendManifest(rocksdb::FileSystem& files, const std::string& directory,
                                     const DurableBytes& known) {
  std::string current;
  RETURN_IF_ERROR(FromRocksDb(rocksdb::ReadFileToString(&files, directory + "/CURRENT", &current),
                              absl::StrCat("reading CURRENT in ", directory)));
  const std::string path = absl::StrCat(directory, "/", absl::StripAsciiWhitespace(current));
  const StoreFile file = StoreFileOf(directory, path);
  // Of any other one nothing is known, and RocksDB judges it.
  if (file.kind != StoreFile::Kind::kManifest || file.number != known.number) return 0;
  ASSIGN_OR_RETURN(const LogScan scan, ScanManifest(files, path, file.number));
  if (scan.whole < known.bytes) return Lost(path, scan.whole);
  if (scan.whole == scan.size) return 0;
  RETURN_IF_ERROR(FromRocksDb(KeepBeginning(files, directory, file.number, scan.whole),
                              absl::StrCat("cutting off the torn end of ", path)));
  return static_cast<int64_t>(scan.size - scan.whole);
}

}  // namespace communique::content

#include "content-service/storage/log_check.h"

#include <algorithm>
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

// A log whose end is missing looks whole: only the numbers of the next one tell.
bool EndsTooEarly(const LogScan& log, const LogScan& next) {
  return log.last_sequence != 0 && next.first_sequence > log.last_sequence + 1;
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
  DurableBytes known = mark.log;
  for (const LogScan& scan : scans) known = std::max(known, scan.claim);

  // The logs that are not what they should be, and how far each is whole.
  std::vector<DurableBytes> suspects;
  int64_t torn_bytes = 0;
  bool known_is_there = known.number == 0;
  for (size_t i = 0; i < scans.size(); ++i) {
    const LogScan& scan = scans[i];
    known_is_there = known_is_there || scan.number == known.number;
    const bool too_short = scan.number == known.number && scan.whole < known.bytes;
    const bool ends_too_early = i + 1 < scans.size() && EndsTooEarly(scan, scans[i + 1]);
    if (scan.whole < scan.size || too_short || ends_too_early) suspects.push_back({scan.number, scan.whole});
    torn_bytes += static_cast<int64_t>(scan.size - scan.whole);
  }
  if (!known_is_there) suspects.push_back({known.number, 0});
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

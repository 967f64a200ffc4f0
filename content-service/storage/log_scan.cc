#include "content-service/storage/log_scan.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/storage/checksum.h"
#include "content-service/storage/durable_mark.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/file_system.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

// RocksDB's format, as its wiki has it ("Write Ahead Log File Format"): blocks of 32 KiB, in them pieces with
// a checksum (4 bytes), a length (2) and a type (1), least significant byte first. A write is one piece or
// several.
constexpr size_t kBlockBytes = 32768;
constexpr size_t kHeaderBytes = 7;
enum PieceType : unsigned char { kFull = 1, kFirst = 2, kMiddle = 3, kLast = 4 };
constexpr uint32_t kMaskDelta = 0xa282ead8;

// A batch of writes begins with the number of its first entry and how many there are.
constexpr size_t kBatchHeaderBytes = 12;

uint64_t Little(absl::string_view bytes, size_t at, size_t count) {
  uint64_t number = 0;
  for (size_t i = count; i > 0; --i) number = number << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return number;
}

struct Piece {
  unsigned char type;
  absl::string_view bytes;
};

// The piece at the beginning of what is left of a block, if there is a whole one.
std::optional<Piece> PieceIn(absl::string_view block) {
  if (block.size() < kHeaderBytes) return std::nullopt;
  const auto type = static_cast<unsigned char>(block[6]);
  const auto length = static_cast<size_t>(Little(block, 4, 2));
  if (type < kFull || type > kLast || block.size() < kHeaderBytes + length) return std::nullopt;
  const std::string checksum = Crc32c(block.substr(6, 1 + length));
  uint32_t crc = 0;
  for (const char byte : checksum) crc = crc << 8 | static_cast<unsigned char>(byte);
  const uint32_t masked = ((crc >> 15) | (crc << 17)) + kMaskDelta;
  if (masked != static_cast<uint32_t>(Little(block, 0, 4))) return std::nullopt;
  return Piece{type, block.substr(kHeaderBytes, length)};
}

// Looks for the one thing that is not our own: a claim beside the entries.
class ClaimFinder : public rocksdb::WriteBatch::Handler {
 public:
  using Status = rocksdb::Status;
  using Slice = rocksdb::Slice;
  Status PutCF(uint32_t, const Slice&, const Slice&) override { return Status::OK(); }
  Status DeleteCF(uint32_t, const Slice&) override { return Status::OK(); }
  Status SingleDeleteCF(uint32_t, const Slice&) override { return Status::OK(); }
  Status DeleteRangeCF(uint32_t, const Slice&, const Slice&) override { return Status::OK(); }
  Status MergeCF(uint32_t, const Slice&, const Slice&) override { return Status::OK(); }
  Status PutBlobIndexCF(uint32_t, const Slice&, const Slice&) override { return Status::OK(); }
  void LogData(const Slice& data) override {
    if (const auto claim = ParseClaim(absl::string_view(data.data(), data.size()))) {
      uint64_t& bytes = claims[claim->number];
      bytes = std::max(bytes, claim->bytes);
    }
  }

  std::map<uint64_t, uint64_t> claims;
};

class Scanner {
 public:
  Scanner(uint64_t number, bool is_log) : is_log_(is_log) { scan_.number = number; }

  // The next block of the file, shorter than the others where it is the last.
  void Read(absl::string_view block) {
    const uint64_t begin = scan_.size;
    scan_.size += block.size();
    bool was_whole = true;
    for (size_t at = 0; at < block.size();) {
      const absl::string_view left = block.substr(at);
      // Nothing fits into the last bytes of a block; RocksDB fills them with zeros and never looks at them.
      if (left.size() < kHeaderBytes && block.size() == kBlockBytes) break;
      const std::optional<Piece> piece = PieceIn(left);
      if (piece.has_value()) {
        Add(*piece, begin + at);
        at += kHeaderBytes + piece->bytes.size();
        was_whole = true;
        continue;
      }
      if (was_whole) Damaged(begin + at);
      was_whole = false;
      // A length that is wrong hides where the next piece is, which may stand anywhere.
      ++at;
    }
  }

  LogScan Finish() && {
    if (in_write_) Damaged(scan_.size);
    if (!damaged_) scan_.whole = scan_.size;
    scan_.claims = std::move(claims_.claims);
    return std::move(scan_);
  }

 private:
  void Damaged(uint64_t at) {
    if (!damaged_) scan_.whole = in_write_ ? write_begin_ : at;
    damaged_ = true;
    in_write_ = false;
    write_.clear();
  }

  void Add(const Piece& piece, uint64_t at) {
    const bool begins = piece.type == kFull || piece.type == kFirst;
    if (begins == in_write_) Damaged(at);
    if (begins) {
      in_write_ = true;
      write_begin_ = at;
      write_.clear();
    }
    // The rest of a write whose beginning is damaged.
    if (!in_write_) return;
    if (is_log_) write_.append(piece.bytes.data(), piece.bytes.size());
    if (piece.type == kFirst || piece.type == kMiddle) return;
    in_write_ = false;
    if (is_log_) AddWrite();
  }

  void AddWrite() {
    if (write_.size() < kBatchHeaderBytes) return;
    // Of a batch that cannot be read to its end the rest claims nothing.
    const rocksdb::Status ignored = rocksdb::WriteBatch(std::move(write_)).Iterate(&claims_);
    ignored.PermitUncheckedError();
    write_.clear();
  }

  const bool is_log_;
  LogScan scan_;
  ClaimFinder claims_;
  bool damaged_ = false;
  bool in_write_ = false;
  uint64_t write_begin_ = 0;
  std::string write_;
};

absl::StatusOr<LogScan> Scan(rocksdb::FileSystem& files, const std::string& path, Scanner scanner) {
  std::unique_ptr<rocksdb::FSSequentialFile> file;
  const std::string doing = absl::StrCat("reading ", path);
  RETURN_IF_ERROR(FromRocksDb(files.NewSequentialFile(path, rocksdb::FileOptions(), &file, nullptr), doing));
  std::string scratch(kBlockBytes, '\0');
  while (true) {
    std::string block;
    while (block.size() < kBlockBytes) {
      rocksdb::Slice read;
      RETURN_IF_ERROR(FromRocksDb(
          file->Read(kBlockBytes - block.size(), rocksdb::IOOptions(), &read, scratch.data(), nullptr),
          doing));
      if (read.empty()) break;
      block.append(read.data(), read.size());
    }
    scanner.Read(block);
    if (block.size() < kBlockBytes) return std::move(scanner).Finish();
  }
}

}  // namespace

absl::StatusOr<LogScan> ScanLog(rocksdb::FileSystem& files, const std::string& path, uint64_t number) {
  return Scan(files, path, Scanner(number, /*is_log=*/true));
}

absl::StatusOr<LogScan> ScanManifest(rocksdb::FileSystem& files, const std::string& path, uint64_t number) {
  return Scan(files, path, Scanner(number, /*is_log=*/false));
}

}  // namespace communique::content

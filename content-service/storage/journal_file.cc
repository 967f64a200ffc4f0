#include "content-service/storage/journal_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr size_t kLineCheckDigits = 16;
constexpr size_t kBytesOfAPiece = size_t{64} << 10;

absl::Status JournalFailed(const std::filesystem::path& path, absl::string_view doing, int error) {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "JOURNAL_FAILED",
                         absl::StrCat("the journal of takedowns, ", path.string(), ": ", doing, ": ",
                                      ::strerror(error), "; nothing was done, look after its disk"));
}

absl::Status JournalDamaged(const std::filesystem::path& path, size_t line) {
  return ErrorWithReason(
      absl::StatusCode::kDataLoss, "JOURNAL_DAMAGED",
      absl::StrCat("line ", line, " of the journal of takedowns, ", path.string(),
                   ", is not as it was written; put a good copy of the file in its place, or move it away: a "
                   "service whose store is whole makes it anew, a restore has to go without it"));
}

std::string CheckOfLine(absl::string_view json) { return Sha256Hex(json).substr(0, kLineCheckDigits); }

std::optional<stored::v1::JournalLine> ParseJournalLine(absl::string_view text) {
  const size_t end = text.rfind(' ');
  stored::v1::JournalLine line;
  if (end == absl::string_view::npos || text.substr(end + 1) != CheckOfLine(text.substr(0, end))) {
    return std::nullopt;
  }
  const std::string json(text.substr(0, end));
  if (!google::protobuf::util::JsonStringToMessage(json, &line).ok()) return std::nullopt;
  return line;
}

// That there is such a file, should the machine lose its power now.
absl::Status SyncFolder(const std::filesystem::path& path) {
  const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  return synced ? absl::OkStatus() : JournalFailed(path, "making it", error);
}

}  // namespace

absl::StatusOr<std::unique_ptr<JournalFile>> JournalFile::Open(std::filesystem::path path) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::absolute(path).parent_path(), ignored);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return JournalFailed(path, "opening it", errno);
  std::unique_ptr<JournalFile> file(new JournalFile(std::move(path), descriptor));
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "JOURNAL_IN_USE",
        absl::StrCat("the journal of takedowns, ", file->path_.string(),
                     ", is in use by another process; stop that one first, or use a copy of the file"));
  }
  RETURN_IF_ERROR(file->Read());
  RETURN_IF_ERROR(SyncFolder(file->path_));
  return file;
}

JournalFile::~JournalFile() { ::close(descriptor_); }

absl::Status JournalFile::Read() {
  ASSIGN_OR_RETURN(const std::string text, ReadText());
  // What has no end of line was never whole.
  for (size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    auto line = ParseJournalLine(absl::string_view(text).substr(begin, end - begin));
    if (!line.has_value()) return JournalDamaged(path_, lines_.size() + 1);
    lines_.push_back(*std::move(line));
    size_ = static_cast<int64_t>(end) + 1;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> JournalFile::ReadText() const {
  std::string text;
  std::string piece(kBytesOfAPiece, '\0');
  while (true) {
    const ssize_t read = ::pread(descriptor_, piece.data(), piece.size(), static_cast<off_t>(text.size()));
    if (read == 0) return text;
    if (read > 0) text.append(piece, 0, static_cast<size_t>(read));
    if (read < 0 && errno != EINTR) return JournalFailed(path_, "reading it", errno);
  }
}

absl::Status JournalFile::Append(const stored::v1::JournalLine& line) {
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(line, &json).ok()) {
    return absl::InternalError("a line of the journal of takedowns cannot be written as JSON");
  }
  const std::string bytes = absl::StrCat(json, " ", CheckOfLine(json), "\n");
  // What an append that failed has left there goes first.
  if (::ftruncate(descriptor_, size_) != 0) return JournalFailed(path_, "writing it", errno);
  if (absl::Status written = Write(bytes); !written.ok()) {
    if (::ftruncate(descriptor_, size_) != 0) return JournalFailed(path_, "writing it", errno);
    return written;
  }
  size_ += static_cast<int64_t>(bytes.size());
  lines_.push_back(line);
  return absl::OkStatus();
}

absl::Status JournalFile::Write(const std::string& bytes) {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                     static_cast<off_t>(size_) + static_cast<off_t>(done));
    if (written < 0 && errno != EINTR) return JournalFailed(path_, "writing it", errno);
    if (written > 0) done += static_cast<size_t>(written);
  }
  if (::fsync(descriptor_) != 0) return JournalFailed(path_, "writing it", errno);
  return absl::OkStatus();
}

}  // namespace communique::content

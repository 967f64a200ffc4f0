#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_JOURNAL_FILE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_JOURNAL_FILE_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "communique/stored/v1/journal.pb.h"

namespace communique::content {

// A file of JournalLines, each a line of JSON with a checksum behind it, so that people can read it too. One
// process at a time. One thread.
class JournalFile {
 public:
  // Makes it where it is missing. The last line may lack its end, of a process that was killed while it wrote
  // it: it is cut off. FAILED_PRECONDITION, reason JOURNAL_IN_USE; DATA_LOSS, reason JOURNAL_DAMAGED;
  // UNAVAILABLE, reason JOURNAL_FAILED.
  static absl::StatusOr<std::unique_ptr<JournalFile>> Open(std::filesystem::path path);
  ~JournalFile();
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  // As they were when it was opened, and what was appended since.
  const std::vector<stored::v1::JournalLine>& lines() const { return lines_; }
  const std::filesystem::path& path() const { return path_; }

  // On the disk when it returns. UNAVAILABLE, reason JOURNAL_FAILED: nothing of it counts.
  absl::Status Append(const stored::v1::JournalLine& line);

 private:
  JournalFile(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  absl::Status Read();
  absl::StatusOr<std::string> ReadText() const;
  absl::Status Write(const std::string& bytes);

  const std::filesystem::path path_;
  const int descriptor_;
  std::vector<stored::v1::JournalLine> lines_;
  // Of whole lines.
  int64_t size_ = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_JOURNAL_FILE_H_

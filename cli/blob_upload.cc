#include "cli/blob_upload.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/progress_bar.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr size_t kChunkBytes = size_t{256} << 10;
constexpr int kAttempts = 5;
constexpr absl::Duration kPause = absl::Seconds(1);

absl::StatusOr<v1::UploadBlobResponse> UploadFrom(int64_t offset, const std::string& sha256,
                                                  const std::string& bytes, ProgressBar& bar,
                                                  Session& session) {
  v1::UploadHeader header;
  header.set_sha256(sha256);
  header.set_size_bytes(static_cast<int64_t>(bytes.size()));
  header.set_offset(offset);
  auto sent = static_cast<size_t>(offset);
  return session.content().UploadBlob(header, [&]() -> absl::StatusOr<std::string> {
    bar.Show(static_cast<int64_t>(sent), header.size_bytes(),
             absl::StrCat(FormatBytes(static_cast<int64_t>(sent)), " of ", FormatBytes(header.size_bytes())));
    const std::string chunk = bytes.substr(sent, kChunkBytes);
    sent += chunk.size();
    return chunk;
  });
}

// The same error, told of the file: of several, which one is it?
absl::Status OfFile(absl::string_view name, const absl::Status& status) {
  absl::Status named(status.code(), absl::StrCat(name, ": ", status.message()));
  status.ForEachPayload(
      [&named](absl::string_view type, const absl::Cord& payload) { named.SetPayload(type, payload); });
  return named;
}

}  // namespace

absl::StatusOr<v1::UploadBlobResponse> UploadBytes(absl::string_view name, const std::string& bytes,
                                                   Session& session) {
  ProgressBar bar(absl::StrCat("uploading ", std::filesystem::path(std::string(name)).filename().string()),
                  session.terminal());
  const std::string sha256 = Sha256Hex(bytes);
  for (int attempt = 1;; ++attempt) {
    v1::QueryUploadRequest query;
    query.set_sha256(sha256);
    ASSIGN_OR_RETURN(const v1::QueryUploadResponse progress, session.content().Call(query));
    // Of a file that is there already the header alone is sent, and the answer says so.
    const int64_t offset = progress.complete() ? 0 : progress.committed_size();
    auto response = UploadFrom(offset, sha256, bytes, bar, session);
    // The connection that broke may still have stored a little after the question where to go on.
    const bool moved_on = ReasonOf(response.status()) == "UPLOAD_OFFSET";
    if (response.ok()) return response;
    if (!(moved_on || absl::IsUnavailable(response.status())) || attempt == kAttempts) {
      return OfFile(name, response.status());
    }
    absl::SleepFor(kPause);
  }
}

}  // namespace communique::cli

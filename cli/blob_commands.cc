#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/blob_upload.h"
#include "cli/command_table.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/progress_bar.h"
#include "cli/resource_arguments.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

std::string MetadataWords(const v1::Blob& blob) {
  return absl::StrJoin(blob.found_metadata(), ", ", [](std::string* out, int found) {
    *out += EnumWord(v1::FoundMetadata_Name(static_cast<v1::FoundMetadata>(found)), "FOUND_METADATA_");
  });
}

void Print(const v1::Blob& blob, Session& session) {
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(blob);
    return;
  }
  const std::string pixels =
      blob.width() > 0 ? absl::StrCat(blob.width(), " × ", blob.height(), " pixels") : "";
  terminal.out << FormatFields({{"name", blob.name()},
                                {"type", blob.media_type()},
                                {"size", FormatBytes(blob.size_bytes())},
                                {"image", pixels},
                                {"pages", blob.page_count() > 0 ? absl::StrCat(blob.page_count()) : ""},
                                {"carries", MetadataWords(blob)}},
                               terminal.width);
}

absl::Status Download(const v1::Blob& blob, v1::View view, Session& session, std::ostream& out) {
  v1::DownloadBlobRequest request;
  request.set_name(blob.name());
  request.set_view(view);
  ProgressBar bar("downloading", session.terminal());
  int64_t received = 0;
  return session.content().DownloadBlob(request, [&](absl::string_view chunk) -> absl::Status {
    received += static_cast<int64_t>(chunk.size());
    bar.Show(received, blob.size_bytes(),
             absl::StrCat(FormatBytes(received), " of ", FormatBytes(blob.size_bytes())));
    out.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    return out ? absl::OkStatus() : absl::InternalError("the file cannot be written; is its disk full?");
  });
}

absl::Status Get(const Arguments& arguments, Session& session) {
  v1::GetBlobRequest request;
  request.set_name(FullName("blobs", arguments.Get("BLOB")));
  request.set_view(ViewOf(arguments));
  ASSIGN_OR_RETURN(const v1::GetBlobResponse response, session.content().Call(request));
  const std::string output = arguments.Get("--output");
  if (output.empty()) {
    Print(response.blob(), session);
    return absl::OkStatus();
  }
  if (output == "-") return Download(response.blob(), request.view(), session, session.terminal().out);
  return WriteFile(
      output, [&](std::ostream& file) { return Download(response.blob(), request.view(), session, file); });
}

absl::Status Upload(const Arguments& arguments, Session& session) {
  for (const std::string& path : arguments.All("FILE")) {
    ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
    ASSIGN_OR_RETURN(const v1::UploadBlobResponse response, UploadBytes(path, bytes, session));
    Print(response.blob(), session);
    if (response.already_stored()) session.terminal().err << path << " was stored already\n";
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> BlobCommands() {
  return {
      {.group = "blob",
       .name = "get",
       .summary = "Shows what is known of a stored file, or fetches its bytes",
       .examples = {{"blob get blobs/SHA256", "type, size, and what it carries besides what one sees"},
                    {"blob get SHA256 --output scan.jpg", "its bytes, into a file (- for standard output)"}},
       .words = {{.name = "BLOB",
                  .value = "",
                  .help = "blobs/SHA256, or the SHA-256 alone",
                  .times = Times::kOnce}},
       .options = {{.name = "--output", .value = "FILE", .help = "where its bytes go", .is_file = true},
                   ViewOption()},
       .run = Get},
      {.group = "blob",
       .name = "upload",
       .summary = "Stores files, so that statements can list them",
       .examples = {{"blob upload scan.jpg annex.pdf", "bytes that are there already are not sent again"}},
       .words = {{.name = "FILE",
                  .value = "",
                  .help =
                      "JPEG, PNG, WebP, PDF, plain text, OpenDocument or Office Open XML, at most 100 MiB",
                  .times = Times::kAtLeastOnce,
                  .is_file = true}},
       .options = {},
       .run = Upload},
  };
}

}  // namespace communique::cli

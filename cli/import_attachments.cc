#include "cli/import_attachments.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "serving/status_macros.h"
#include "statement/paths.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

std::string FileNameOf(const std::string& path) { return std::filesystem::path(path).filename().string(); }

absl::StatusOr<std::vector<AttachedFile>> ReadFiles(absl::Span<const std::string> paths) {
  std::vector<AttachedFile> files;
  for (const std::string& path : paths) {
    AttachedFile file{.path = path, .entry = {}, .bytes = {}};
    file.entry.set_file_name(FileNameOf(path));
    if (absl::Status fits = CheckFileName(file.entry.file_name()); !fits.ok()) {
      return UsageError(absl::StrCat("--attach ", path, ": ", fits.message(), "; rename the file"));
    }
    for (const AttachedFile& other : files) {
      if (other.entry.file_name() == file.entry.file_name()) {
        return UsageError(
            absl::StrCat(other.path, " and ", path, " have the same file name; rename one of them"));
      }
    }
    ASSIGN_OR_RETURN(file.bytes, ReadFile(path));
    if (file.bytes.empty()) return UsageError(absl::StrCat(path, " is empty"));
    file.entry.set_role(v1::ATTACHMENT_ROLE_DOCUMENT);
    files.push_back(std::move(file));
  }
  return files;
}

absl::Status SetAlternativeTexts(absl::Span<const std::string> texts, std::vector<AttachedFile>& files) {
  for (const std::string& text : texts) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    const auto file = std::find_if(files.begin(), files.end(), [&](const AttachedFile& one) {
      return one.path == parts.first || one.entry.file_name() == parts.first;
    });
    if (file == files.end() || parts.second.empty()) {
      return UsageError(
          absl::StrCat("--alt takes FILE=TEXT with a FILE given by --attach, not '", text, "'"));
    }
    file->entry.set_alternative_text(parts.second);
  }
  return absl::OkStatus();
}

// What the site shows as an image, judged by how it begins.
bool IsImage(absl::string_view bytes) {
  const bool is_webp = absl::StartsWith(bytes, "RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP";
  return is_webp || absl::StartsWith(bytes, "\xFF\xD8\xFF") || absl::StartsWith(bytes, "\x89PNG\r\n");
}

}  // namespace

absl::StatusOr<std::vector<AttachedFile>> ReadAttachedFiles(absl::Span<const std::string> paths,
                                                            absl::Span<const std::string> alternative_texts) {
  ASSIGN_OR_RETURN(std::vector<AttachedFile> files, ReadFiles(paths));
  RETURN_IF_ERROR(SetAlternativeTexts(alternative_texts, files));
  return files;
}

std::vector<text::Finding> CompareWithText(absl::Span<const AttachedFile> files,
                                           absl::Span<const text::AttachmentLine> lines) {
  std::vector<text::Finding> findings;
  std::vector<bool> named(files.size(), false);
  for (const text::AttachmentLine& line : lines) {
    if (!line.file.has_value()) {
      findings.push_back({line.line, absl::StrCat("names the file ", line.file_name,
                                                  ", which was not given; add it with --attach, or the "
                                                  "line stays in the text")});
      continue;
    }
    named[*line.file] = true;
    const std::string& name = files[*line.file].entry.file_name();
    if (!absl::EqualsIgnoreCase(line.file_name, name)) {
      findings.push_back({line.line, absl::StrCat("names the file ", line.file_name, "; ", name,
                                                  " is attached for it, under its own name")});
    }
  }
  for (size_t f = 0; f < files.size() && !lines.empty(); ++f) {
    if (!named[f]) {
      findings.push_back({0, absl::StrCat(files[f].path, " is attached though no line names it")});
    }
  }
  return findings;
}

std::vector<text::Finding> ImagesWithoutText(absl::Span<const AttachedFile> files) {
  std::vector<text::Finding> findings;
  for (const AttachedFile& file : files) {
    if (!IsImage(file.bytes) || !file.entry.alternative_text().empty()) continue;
    const std::string& name = file.entry.file_name();
    findings.push_back(
        {0, absl::StrCat(name,
                         ": nothing says what this image shows, so those who cannot see it are "
                         "told its file name; describe it with --alt ",
                         name, "=\"…\"")});
  }
  return findings;
}

}  // namespace communique::cli

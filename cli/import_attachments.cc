#include "cli/import_attachments.h"

#include <algorithm>
#include <filesystem>
#include <optional>
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

// The file of each line, by index; none where no name fits.
std::vector<std::optional<size_t>> Match(absl::Span<const text::AttachmentLine> lines,
                                         const std::vector<AttachedFile>& files) {
  std::vector<std::optional<size_t>> file_of_line(lines.size());
  std::vector<size_t> free_files;
  for (size_t f = 0; f < files.size(); ++f) {
    bool taken = false;
    for (size_t l = 0; l < lines.size() && !taken; ++l) {
      if (file_of_line[l].has_value()) continue;
      if (!absl::EqualsIgnoreCase(FileNameOf(lines[l].file_name), files[f].entry.file_name())) continue;
      file_of_line[l] = f;
      taken = true;
    }
    if (!taken) free_files.push_back(f);
  }
  const auto open = std::count(file_of_line.begin(), file_of_line.end(), std::nullopt);
  if (open == 1 && free_files.size() == 1) {
    *std::find(file_of_line.begin(), file_of_line.end(), std::nullopt) = free_files.front();
  }
  return file_of_line;
}

}  // namespace

absl::StatusOr<AttachmentPlan> PlanAttachments(absl::Span<const std::string> paths,
                                               absl::Span<const std::string> alternative_texts,
                                               absl::Span<const text::AttachmentLine> lines) {
  AttachmentPlan plan;
  ASSIGN_OR_RETURN(plan.files, ReadFiles(paths));
  RETURN_IF_ERROR(SetAlternativeTexts(alternative_texts, plan.files));
  std::vector<bool> named(plan.files.size(), false);
  const std::vector<std::optional<size_t>> file_of_line = Match(lines, plan.files);
  for (size_t l = 0; l < lines.size(); ++l) {
    const text::AttachmentLine& line = lines[l];
    if (!file_of_line[l].has_value()) {
      plan.findings.push_back({line.line, absl::StrCat("names the file ", line.file_name,
                                                       ", which was not given; add it with --attach")});
      continue;
    }
    AttachedFile& file = plan.files[*file_of_line[l]];
    named[*file_of_line[l]] = true;
    if (!absl::EqualsIgnoreCase(FileNameOf(line.file_name), file.entry.file_name())) {
      plan.findings.push_back({line.line, absl::StrCat("names the file ", line.file_name, "; ", file.path,
                                                       " is attached for it, under its own name")});
    }
  }
  for (size_t f = 0; f < plan.files.size() && !lines.empty(); ++f) {
    if (!named[f])
      plan.findings.push_back({0, absl::StrCat(plan.files[f].path, " is attached though no line names it")});
  }
  return plan;
}

}  // namespace communique::cli

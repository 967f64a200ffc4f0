#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/blob_upload.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "cli/import_attachments.h"
#include "cli/json.h"
#include "cli/publish.h"
#include "cli/request_id.h"
#include "cli/resource_arguments.h"
#include "cli/statement_view.h"
#include "serving/status_macros.h"
#include "statement/language.h"
#include "text/import.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr int kSignatoriesInOneCall = 1000;

absl::StatusOr<text::Imported> ReadText(const Arguments& arguments, const std::vector<AttachedFile>& files) {
  const std::string path = arguments.Get("FILE");
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::string format = arguments.Get("--format", "auto");
  if (format == "auto") {
    const std::string lower = absl::AsciiStrToLower(path);
    format = absl::EndsWith(lower, ".md") || absl::EndsWith(lower, ".markdown") ? "markdown" : "plain";
  }
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const AttachedFile& file : files) names.push_back(file.entry.file_name());
  return format == "markdown" ? text::ImportMarkdown(bytes, names) : text::ImportPlainText(bytes, names);
}

absl::StatusOr<std::string> LanguageOf(const Arguments& arguments, const text::Imported& imported) {
  const std::string language = arguments.Get("--language", imported.language_guess);
  if (language.empty() || language == "und") {
    return UsageError("the text does not show its language; give it with --language, as in --language en");
  }
  return CanonicalLanguage(language);
}

// On standard error, by line: what an editor should look at.
void Report(std::vector<text::Finding> findings, Session& session) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const text::Finding& a, const text::Finding& b) { return a.line < b.line; });
  for (const text::Finding& finding : findings) {
    if (finding.line > 0) session.terminal().err << "line " << finding.line << ": ";
    session.terminal().err << finding.message << "\n";
  }
}

absl::Status EnsureSection(const std::string& name, const std::string& language, const std::string& title,
                           Session& session) {
  v1::GetSectionRequest get;
  get.set_name(name);
  get.set_view(v1::VIEW_EDITORIAL);
  const auto found = session.content().Call(get);
  if (!absl::IsNotFound(found.status())) return found.status();
  v1::CreateSectionRequest create;
  create.set_section_id(name.substr(name.find('/') + 1));
  create.set_request_id(NewRequestId());
  (*create.mutable_section()->mutable_titles())[language] = title;
  const absl::Status created = session.content().Call(create).status();
  // Another import may have been quicker.
  return absl::IsAlreadyExists(created) ? absl::OkStatus() : created;
}

absl::Status UploadAttachments(std::vector<AttachedFile>& files, v1::Content& content, Session& session) {
  for (AttachedFile& file : files) {
    ASSIGN_OR_RETURN(const v1::UploadBlobResponse stored, UploadBytes(file.path, file.bytes, session));
    file.entry.set_blob(stored.blob().name());
    // A picture or a PDF that goes with a statement is nearly always the signed paper.
    const bool paper = stored.blob().width() > 0 || stored.blob().media_type() == "application/pdf";
    if (paper) file.entry.set_role(v1::ATTACHMENT_ROLE_SCAN);
    if (std::count(stored.blob().found_metadata().begin(), stored.blob().found_metadata().end(),
                   v1::FOUND_METADATA_POSITION) > 0) {
      session.terminal().err << file.path
                             << ": holds the position where it was taken; the site gets a copy without\n";
    }
    *content.add_attachments() = file.entry;
  }
  return absl::OkStatus();
}

absl::Status AddSignatories(const std::string& statement, const std::vector<v1::Signatory>& signatories,
                            Session& session) {
  v1::AddSignatoriesRequest request;
  for (size_t i = 0; i < signatories.size(); ++i) {
    *request.add_signatories() = signatories[i];
    if (request.signatories_size() < kSignatoriesInOneCall && i + 1 < signatories.size()) continue;
    request.set_parent(statement);
    request.set_request_id(NewRequestId());
    RETURN_IF_ERROR(session.content().Call(request).status());
    request.Clear();
  }
  return absl::OkStatus();
}

void PrintDryRun(const v1::Statement& statement, const text::Imported& imported, Session& session) {
  Terminal& terminal = session.terminal();
  if (!session.json()) {
    terminal.out << FormatStatement(statement, imported.signatories, terminal.width);
    return;
  }
  terminal.out << ToJson(statement);
}

// A statement with all that the text and the command line say, and no attachments yet.
absl::StatusOr<v1::Statement> Compose(const Arguments& arguments, const text::Imported& imported) {
  v1::Statement statement;
  ASSIGN_OR_RETURN(*statement.mutable_language(), LanguageOf(arguments, imported));
  statement.set_group(arguments.Get("--group"));
  statement.set_draft_state(v1::DRAFT_STATE_DRAFT);
  statement.set_public_state(v1::PUBLIC_STATE_NEVER);
  v1::Content& content = *statement.mutable_draft()->mutable_content();
  content = imported.content;
  content.set_section(FullName("sections", arguments.Get("--section")));
  content.set_slug(arguments.Get("--slug"));
  content.set_source_uri(arguments.Get("--source"));
  if (arguments.Has("--title")) content.set_title(arguments.Get("--title"));
  if (content.title().empty()) return UsageError("the text has no title; give one with --title");
  return statement;
}

absl::Status Import(const Arguments& arguments, Session& session) {
  if (arguments.Has("--wait") && !arguments.Has("--publish")) return UsageError("--wait goes with --publish");
  ASSIGN_OR_RETURN(std::vector<AttachedFile> files,
                   ReadAttachedFiles(arguments.All("--attach"), arguments.All("--alt")));
  ASSIGN_OR_RETURN(const text::Imported imported, ReadText(arguments, files));
  std::vector<text::Finding> findings = CompareWithText(files, imported.attachment_lines);
  findings.insert(findings.end(), imported.findings.begin(), imported.findings.end());
  Report(std::move(findings), session);
  ASSIGN_OR_RETURN(v1::Statement statement, Compose(arguments, imported));
  v1::Content& content = *statement.mutable_draft()->mutable_content();
  if (arguments.Has("--dry-run")) {
    for (const AttachedFile& file : files) *content.add_attachments() = file.entry;
    PrintDryRun(statement, imported, session);
    return absl::OkStatus();
  }
  if (arguments.Has("--create-section")) {
    RETURN_IF_ERROR(
        EnsureSection(content.section(), statement.language(), arguments.Get("--create-section"), session));
  }
  RETURN_IF_ERROR(UploadAttachments(files, content, session));

  v1::CreateStatementRequest request;
  request.set_statement_id(arguments.Get("--id"));
  *request.mutable_statement() = statement;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::CreateStatementResponse created, session.content().Call(request));
  const std::string& name = created.statement().name();
  const absl::Status signed_by = AddSignatories(name, imported.signatories, session);
  if (!signed_by.ok()) {
    session.terminal().err << name << " was created, but its signatories could not all be added\n";
    return signed_by;
  }
  if (!arguments.Has("--publish")) {
    PrintSummary(created.statement(), session);
    return absl::OkStatus();
  }
  const absl::StatusOr<Published> published = PublishStatement(name, "", session);
  if (!published.ok()) {
    session.terminal().err << name << " is a draft now, and not published\n";
    return published.status();
  }
  return FinishPublication(*published, arguments.Has("--wait"), session);
}

}  // namespace

std::vector<Command> ImportCommands() {
  return {
      {.group = "",
       .name = "import",
       .summary = "Makes a statement from a text, with its signatories and files",
       .examples = {{"import letter.txt --section press --dry-run",
                     "shows what would be made of the text, and stores nothing"},
                    {"import letter.txt --section press --attach scan.jpg",
                     "a draft; 'statement publish' makes it public"},
                    {"import letter.md --section press --create-section Press --publish --wait",
                     "public, and on the site when the command ends"},
                    {"import appel.md --section press --language fr --group river-appeal --slug appel",
                     "the French version of a text that is there already"}},
       .words = {{.name = "FILE",
                  .value = "",
                  .help = "plain text or Markdown in UTF-8 (- for standard input)",
                  .times = Times::kOnce,
                  .is_file = true}},
       .options =
           {{.name = "--section",
             .value = "ID",
             .help = "the section it is filed under",
             .times = Times::kOnce},
            {.name = "--create-section",
             .value = "TITLE",
             .help = "make that section, with this title, if it is not there"},
            {.name = "--language", .value = "TAG", .help = "BCP 47 tag (default: what the text looks like)"},
            {.name = "--title", .value = "TITLE", .help = "instead of the text's own"},
            {.name = "--slug", .value = "SLUG", .help = "its part of the address (default: from the title)"},
            {.name = "--id",
             .value = "ID",
             .help = "its permanent id, no names of people in it (default: a new one)"},
            {.name = "--group",
             .value = "ID",
             .help = "the group of its language versions (default: a new one)"},
            {.name = "--attach",
             .value = "FILE",
             .help = "a file that goes with it",
             .times = Times::kAnyNumber,
             .is_file = true},
            {.name = "--alt",
             .value = "FILE=TEXT",
             .help = "what an attached image shows, for those who cannot see it",
             .times = Times::kAnyNumber},
            {.name = "--source", .value = "URL", .help = "where the text came from"},
            {.name = "--format",
             .value = "FORMAT",
             .help = "of the text; auto takes .md for Markdown",
             .choices = {"auto", "plain", "markdown"}},
            {.name = "--publish", .value = "", .help = "make it public at once"},
            {.name = "--wait", .value = "", .help = "with --publish: wait until the site shows it"},
            {.name = "--dry-run",
             .value = "",
             .help = "show what would be made of the text, and store nothing"}},
       .run = Import}};
}

}  // namespace communique::cli

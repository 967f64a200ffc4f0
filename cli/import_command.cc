#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "cli/import_attachments.h"
#include "cli/import_store.h"
#include "cli/json.h"
#include "cli/publish.h"
#include "cli/resource_arguments.h"
#include "cli/statement_view.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"
#include "statement/language.h"
#include "text/dates.h"
#include "text/import.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr absl::string_view kNoLanguage =
    "the text does not show its language; give it with --language, as in --language en";

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
  // A dry run shows the text all the same; Import has reported it.
  if (language == "und" && arguments.Has("--dry-run")) return language;
  if (language.empty() || language == "und") {
    return UsageError(kNoLanguage);
  }
  return CanonicalLanguage(language);
}

// On standard error, by line: what an editor should look at.
void Report(std::vector<text::Finding> findings, Session& session) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const text::Finding& a, const text::Finding& b) { return a.line < b.line; });
  Terminal& terminal = session.terminal();
  for (const text::Finding& finding : findings) {
    const std::string place = finding.line > 0 ? absl::StrCat("line ", finding.line, ": ") : "";
    terminal.err << Wrap(absl::StrCat(place, finding.message), terminal.err_width, 2) << "\n";
  }
}

absl::Status SetPublicationDate(const Arguments& arguments, v1::Content& content) {
  if (!arguments.Has("--published")) return absl::OkStatus();
  const auto day = text::ReadDate(arguments.Get("--published"));
  if (!day || day->ambiguous) {
    return UsageError(absl::StrCat("--published takes a day, as in --published 2024-05-16, not '",
                                   arguments.Get("--published"), "'"));
  }
  *content.mutable_publication_date() = day->date;
  return absl::OkStatus();
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
  if (arguments.Has("--section")) content.set_section(FullName("sections", arguments.Get("--section")));
  content.set_slug(arguments.Get("--slug"));
  content.set_source_uri(arguments.Get("--source"));
  if (arguments.Has("--title")) content.set_title(arguments.Get("--title"));
  if (content.title().empty()) return UsageError("the text has no title; give one with --title");
  RETURN_IF_ERROR(SetPublicationDate(arguments, content));
  return statement;
}

// What would be sent: for people as it would be shown, as JSON the requests themselves.
void PrintDryRun(ImportedStatement imported, Session& session) {
  Terminal& terminal = session.terminal();
  for (const AttachedFile& file : imported.files) {
    *imported.statement.mutable_draft()->mutable_content()->add_attachments() = file.entry;
  }
  if (!session.json()) {
    imported.statement.set_signatory_count(static_cast<int32_t>(imported.signatories.size()));
    terminal.out << FormatStatement(imported.statement, imported.signatories, terminal.width);
    return;
  }
  v1::CreateStatementRequest create;
  create.set_statement_id(imported.id);
  create.set_take_over_gone_path(imported.take_over_gone_path);
  *create.mutable_statement() = std::move(imported.statement);
  terminal.out << ToJson(create);
  if (imported.signatories.empty()) return;
  v1::AddSignatoriesRequest add;
  add.mutable_signatories()->Assign(imported.signatories.begin(), imported.signatories.end());
  terminal.out << ToJson(add);
}

absl::Status CheckOptions(const Arguments& arguments) {
  if (arguments.Has("--wait") && !arguments.Has("--publish")) return UsageError("--wait goes with --publish");
  if (!arguments.Has("--section") && !arguments.Has("--dry-run")) {
    return UsageError(
        "--section is required, the section that the statement is filed under; see: communique import "
        "--help");
  }
  return absl::OkStatus();
}

absl::Status Import(const Arguments& arguments, Session& session) {
  RETURN_IF_ERROR(CheckOptions(arguments));
  ImportedStatement import;
  ASSIGN_OR_RETURN(import.files, ReadAttachedFiles(arguments.All("--attach"), arguments.All("--alt")));
  ASSIGN_OR_RETURN(text::Imported read, ReadText(arguments, import.files));
  std::vector<text::Finding> findings = CompareWithText(import.files, read.attachment_lines);
  findings.insert(findings.end(), read.findings.begin(), read.findings.end());
  const std::vector<text::Finding> undescribed = ImagesWithoutText(import.files);
  findings.insert(findings.end(), undescribed.begin(), undescribed.end());
  if (arguments.Has("--dry-run") && !arguments.Has("--language") && read.language_guess == "und") {
    findings.push_back({0, std::string(kNoLanguage)});
  }
  Report(std::move(findings), session);
  ASSIGN_OR_RETURN(import.statement, Compose(arguments, read));
  import.signatories = std::move(read.signatories);
  import.id = arguments.Get("--id");
  import.section_title = arguments.Get("--create-section");
  import.take_over_gone_path = arguments.Has("--take-over");
  if (arguments.Has("--dry-run")) {
    PrintDryRun(std::move(import), session);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const v1::Statement created, StoreImported(std::move(import), session));
  if (!arguments.Has("--publish")) {
    PrintSummary(created, session);
    return absl::OkStatus();
  }
  v1::PublishStatementRequest publish;
  publish.set_name(created.name());
  const absl::StatusOr<Published> published = PublishStatement(std::move(publish), session);
  if (!published.ok()) {
    session.terminal().err << created.name() << " is a draft now, and not published\n";
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
       .examples = {{"import letter.txt --dry-run",
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
             .help = "the section it is filed under; only a dry run does without"},
            {.name = "--create-section",
             .value = "TITLE",
             .help = "make that section, with this title, if it is not there"},
            {.name = "--language", .value = "TAG", .help = "BCP 47 tag (default: what the text looks like)"},
            {.name = "--title", .value = "TITLE", .help = "instead of the text's own"},
            {.name = "--slug", .value = "SLUG", .help = "its part of the address (default: from the title)"},
            {.name = "--take-over",
             .value = "",
             .help = "take its address also from a statement that is removed"},
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
            {.name = "--published",
             .value = "DAY",
             .help = "the day it counts as published (default: as the text says, else the day of its first "
                     "publication)"},
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

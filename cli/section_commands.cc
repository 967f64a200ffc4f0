#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "cli/request_id.h"
#include "cli/resource_arguments.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr int kLargestPage = 500;

std::string TitleWords(const v1::Section& section) {
  // A protobuf map has no order of its own.
  const std::map<std::string, std::string> titles(section.titles().begin(), section.titles().end());
  return absl::StrJoin(titles, ", ", [](std::string* out, const auto& title) {
    absl::StrAppend(out, title.second, " (", title.first, ")");
  });
}

void Print(const v1::Section& section, Session& session) {
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(section);
    return;
  }
  terminal.out << FormatFields(
      {{"name", section.name()}, {"titles", TitleWords(section)}, {"parent", section.parent()}},
      terminal.width);
}

absl::Status ReadTitles(const Arguments& arguments, v1::Section& section) {
  for (const std::string& title : arguments.All("--title")) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(title, absl::MaxSplits('=', 1));
    if (parts.first.empty() || parts.second.empty()) {
      return UsageError(
          absl::StrCat("--title takes LANGUAGE=TITLE, as in --title en=\"Press\", not '", title, "'"));
    }
    (*section.mutable_titles())[parts.first] = parts.second;
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Section> NewestState(const Arguments& arguments, Session& session) {
  v1::GetSectionRequest request;
  request.set_name(FullName("sections", arguments.Get("SECTION")));
  request.set_view(v1::VIEW_EDITORIAL);
  ASSIGN_OR_RETURN(v1::GetSectionResponse response, session.content().Call(request));
  return std::move(*response.mutable_section());
}

absl::Status Create(const Arguments& arguments, Session& session) {
  v1::CreateSectionRequest request;
  request.set_section_id(arguments.Get("ID"));
  request.set_request_id(NewRequestId());
  RETURN_IF_ERROR(ReadTitles(arguments, *request.mutable_section()));
  if (arguments.Has("--parent"))
    request.mutable_section()->set_parent(FullName("sections", arguments.Get("--parent")));
  ASSIGN_OR_RETURN(const int order, NumberOf(arguments, "--order", 0, 0));
  request.mutable_section()->set_display_order(order);
  ASSIGN_OR_RETURN(const v1::CreateSectionResponse response, session.content().Call(request));
  Print(response.section(), session);
  return absl::OkStatus();
}

absl::Status Get(const Arguments& arguments, Session& session) {
  v1::GetSectionRequest request;
  request.set_name(FullName("sections", arguments.Get("SECTION")));
  request.set_view(ViewOf(arguments));
  ASSIGN_OR_RETURN(const v1::GetSectionResponse response, session.content().Call(request));
  Print(response.section(), session);
  return absl::OkStatus();
}

absl::Status List(const Arguments& arguments, Session& session) {
  v1::ListSectionsRequest request;
  request.set_view(ViewOf(arguments));
  request.set_page_size(kLargestPage);
  v1::ListSectionsResponse all;
  do {
    ASSIGN_OR_RETURN(v1::ListSectionsResponse page, session.content().Call(request));
    for (v1::Section& section : *page.mutable_sections()) *all.add_sections() = std::move(section);
    all.set_position(page.position());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(all);
    return absl::OkStatus();
  }
  std::vector<std::vector<std::string>> rows;
  for (const v1::Section& section : all.sections()) {
    rows.push_back({section.name(), section.parent(), TitleWords(section)});
  }
  terminal.out << FormatTable(rows, terminal.width);
  if (rows.empty())
    terminal.err << "communique: there is no section yet; 'communique section create' makes one\n";
  return absl::OkStatus();
}

absl::Status Update(const Arguments& arguments, Session& session) {
  v1::UpdateSectionRequest request;
  auto& mask = *request.mutable_update_mask();
  if (arguments.Has("--parent") && arguments.Has("--top")) {
    return UsageError("give either --parent or --top");
  }
  if (arguments.Has("--parent") || arguments.Has("--top")) mask.add_paths("parent");
  if (arguments.Has("--title") || arguments.Has("--drop-title")) mask.add_paths("titles");
  if (arguments.Has("--order")) mask.add_paths("display_order");
  if (mask.paths().empty()) return UsageError("give what is to change: --title, --parent, --top or --order");
  ASSIGN_OR_RETURN(*request.mutable_section(), NewestState(arguments, session));
  v1::Section& section = *request.mutable_section();
  for (const std::string& language : arguments.All("--drop-title")) {
    section.mutable_titles()->erase(language);
  }
  RETURN_IF_ERROR(ReadTitles(arguments, section));
  if (arguments.Has("--top")) section.clear_parent();
  if (arguments.Has("--parent")) section.set_parent(FullName("sections", arguments.Get("--parent")));
  ASSIGN_OR_RETURN(const int order, NumberOf(arguments, "--order", 0, 0));
  if (arguments.Has("--order")) section.set_display_order(order);
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::UpdateSectionResponse response, session.content().Call(request));
  Print(response.section(), session);
  return absl::OkStatus();
}

absl::Status Delete(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const v1::Section section, NewestState(arguments, session));
  v1::DeleteSectionRequest request;
  request.set_name(section.name());
  request.set_etag(section.etag());
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::DeleteSectionResponse response, session.content().Call(request));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(response);
  } else {
    terminal.out << "deleted " << section.name() << "\n";
  }
  return absl::OkStatus();
}

const Parameter kSection = {
    .name = "SECTION", .value = "", .help = "sections/ID, or the ID alone", .times = Times::kOnce};

}  // namespace

std::vector<Command> SectionCommands() {
  return {
      {.group = "section",
       .name = "create",
       .summary = "Makes a section that statements are filed under",
       .examples = {{"section create press --title en=\"Press statements\" --title ko=보도자료",
                     "the id stands in addresses for ever, titles are shown"},
                    {"section create water --parent press --title en=Water", "a section below another one"}},
       .words = {{.name = "ID",
                  .value = "",
                  .help = "a-z, 0-9 and -, beginning with a letter",
                  .times = Times::kOnce}},
       .options = {{.name = "--title",
                    .value = "LANGUAGE=TITLE",
                    .help = "at least one",
                    .times = Times::kAtLeastOnce},
                   {.name = "--parent", .value = "ID", .help = "the section above it"},
                   {.name = "--order",
                    .value = "NUMBER",
                    .help = "its place among its siblings (default 0)"}},
       .run = Create},
      {.group = "section",
       .name = "get",
       .summary = "Shows a section",
       .examples = {{"section get press", "its titles and the section above it"}},
       .words = {kSection},
       .options = {ViewOption()},
       .run = Get},
      {.group = "section",
       .name = "list",
       .summary = "Lists sections by name: parent and titles",
       .examples = {{"section list", "all of them"}},
       .words = {},
       .options = {ViewOption()},
       .run = List},
      {.group = "section",
       .name = "update",
       .summary = "Changes the titles of a section, or its place in the tree; no address changes by it",
       .examples = {{"section update press --title fr=\"Communiqués\"", "one more title; the others stay"},
                    {"section update water --parent letters", "with all that is below it"},
                    {"section update water --top", "to the top level"}},
       .words = {kSection},
       .options = {{.name = "--title",
                    .value = "LANGUAGE=TITLE",
                    .help = "a new title in a language",
                    .times = Times::kAnyNumber},
                   {.name = "--drop-title",
                    .value = "LANGUAGE",
                    .help = "the title in a language goes",
                    .times = Times::kAnyNumber},
                   {.name = "--parent", .value = "ID", .help = "the section above it from now on"},
                   {.name = "--top", .value = "", .help = "no section is above it from now on"},
                   {.name = "--order", .value = "NUMBER", .help = "its place among its siblings"}},
       .run = Update},
      {.group = "section",
       .name = "delete",
       .summary = "Deletes a section that is empty: nothing below it, and nothing was ever filed in it",
       .examples = {{"section delete water", "its id can be used again"}},
       .words = {kSection},
       .options = {},
       .run = Delete},
  };
}

}  // namespace communique::cli

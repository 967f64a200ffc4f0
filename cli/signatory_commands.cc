#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "cli/render_wait.h"
#include "cli/request_id.h"
#include "cli/resource_arguments.h"
#include "cli/signatory_rows.h"
#include "cli/text_layout.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

absl::Status List(const Arguments& arguments, Session& session) {
  const std::string statement = FullName("statements", arguments.Get("STATEMENT"));
  ASSIGN_OR_RETURN(const auto rows, AllSignatories(statement, ViewOf(arguments), session));
  PrintSignatories(rows, session);
  if (rows.empty()) session.terminal().err << "communique: nobody has signed it\n";
  return absl::OkStatus();
}

void WarnOf(const google::protobuf::RepeatedPtrField<v1::DuplicateSignatory>& duplicates, Session& session) {
  for (const v1::DuplicateSignatory& duplicate : duplicates) {
    session.terminal().err << duplicate.signatory() << ": seems to be the same as " << duplicate.same_as()
                           << "\n";
  }
}

absl::Status Add(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const int order, NumberOf(arguments, "--order", 0, 0));
  v1::AddSignatoriesRequest request;
  request.set_parent(FullName("statements", arguments.Get("STATEMENT")));
  for (const std::string& name : arguments.All("--organisation")) {
    request.add_signatories()->mutable_organisation()->set_name(name);
  }
  for (const std::string& name : arguments.All("--person")) {
    request.add_signatories()->mutable_person()->set_name(name);
  }
  for (const std::string& name : arguments.All("--state")) {
    request.add_signatories()->mutable_state()->set_name(name);
  }
  if (request.signatories().empty())
    return UsageError("name those who sign: --organisation, --person, --state");
  for (v1::Signatory& signatory : *request.mutable_signatories()) {
    signatory.set_display_order(order);
    signatory.set_group_heading(arguments.Get("--heading"));
  }
  request.set_although_closed(arguments.Has("--although-closed"));
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::AddSignatoriesResponse response, session.content().Call(request));
  WarnOf(response.duplicates(), session);
  PrintSignatories({response.signatories().begin(), response.signatories().end()}, session);
  return absl::OkStatus();
}

// Prints the row, and waits before that until the site shows it where that was asked for.
template <typename Response>
absl::Status Finish(const Response& response, const Arguments& arguments, Session& session) {
  if (!arguments.Has("--wait")) {
    PrintSignatories({response.signatory()}, session);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const SignatoryId id, ParseSignatoryName(response.signatory().name()));
  ASSIGN_OR_RETURN(const auto rendered,
                   WaitForRender(response.position(), {StatementName(id.statement)}, session));
  PrintSignatories({response.signatory()}, session);
  return ReportFailures(rendered.failures(), session);
}

absl::Status Withdraw(const Arguments& arguments, Session& session) {
  v1::WithdrawSignatoryRequest request;
  request.set_name(arguments.Get("SIGNATORY"));
  request.set_etag(arguments.Get("--etag"));
  if (request.etag().empty()) {
    ASSIGN_OR_RETURN(const v1::Signatory row, NewestSignatory(request.name(), session));
    request.set_etag(row.etag());
  }
  request.set_reason(arguments.Get("--reason"));
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::WithdrawSignatoryResponse response, session.content().Call(request));
  return Finish(response, arguments, session);
}

// The options of `correct` that are fields of a party, by their names.
constexpr const char* kPartyOptions[] = {"--name",        "--abbreviation", "--country",
                                         "--affiliation", "--title",        "--represented-by"};

// Changes what is given of the party that the row has.
absl::Status CorrectParty(const Arguments& arguments, v1::Signatory& row, google::protobuf::FieldMask& mask) {
  const auto* party_field = row.GetReflection()->GetOneofFieldDescriptor(
      row, v1::Signatory::descriptor()->FindOneofByName("party"));
  for (const char* const option : kPartyOptions) {
    if (!arguments.Has(option)) continue;
    const std::string field = absl::StrReplaceAll(option, {{"--", ""}, {"-", "_"}});
    const auto* of_party =
        party_field == nullptr ? nullptr : party_field->message_type()->FindFieldByName(field);
    if (of_party == nullptr) {
      return UsageError(absl::StrCat(option, " is nothing that ",
                                     party_field == nullptr ? "this row" : party_field->name(), " has"));
    }
    google::protobuf::Message* party = row.GetReflection()->MutableMessage(&row, party_field);
    party->GetReflection()->SetString(party, of_party, arguments.Get(option));
    if (mask.paths().empty()) mask.add_paths(party_field->name());
  }
  return absl::OkStatus();
}

absl::Status Correct(const Arguments& arguments, Session& session) {
  v1::CorrectSignatoryRequest request;
  ASSIGN_OR_RETURN(*request.mutable_signatory(), NewestSignatory(arguments.Get("SIGNATORY"), session));
  v1::Signatory& row = *request.mutable_signatory();
  google::protobuf::FieldMask& mask = *request.mutable_update_mask();
  RETURN_IF_ERROR(CorrectParty(arguments, row, mask));
  if (arguments.Has("--heading")) {
    row.set_group_heading(arguments.Get("--heading"));
    mask.add_paths("group_heading");
  }
  if (arguments.Has("--order")) {
    ASSIGN_OR_RETURN(const int order, NumberOf(arguments, "--order", 0, 0));
    row.set_display_order(order);
    mask.add_paths("display_order");
  }
  if (mask.paths().empty()) return UsageError("say what is to be corrected: --name, --heading, --order, …");
  if (arguments.Has("--etag")) row.set_etag(arguments.Get("--etag"));
  request.set_reason(arguments.Get("--reason"));
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::CorrectSignatoryResponse response, session.content().Call(request));
  return Finish(response, arguments, session);
}

absl::Status Check(const Arguments& arguments, Session& session) {
  v1::CheckSignatoriesRequest request;
  request.set_parent(FullName("statements", arguments.Get("STATEMENT")));
  ASSIGN_OR_RETURN(const v1::CheckSignatoriesResponse check, session.content().Call(request));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(check);
    return absl::OkStatus();
  }
  terminal.out << FormatFields(
      {{"signed", absl::StrCat(check.signatory_count())},
       {"withdrawn", absl::StrCat(check.withdrawn_count())},
       {"stated by the text", check.stated_count() == 0 ? "" : absl::StrCat(check.stated_count())},
       {"open for signature", check.open() ? "yes" : "no"}},
      terminal.width);
  std::vector<std::vector<std::string>> rows;
  for (const v1::DuplicateSignatory& duplicate : check.duplicates()) {
    rows.push_back({duplicate.signatory(), absl::StrCat("seems to be the same as ", duplicate.same_as())});
  }
  terminal.out << FormatTable(rows, terminal.width);
  if (check.stated_count() != 0 && check.stated_count() != check.signatory_count()) {
    terminal.err << "communique: the text states another number than the list has\n";
  }
  return absl::OkStatus();
}

const Parameter kStatement = {
    .name = "STATEMENT", .value = "", .help = "statements/ID, or the ID alone", .times = Times::kOnce};
const Parameter kSignatory = {.name = "SIGNATORY",
                              .value = "",
                              .help = "statements/ID/signatories/NUMBER, as 'signatory list' shows it",
                              .times = Times::kOnce};
const Parameter kReason = {
    .name = "--reason", .value = "TEXT", .help = "why, for the public", .times = Times::kOnce};
const Parameter kEtag = {
    .name = "--etag", .value = "ETAG", .help = "change only this state of the row (default: the newest)"};
const Parameter kHeading = {.name = "--heading", .value = "TEXT", .help = "the heading it is listed under"};
const Parameter kOrder = {.name = "--order", .value = "NUMBER", .help = "its place in the list, ascending"};
const Parameter kWait = {.name = "--wait", .value = "", .help = "wait until the site shows it"};

Parameter Named(const std::string& name, const std::string& help) {
  return {.name = name, .value = "NAME", .help = help, .times = Times::kAnyNumber};
}
Parameter Text(const std::string& name, const std::string& help) {
  return {.name = name, .value = "TEXT", .help = help};
}

}  // namespace

std::vector<Command> SignatoryCommands() {
  return {
      {.group = "signatory",
       .name = "list",
       .summary = "Lists who signed a statement, in the order of display",
       .examples = {{"signatory list river-appeal", "with those who withdrew"}},
       .words = {kStatement},
       .options = {ViewOption()},
       .run = List},
      {.group = "signatory",
       .name = "add",
       .summary = "Adds signatories to a statement",
       .examples =
           {{"signatory add river-appeal --organisation \"Fishers of the Delta\" --person \"Kim Hana\"",
             "says which seem to be in the list already"},
            {"signatory add river-appeal --state Norway --although-closed",
             "also where the published text does not call for signatures"}},
       .words = {kStatement},
       .options = {Named("--organisation", "an organisation that signs"),
                   Named("--person", "a person who signs"),
                   Named("--state", "a State that signs"),
                   kHeading,
                   kOrder,
                   {.name = "--although-closed",
                    .value = "",
                    .help = "add them to a published statement that is not open for signature"}},
       .run = Add},
      {.group = "signatory",
       .name = "withdraw",
       .summary = "Marks a signatory as withdrawn; the row stays in the list",
       .examples =
           {{"signatory withdraw statements/river-appeal/signatories/7 --reason \"They asked for it.\"",
             "the reason is public"}},
       .words = {kSignatory},
       .options = {kReason, kEtag, kWait},
       .run = Withdraw},
      {.group = "signatory",
       .name = "correct",
       .summary = "Corrects what the list says of a signatory; one who withdrew has signed again",
       .examples =
           {{"signatory correct statements/river-appeal/signatories/7 --name \"Fishers of the Delta\" "
             "--reason \"The name was misspelt.\"",
             "the row is marked as corrected, with the reason"}},
       .words = {kSignatory},
       .options = {kReason, Text("--name", "another name"), Text("--abbreviation", "of an organisation"),
                   Text("--country", "of an organisation"), Text("--affiliation", "of a person"),
                   Text("--title", "of a person"), Text("--represented-by", "of a State"), kHeading, kOrder,
                   kEtag, kWait},
       .run = Correct},
      {.group = "signatory",
       .name = "check",
       .summary = "Holds the list against the number that the text states, and finds who is in it twice",
       .examples = {{"signatory check river-appeal", "counts, and rows that seem to be the same"}},
       .words = {kStatement},
       .options = {},
       .run = Check},
  };
}

}  // namespace communique::cli

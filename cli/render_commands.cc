#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/command_table.h"
#include "cli/json.h"
#include "cli/progress_bar.h"
#include "cli/render_wait.h"
#include "cli/resource_arguments.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = render::v1;

const std::map<std::string, v1::OutputKind>& OutputKinds() {
  static const auto* const kinds =
      new std::map<std::string, v1::OutputKind>{{"derivative", v1::OUTPUT_KIND_DERIVATIVE},
                                                {"file", v1::OUTPUT_KIND_FILE},
                                                {"page", v1::OUTPUT_KIND_PAGE},
                                                {"pdf", v1::OUTPUT_KIND_PDF},
                                                {"png", v1::OUTPUT_KIND_PNG}};
  return *kinds;
}

// Whether the site shows all that is public is known only while content-service says how far it has come.
std::string SiteState(const v1::GetStatusResponse& status) {
  if (status.has_epoch_change()) return "stands still: content-service has another history";
  if (!status.connected() || status.head().empty()) return "not known to be up to date";
  return status.lag() == 0 ? "up to date" : absl::StrCat("being rendered, ", status.lag(), " behind");
}

// "3 (statements/a, statements/b, …)"
std::string CountAndNames(int64_t count, const google::protobuf::RepeatedPtrField<std::string>& names) {
  if (count == 0) return "0";
  return absl::StrCat(count, " (", absl::StrJoin(names, ", "), count > names.size() ? ", …)" : ")");
}

// What another history would change, to be looked at before it is accepted.
std::string DescribeChange(const v1::EpochChange& change, size_t width) {
  return FormatFields({{"new epoch", change.epoch()},
                       {"would be added", CountAndNames(change.added_count(), change.added())},
                       {"would be removed", CountAndNames(change.removed_count(), change.removed())},
                       {"would come back", CountAndNames(change.resurrected_count(), change.resurrected())},
                       {"would differ", CountAndNames(change.different_count(), change.different())}},
                      width);
}

absl::Status AcceptEpoch(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const v1::GetStatusResponse status, session.render().Call(v1::GetStatusRequest()));
  v1::AcceptEpochRequest request;
  // Without a name it is the one that is shown here; where none waits, the service says so.
  request.set_epoch(arguments.Get("EPOCH", status.epoch_change().epoch()));
  ASSIGN_OR_RETURN(const v1::AcceptEpochResponse accepted, session.render().Call(request));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(status.epoch_change());
    return absl::OkStatus();
  }
  terminal.out << DescribeChange(status.epoch_change(), terminal.width)
               << "accepted; 'communique render wait' waits until the site shows it\n";
  return absl::OkStatus();
}

absl::Status Status(const Arguments&, Session& session) {
  ASSIGN_OR_RETURN(const v1::GetStatusResponse status, session.render().Call(v1::GetStatusRequest()));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(status);
    return absl::OkStatus();
  }
  terminal.out << FormatFields({{"content-service", status.connected() ? "connected" : "not connected"},
                                {"site", SiteState(status)},
                                {"statements", absl::StrCat(status.statement_count())},
                                {"files", absl::StrCat(status.output_count())},
                                {"failed files", absl::StrCat(status.failure_count())},
                                {"last error", status.last_error()},
                                {"position", status.position()}},
                               terminal.width);
  if (status.has_epoch_change()) terminal.out << DescribeChange(status.epoch_change(), terminal.width);
  return absl::OkStatus();
}

std::vector<std::string> Statements(const Arguments& arguments) {
  std::vector<std::string> names;
  for (const std::string& name : arguments.All("STATEMENT")) names.push_back(FullName("statements", name));
  return names;
}

absl::Status Wait(const Arguments& arguments, Session& session) {
  std::string position = arguments.Get("--position");
  if (position.empty()) {
    content::v1::GetHeadRequest request;
    request.set_view(content::v1::VIEW_PUBLIC);
    ASSIGN_OR_RETURN(const content::v1::GetHeadResponse head, session.content().Call(request));
    position = head.position();
  }
  ASSIGN_OR_RETURN(const v1::WaitForPositionResponse response,
                   WaitForRender(position, Statements(arguments), session));
  if (session.json()) {
    session.terminal().out << ToJson(response);
  } else {
    session.terminal().out << "the site shows everything up to " << response.position() << "\n";
  }
  return ReportFailures(response.failures(), session);
}

absl::Status Run(const Arguments& arguments, Session& session) {
  v1::StartRenderRequest request;
  for (const std::string& name : Statements(arguments)) request.add_statements(name);
  for (const std::string& kind : arguments.All("--kind")) request.add_kinds(OutputKinds().at(kind));
  ASSIGN_OR_RETURN(const v1::StartRenderResponse started, session.render().Call(request));
  v1::Job job = started.job();
  v1::WatchJobRequest watch;
  watch.set_name(job.name());
  {
    ProgressBar bar("rendering", session.terminal());
    RETURN_IF_ERROR(session.render().WatchJob(watch, session.patience(), [&](const v1::Job& now) {
      job = now;
      bar.Show(job.done(), job.total(), absl::StrCat(job.done(), " of ", job.total(), " files"));
    }));
  }
  if (session.json()) {
    session.terminal().out << ToJson(job);
  } else {
    session.terminal().out << absl::StrCat(job.name(), ": ", job.done(), " files rendered, ", job.written(),
                                           " have other bytes than before, ", job.failed(), " failed\n");
  }
  return ReportFailures(job.failures(), session);
}

const Parameter kStatements = {.name = "STATEMENT",
                               .value = "",
                               .help = "only for these: statements/ID, or the ID alone",
                               .times = Times::kAnyNumber};

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const auto& [name, kind] : OutputKinds()) names.push_back(name);
  return names;
}

}  // namespace

std::vector<Command> RenderCommands() {
  return {
      {.group = "render",
       .name = "status",
       .summary = "Shows how far the site is, and what went wrong last",
       .examples = {{"render status", "is it connected, how many files are there, did any fail"}},
       .words = {},
       .options = {},
       .run = Status},
      {.group = "render",
       .name = "wait",
       .summary = "Waits until the site shows everything public; exits with 7 where a file of it failed",
       .examples = {{"render wait", "up to what is public now"},
                    {"render wait river-appeal --timeout 60", "only failures of one statement, for a minute"},
                    {"render wait --position POSITION", "up to what a write answered"}},
       .words = {kStatements},
       .options = {{.name = "--position",
                    .value = "POSITION",
                    .help = "up to here (default: what is public now)"}},
       .run = Wait},
      {.group = "render",
       .name = "accept-epoch",
       .summary = "Goes on with the history that content-service has since it was restored",
       .examples = {{"render accept-epoch", "after 'render status' has shown what would change"}},
       .words = {{.name = "EPOCH", .value = "", .help = "only this one (default: the one that waits)"}},
       .options = {},
       .run = AcceptEpoch},
      {.group = "render",
       .name = "run",
       .summary = "Renders again, and waits for it; exits with 7 where a file failed",
       .examples = {{"render run", "the whole site"},
                    {"render run river-appeal --kind pdf --kind png",
                     "a statement's pages, after fonts changed"}},
       .words = {kStatements},
       .options = {{.name = "--kind",
                    .value = "KIND",
                    .help = "only files of this kind",
                    .times = Times::kAnyNumber,
                    .choices = KindNames()}},
       .run = Run},
  };
}

}  // namespace communique::cli

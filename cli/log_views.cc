#include "cli/log_views.h"

#include "absl/strings/str_cat.h"
#include "cli/access_log.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr int kLargestPage = 500;
constexpr char kFormats[] = "the common or combined format of web servers";

// The names of all public statements, by the path of their page.
absl::StatusOr<std::map<std::string, std::string>> StatementsByPath(Session& session) {
  v1::ListStatementsRequest request;
  request.set_view(v1::VIEW_PUBLIC);
  request.set_page_size(kLargestPage);
  request.mutable_read_mask()->add_paths("path");
  std::map<std::string, std::string> names;
  do {
    ASSIGN_OR_RETURN(const v1::ListStatementsResponse page, session.content().Call(request));
    for (const v1::Statement& statement : page.statements()) names[statement.path()] = statement.name();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return names;
}

void TellWhatIsLeftOut(const AccessLogReads& reads, Terminal& terminal) {
  if (reads.not_understood() > 0) {
    terminal.err << "communique: " << reads.not_understood() << " of " << reads.lines()
                 << " lines are not in " << kFormats << " and were left out; the first is line "
                 << reads.first_not_understood() << "\n";
  }
  if (reads.robots() > 0) {
    terminal.err << "communique: " << reads.robots()
                 << " reads by robots were left out; --with-robots counts them too\n";
  }
}

}  // namespace

absl::StatusOr<std::map<std::string, int64_t>> CountLogViews(const std::vector<std::string>& files,
                                                             bool with_robots, Session& session) {
  AccessLogReads reads(with_robots);
  for (const std::string& file : files) {
    RETURN_IF_ERROR(ForEachLine(file, [&reads](const std::string& line) { reads.Add(line); }));
  }
  if (reads.not_understood() > 0 && reads.not_understood() == reads.lines()) {
    return UsageError(absl::StrCat("none of the ", reads.lines(), " lines is in ", kFormats,
                                   "; give such a log to --log, or lines of statements and counts as FILE"));
  }
  TellWhatIsLeftOut(reads, session.terminal());
  std::map<std::string, int64_t> counts;
  if (reads.by_path().empty()) return counts;
  ASSIGN_OR_RETURN(const auto names, StatementsByPath(session));
  for (const auto& [path, count] : reads.by_path()) {
    if (const auto name = names.find(path); name != names.end()) counts[name->second] += count;
  }
  return counts;
}

}  // namespace communique::cli

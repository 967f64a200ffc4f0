#include "content-service/restore_options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/text_rules.h"
#include "content-service/options.h"
#include "serving/token_file.h"

namespace communique::content {
namespace {

constexpr char kRestoreHead[] =
    R"(Puts a store back from a backup, takes down again what the journal knows of, and begins a new history.

Examples:
  communique-content restore --backup-dir /backups/content --data-dir ./content-new
  communique-content restore --backup-dir /backups/content --backup 12 --data-dir ./content-new \
      --journal /elsewhere/content.journal
)";

constexpr char kRestoreFoot[] =
    R"(Stop the service first. Killed half-way, it is run again and begins anew. Exit codes: 0 restored; 2 options;
3 it cannot be restored, the message says why.)";

void TakeBackup(const std::string& text, uint32_t& number) {
  absl::string_view digits = text;
  absl::ConsumePrefix(&digits, "backups/");
  if (text != "latest" && (!absl::SimpleAtoi(digits, &number) || number == 0)) {
    throw CLI::ValidationError("--backup", "is a number, or \"latest\"");
  }
}

std::string WrongInActor(const std::string& actor) {
  return serving::IsActor(actor) ? "" : "is 1 to 100 of [A-Za-z0-9._@-]";
}

// It stands where an editor's reason would.
std::string WrongInNotice(const std::string& notice) {
  return notice.empty() ? "is empty; say why, for the public" : WrongInText(notice, kLargestReasonBytes);
}

}  // namespace

std::variant<RestoreOptions, int> ParseRestoreOptions(int argc, const char* const* argv) {
  RestoreOptions options;
  bool no_journal = false;
  CLI::App app(kRestoreHead, "communique-content restore");
  app.footer(kRestoreFoot);
  app.get_formatter()->column_width(34);
  app.add_option("--backup-dir", options.backup_directory, "Directory of the backups; nothing in it changes")
      ->required();
  app.add_option_function<std::string>(
         "--backup", [&](const std::string& text) { TakeBackup(text, options.backup); },
         "Number of the backup")
      ->default_str("latest");
  app.add_option("--data-dir", options.data_directory, "Directory for the store: missing or empty")
      ->required();
  CLI::Option* journal =
      app.add_option("--journal", options.journal,
                     "The journal of erasures and takedowns; the one beside --backup-dir unless set");
  app.add_flag("--no-journal", no_journal,
               "There is none: what was taken down after the backup may be public again")
      ->excludes(journal);
  app.add_option("--actor", options.actor, "Who takes down again, in the history")
      ->check(CLI::Validator(&WrongInActor, ""))
      ->capture_default_str();
  app.add_option("--notice", options.notice, "What the public reads where a statement is taken down again")
      ->check(CLI::Validator(&WrongInNotice, ""))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& end) {
    return app.exit(end) == 0 ? 0 : 2;
  }
  if (!no_journal) options.journal = JournalOf(options.journal, options.backup_directory);
  return options;
}

}  // namespace communique::content

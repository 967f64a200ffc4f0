#include "cli/command_table.h"

#include <iterator>
#include <utility>

namespace communique::cli {

const std::vector<Command>& CommandTable() {
  static const auto* const table = [] {
    auto* const commands = new std::vector<Command>;
    for (auto* const rows :
         {&ImportCommands, &StatementCommands, &LifecycleCommands, &HistoryCommands, &CompareCommands,
          &EraseCommands, &SignatoryCommands, &SectionCommands, &BlobCommands, &ViewCommands,
          &TransactCommands, &WatchCommands, &RenderCommands, &AdminCommands, &CompletionCommands}) {
      std::vector<Command> some = rows();
      commands->insert(commands->end(), std::make_move_iterator(some.begin()),
                       std::make_move_iterator(some.end()));
    }
    return commands;
  }();
  return *table;
}

const std::vector<Parameter>& GlobalOptions() {
  static const auto* const options = new std::vector<Parameter>{
      {.name = "--content",
       .value = "ADDRESS",
       .help = "content-service (COMMUNIQUE_CONTENT; default 127.0.0.1:7401)"},
      {.name = "--render",
       .value = "ADDRESS",
       .help = "render-service (COMMUNIQUE_RENDER; default 127.0.0.1:7402)"},
      {.name = "--token-file",
       .value = "FILE",
       .help = "file with the bearer token to show (COMMUNIQUE_TOKEN_FILE)",
       .is_file = true},
      {.name = "--ca",
       .value = "FILE",
       .help = "speak TLS, and trust these authorities (PEM) (COMMUNIQUE_CA)",
       .is_file = true},
      {.name = "--timeout",
       .value = "SECONDS",
       .help = "how long a call may take (default 60), or a wait for the renderer (default 600)"},
      {.name = "--json", .value = "", .help = "results as JSON"},
      {.name = "--version", .value = "", .help = "print the version"},
      {.name = "--help", .value = "", .help = "print this (-h)"},
  };
  return *options;
}

}  // namespace communique::cli

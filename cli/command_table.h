#ifndef COMMUNIQUE_CLI_COMMAND_TABLE_H_
#define COMMUNIQUE_CLI_COMMAND_TABLE_H_

#include <string>
#include <vector>

#include "cli/command.h"

namespace communique::cli {

// Every command, in the order of the help: the one table that parsing, help and completion are made from.
const std::vector<Command>& CommandTable();

// What every command takes besides its own.
const std::vector<Parameter>& GlobalOptions();

// The table's rows, one function a file.
std::vector<Command> ImportCommands();
std::vector<Command> StatementCommands();
std::vector<Command> LifecycleCommands();
std::vector<Command> HistoryCommands();
std::vector<Command> CompareCommands();
std::vector<Command> EraseCommands();
std::vector<Command> SignatoryCommands();
std::vector<Command> SectionCommands();
std::vector<Command> BlobCommands();
std::vector<Command> ViewCommands();
std::vector<Command> TransactCommands();
std::vector<Command> WatchCommands();
std::vector<Command> RenderCommands();
std::vector<Command> AdminCommands();
std::vector<Command> CompletionCommands();

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_COMMAND_TABLE_H_

#ifndef COMMUNIQUE_CLI_COMMAND_H_
#define COMMUNIQUE_CLI_COMMAND_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cli/arguments.h"
#include "cli/session.h"

namespace communique::cli {

enum class Times { kOnce, kAtMostOnce, kAnyNumber, kAtLeastOnce };

// One thing that a command takes: "--section ID", a flag, or a word by its place.
struct Parameter {
  // "--section"; for a word by its place what it is called in the help ("FILE").
  std::string name;
  // What stands for its value in the help ("ID"); empty for a flag and for a word by its place.
  std::string value;
  std::string help;
  Times times = Times::kAtMostOnce;
  // The only values allowed; empty for any.
  std::vector<std::string> choices = {};
  // Completed by the names of files.
  bool is_file = false;

  bool is_flag() const { return name.front() == '-' && value.empty(); }
};

struct Example {
  // Without "communique ".
  std::string line;
  std::string what_it_does;
};

// One command, for parsing, help and completion alike. A value.
struct Command {
  // "statement"; empty for a command that stands by itself.
  std::string group;
  std::string name;
  // One line.
  std::string summary;
  std::vector<Example> examples;
  std::vector<Parameter> words;
  std::vector<Parameter> options;
  std::function<absl::Status(const Arguments&, Session&)> run;

  // "statement get".
  std::string FullName() const { return group.empty() ? name : group + " " + name; }
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_COMMAND_H_

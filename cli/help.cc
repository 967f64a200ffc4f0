#include "cli/help.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/command_table.h"
#include "cli/terminal.h"
#include "cli/text_layout.h"

namespace communique::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string Section(absl::string_view heading, const Rows& rows, bool colour, size_t width) {
  if (rows.empty()) return "";
  return absl::StrCat("\n", Bold(heading, colour), "\n", FormatTable(rows, width));
}

Rows RowsOf(const std::vector<Parameter>& parameters) {
  Rows rows;
  for (const Parameter& parameter : parameters) {
    std::string help = parameter.help;
    if (!parameter.choices.empty()) absl::StrAppend(&help, " (", absl::StrJoin(parameter.choices, ", "), ")");
    const bool many = parameter.times == Times::kAnyNumber || parameter.times == Times::kAtLeastOnce;
    const bool again = many && parameter.name.front() == '-';
    if (again) help += "; may be given again";
    rows.push_back(
        {absl::StrCat("  ", parameter.name, parameter.value.empty() ? "" : " ", parameter.value), help});
  }
  return rows;
}

// One above the other: the line, and below it what it does.
std::string Examples(const std::vector<Example>& examples, bool colour, size_t width) {
  std::string text = Bold("Examples", colour) + "\n";
  for (const Example& example : examples) {
    absl::StrAppend(&text, "  communique ", example.line, "\n", "      ",
                    Dim(Wrap(example.what_it_does, width, 6), colour), "\n");
  }
  return text;
}

Rows ExitCodes() {
  return {{"  0", "done"},
          {"  1", "another error"},
          {"  2", "the command line is wrong, or a file it names cannot be read"},
          {"  3", "not found, or not visible with this token"},
          {"  4", "refused: a field is wrong, or it is not possible now"},
          {"  5", "conflict: taken, or changed meanwhile"},
          {"  6", "the service cannot be reached, or it took too long"},
          {"  7", "published, but a file of the site could not be made"},
          {"  8", "not permitted"}};
}

}  // namespace

std::string UsageLine(const Command& command) {
  std::string line = absl::StrCat("communique ", command.FullName());
  for (const Parameter& option : command.options) {
    const bool required = option.times == Times::kOnce || option.times == Times::kAtLeastOnce;
    if (required) absl::StrAppend(&line, " ", option.name, " ", option.value);
  }
  absl::StrAppend(&line, " [OPTION…]");
  for (const Parameter& word : command.words) {
    const bool optional = word.times == Times::kAtMostOnce || word.times == Times::kAnyNumber;
    const bool many = word.times == Times::kAnyNumber || word.times == Times::kAtLeastOnce;
    absl::StrAppend(&line, optional ? " [" : " ", word.name, many ? "…" : "", optional ? "]" : "");
  }
  return line;
}

std::string HelpOfCommand(const Command& command, bool colour, size_t width) {
  std::string text =
      absl::StrCat(Wrap(command.summary, width, 0), "\n\n", Examples(command.examples, colour, width), "\n",
                   Bold("Usage", colour), "\n  ", UsageLine(command), "\n");
  text += Section("Arguments", RowsOf(command.words), colour, width);
  text += Section("Options", RowsOf(command.options), colour, width);
  return text + Section("Options of every command", RowsOf(GlobalOptions()), colour, width);
}

std::string HelpOfGroup(absl::string_view group, absl::Span<const Command> commands, bool colour,
                        size_t width) {
  std::vector<Example> examples;
  Rows rows;
  std::string last_group;
  for (const Command& command : commands) {
    if (!group.empty() && command.group != group) continue;
    // Of each command the example to begin with; in the help of all, of each group's first command.
    const bool shown = !group.empty() || command.group.empty() || command.group != last_group;
    if (shown && !command.examples.empty()) examples.push_back(command.examples.front());
    last_group = command.group;
    rows.push_back({"  " + command.FullName(), command.summary});
  }
  std::string text;
  if (group.empty())
    text += Wrap("Publishes statements, and looks after what is published.", width, 0) + "\n\n";
  text += Examples(examples, colour, width);
  text += Section("Commands", rows, colour, width);
  text += Section("Options of every command", RowsOf(GlobalOptions()), colour, width);
  if (group.empty()) text += Section("Exit codes", ExitCodes(), colour, width);
  return absl::StrCat(text, "\n", Wrap("'communique COMMAND --help' says more about one of them.", width, 0),
                      "\n");
}

}  // namespace communique::cli

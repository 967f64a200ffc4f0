#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/command_table.h"

namespace communique::cli {
namespace {

// What may stand behind `prefix` ("", "statement"): names of commands and groups.
std::vector<std::string> NamesBelow(const std::string& group, const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) {
    const std::string name = group.empty() && !command.group.empty() ? command.group : command.name;
    if (command.group != group && !group.empty()) continue;
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

std::string NamesOf(const std::vector<Parameter>& options) {
  return absl::StrJoin(options, " ", [](std::string* out, const Parameter& option) { *out += option.name; });
}

// "--a|--b": the options of all commands that take a value, since their value is no word of a command.
std::string OptionsWithValue(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  const auto collect = [&](const std::vector<Parameter>& options) {
    for (const Parameter& option : options) {
      if (!option.is_flag()) names.push_back(option.name);
    }
  };
  collect(GlobalOptions());
  for (const Command& command : commands) collect(command.options);
  return absl::StrJoin(names, "|");
}

// One branch of the case on the words so far and the option before: what its value may be.
std::string ValueBranches(const Command& command) {
  std::string branches;
  for (const Parameter& option : command.options) {
    if (option.is_flag()) continue;
    const std::string values =
        option.is_file ? "compgen -f -- \"$current\""
        : option.choices.empty()
            ? "true"
            : absl::StrCat("compgen -W \"", absl::StrJoin(option.choices, " "), "\" -- \"$current\"");
    absl::StrAppend(&branches, "    '", command.FullName(), "':", option.name, ") mapfile -t COMPREPLY < <(",
                    values, "); return ;;\n");
  }
  return branches;
}

// The words between @ are filled in from the table.
constexpr absl::string_view kScript = R"bash(# Completion of communique for bash:
#   source <(communique completion bash)
_communique() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} typed= count=0 skip= word words=
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$skip" ]; then skip=; continue; fi
    case $word in
      @with_value@) skip=1 ;;
      -*) ;;
      *) if [ $((count++)) -lt 2 ]; then typed="${typed:+$typed }$word"; fi ;;
    esac
  done
  case $typed in @alone@) typed=${typed%% *} ;; esac
  case $typed:$previous in
@values@    *:--token-file|*:--ca) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    *:--content|*:--render|*:--timeout) return ;;
  esac
  case $typed in
@words@  esac
  if [[ $current == -* ]]; then words="$words @globals@"; fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  if [ ${#COMPREPLY[@]} -eq 0 ]; then mapfile -t COMPREPLY < <(compgen -f -- "$current"); fi
}
complete -o filenames -F _communique communique
)bash";

std::string BashCompletion(const std::vector<Command>& commands) {
  std::string values;
  std::string words;
  const std::string globals = NamesOf(GlobalOptions());
  const auto add = [&](const std::string& typed, const std::string& next) {
    absl::StrAppend(&words, "    '", typed, "') words=\"", next, "\" ;;\n");
  };
  add("", absl::StrJoin(NamesBelow("", commands), " "));
  for (const std::string& name : NamesBelow("", commands)) {
    const std::vector<std::string> below = NamesBelow(name, commands);
    if (!below.empty()) add(name, absl::StrJoin(below, " "));
  }
  for (const Command& command : commands) {
    values += ValueBranches(command);
    add(command.FullName(), NamesOf(command.options));
  }
  std::vector<std::string> alone;
  for (const Command& command : commands) {
    if (command.group.empty()) alone.push_back(command.name + "\\ *");
  }
  return absl::StrReplaceAll(kScript, {{"@with_value@", OptionsWithValue(commands)},
                                       {"@alone@", absl::StrJoin(alone, "|")},
                                       {"@values@", values},
                                       {"@words@", words},
                                       {"@globals@", globals}});
}

absl::Status PrintBashCompletion(const Arguments&, Session& session) {
  session.terminal().out << BashCompletion(CommandTable());
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> CompletionCommands() {
  return {{.group = "completion",
           .name = "bash",
           .summary = "Prints what makes bash complete these commands and options",
           .examples = {{"completion bash >~/.local/share/bash-completion/completions/communique",
                         "for every new shell; source <(communique completion bash) is for this one"}},
           .words = {},
           .options = {},
           .run = PrintBashCompletion}};
}

}  // namespace communique::cli

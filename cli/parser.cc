#include "cli/parser.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"

namespace communique::cli {
namespace {

constexpr char kHelp[] = "--help";

void AddParameter(const Parameter& parameter, CLI::App& app, Arguments& arguments) {
  std::vector<std::string>& place = arguments.Place(parameter.name);
  if (parameter.is_flag()) {
    app.add_flag_callback(
        parameter.name, [&place] { place = {"true"}; }, parameter.help);
    return;
  }
  CLI::Option* const option = app.add_option(parameter.name, place, parameter.help);
  option->type_size(1)->allow_extra_args(false);
  if (!parameter.choices.empty()) option->check(CLI::IsMember(parameter.choices));
  const bool required = parameter.times == Times::kOnce || parameter.times == Times::kAtLeastOnce;
  if (required) option->required();
  if (parameter.times == Times::kOnce || parameter.times == Times::kAtMostOnce) {
    option->expected(1);
  } else if (parameter.name.front() == '-') {
    option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  } else {
    // A word by its place takes those behind it only when extra ones are allowed.
    option->expected(required ? 1 : 0, CLI::detail::expected_max_vector_size)->allow_extra_args();
  }
}

// Every command as an App of its own below that of its group.
class AppTree {
 public:
  AppTree(absl::Span<const Command> commands, Arguments& arguments) : root_("", "communique") {
    Prepare(root_);
    for (const Parameter& option : GlobalOptions()) {
      if (option.name != kHelp) AddParameter(option, root_, arguments);
    }
    for (const Command& command : commands) Add(command, arguments);
  }

  CLI::App& root() { return root_; }

  // What was named last: a command, a group or neither.
  void Describe(ParsedCommandLine& parsed) const {
    const CLI::App* named = &root_;
    while (!named->get_subcommands().empty()) named = named->get_subcommands().back();
    if (const auto found = commands_.find(named); found != commands_.end()) {
      parsed.command = found->second;
    } else if (named != &root_) {
      parsed.group = named->get_name();
    }
  }

 private:
  static void Prepare(CLI::App& app) {
    app.set_help_flag("-h,--help", "");
    app.fallthrough();
    app.option_defaults()->always_capture_default(false);
  }

  void Add(const Command& command, Arguments& arguments) {
    CLI::App* parent = &root_;
    if (!command.group.empty()) {
      CLI::App*& group = groups_[command.group];
      if (group == nullptr) {
        group = root_.add_subcommand(command.group);
        Prepare(*group);
      }
      parent = group;
    }
    CLI::App* const app = parent->add_subcommand(command.name);
    Prepare(*app);
    for (const Parameter& word : command.words) AddParameter(word, *app, arguments);
    for (const Parameter& option : command.options) AddParameter(option, *app, arguments);
    commands_[app] = &command;
  }

  CLI::App root_;
  std::map<std::string, CLI::App*> groups_;
  std::map<const CLI::App*, const Command*> commands_;
};

std::string WhichHelp(const ParsedCommandLine& parsed) {
  if (parsed.command != nullptr)
    return absl::StrCat("see: communique ", parsed.command->FullName(), " --help");
  if (!parsed.group.empty()) return absl::StrCat("see: communique ", parsed.group, " --help");
  return "see: communique --help";
}

// About the first word that nobody expected.
std::string WhatIsExtra(const ParsedCommandLine& parsed, const std::vector<std::string>& extra) {
  const std::string word = absl::StrCat("'", extra.empty() ? "" : extra.front(), "'");
  if (absl::StartsWith(word, "'-")) return absl::StrCat("there is no option ", word);
  if (parsed.command != nullptr) return absl::StrCat(word, " is one word too many");
  return absl::StrCat("there is no command ", word, parsed.group.empty() ? "" : " of ", parsed.group);
}

}  // namespace

absl::StatusOr<ParsedCommandLine> ParseCommandLine(const std::vector<std::string>& words,
                                                   absl::Span<const Command> commands) {
  ParsedCommandLine parsed;
  AppTree tree(commands, parsed.arguments);
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    tree.root().parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    parsed.help = true;
  } catch (const CLI::ExtrasError&) {
    tree.Describe(parsed);
    return UsageError(
        absl::StrCat(WhatIsExtra(parsed, tree.root().remaining(true)), "; ", WhichHelp(parsed)));
  } catch (const CLI::ParseError& error) {
    tree.Describe(parsed);
    return UsageError(absl::StrCat(error.what(), "; ", WhichHelp(parsed)));
  }
  tree.Describe(parsed);
  return parsed;
}

}  // namespace communique::cli

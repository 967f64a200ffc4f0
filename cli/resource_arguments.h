#ifndef COMMUNIQUE_CLI_RESOURCE_ARGUMENTS_H_
#define COMMUNIQUE_CLI_RESOURCE_ARGUMENTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "communique/content/v1/view.pb.h"

namespace communique::cli {

// How people name things on the command line: "statements/appeal", or "appeal" for short.
std::string FullName(absl::string_view collection, const std::string& name_or_id);

// "--view public|editorial". Editors are the ones who work with this program, so editorial is the default.
Parameter ViewOption();
content::v1::View ViewOf(const Arguments& arguments);

// A whole number from `least` on; a UsageError names the option.
absl::StatusOr<int> NumberOf(const Arguments& arguments, const std::string& option, int otherwise, int least);

// "PUBLIC_STATE_LIVE" -> "live".
std::string EnumWord(absl::string_view enum_name, absl::string_view prefix);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_RESOURCE_ARGUMENTS_H_

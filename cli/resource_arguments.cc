#include "cli/resource_arguments.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "cli/exit_code.h"

namespace communique::cli {

std::string FullName(absl::string_view collection, const std::string& name_or_id) {
  return absl::StrContains(name_or_id, "/") ? name_or_id : absl::StrCat(collection, "/", name_or_id);
}

Parameter ViewOption() {
  return {.name = "--view",
          .value = "VIEW",
          .help = "everything (editorial, the default; needs a role), or what the public sees",
          .choices = {"editorial", "public"}};
}

content::v1::View ViewOf(const Arguments& arguments) {
  return arguments.Get("--view") == "public" ? content::v1::VIEW_PUBLIC : content::v1::VIEW_EDITORIAL;
}

absl::StatusOr<int> NumberOf(const Arguments& arguments, const std::string& option, int otherwise,
                             int least) {
  if (!arguments.Has(option)) return otherwise;
  int number = 0;
  if (!absl::SimpleAtoi(arguments.Get(option), &number) || number < least) {
    return UsageError(absl::StrCat(option, " takes a whole number from ", least, " on"));
  }
  return number;
}

std::string EnumWord(absl::string_view enum_name, absl::string_view prefix) {
  absl::ConsumePrefix(&enum_name, prefix);
  const std::string word = absl::AsciiStrToLower(enum_name);
  return word == "unspecified" ? "" : absl::StrReplaceAll(word, {{"_", " "}});
}

}  // namespace communique::cli

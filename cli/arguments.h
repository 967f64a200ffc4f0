#ifndef COMMUNIQUE_CLI_ARGUMENTS_H_
#define COMMUNIQUE_CLI_ARGUMENTS_H_

#include <map>
#include <string>
#include <vector>

namespace communique::cli {

// What was given on the command line, by the name of the parameter ("--section", "FILE"). A value.
class Arguments {
 public:
  // Where the parser puts what it finds. The place stays valid as long as this object.
  std::vector<std::string>& Place(const std::string& name) { return values_[name]; }

  bool Has(const std::string& name) const { return !All(name).empty(); }
  // The last one given, or `otherwise`.
  std::string Get(const std::string& name, const std::string& otherwise = "") const {
    const std::vector<std::string>& all = All(name);
    return all.empty() ? otherwise : all.back();
  }
  const std::vector<std::string>& All(const std::string& name) const {
    static const auto* const none = new std::vector<std::string>;
    const auto found = values_.find(name);
    return found == values_.end() ? *none : found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_ARGUMENTS_H_

#ifndef COMMUNIQUE_TESTS_CLI_CLI_FIXTURE_H_
#define COMMUNIQUE_TESTS_CLI_CLI_FIXTURE_H_

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"
#include "tests/cli/fake_content.h"
#include "tests/cli/fake_render.h"
#include "tests/testing/temporary_directory.h"

namespace communique::cli {

// Runs the program against services in memory.
class CliTest : public ::testing::Test {
 protected:
  struct Result {
    ExitCode code;
    std::string out;
    std::string err;
  };

  Result RunCli(const std::vector<std::string>& words) {
    std::ostringstream out;
    std::ostringstream err;
    Terminal terminal{.out = out, .err = err, .err_is_terminal = err_is_terminal};
    const Environment read = [this](const char* name) {
      const auto found = environment.find(name);
      return found == environment.end() ? nullptr : found->second.c_str();
    };
    const ExitCode code = cli::Run(words, read, terminal);
    return {code, out.str(), err.str()};
  }

  std::string WriteFile(const std::string& name, const std::string& bytes) {
    const std::filesystem::path path = directory.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  testing::TemporaryDirectory directory;
  FakeContent content;
  FakeRender render;
  bool err_is_terminal = false;
  std::map<std::string, std::string> environment = {{"COMMUNIQUE_CONTENT", content.address()},
                                                    {"COMMUNIQUE_RENDER", render.address()}};
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_TESTS_CLI_CLI_FIXTURE_H_

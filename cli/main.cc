#include <cstdlib>
#include <string>
#include <vector>

#include "cli/run.h"

int main(int argc, char** argv) {
  const communique::cli::Environment environment = [](const char* name) { return std::getenv(name); };
  communique::cli::Terminal terminal = communique::cli::StandardTerminal(environment);
  const std::vector<std::string> words(argv + 1, argv + argc);
  return static_cast<int>(communique::cli::Run(words, environment, terminal));
}

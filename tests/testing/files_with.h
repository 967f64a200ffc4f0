#ifndef COMMUNIQUE_TESTS_TESTING_FILES_WITH_H_
#define COMMUNIQUE_TESTS_TESTING_FILES_WITH_H_

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"

namespace communique::testing {

// The files below a directory that hold the bytes, or have them in their names.
inline std::vector<std::string> FilesWith(const std::filesystem::path& directory, const std::string& bytes) {
  std::vector<std::string> holders;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    const std::string path = std::filesystem::relative(entry.path(), directory).generic_string();
    if (absl::StrContains(all, bytes) || absl::StrContains(path, bytes)) holders.push_back(path);
  }
  return holders;
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_FILES_WITH_H_

#ifndef COMMUNIQUE_TESTS_TESTING_SITE_FILES_H_
#define COMMUNIQUE_TESTS_TESTING_SITE_FILES_H_

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace communique::testing {

// The bytes of all files of a site by path, without what the renderer keeps there for itself.
inline std::map<std::string, std::string> ReadSite(const std::filesystem::path& site) {
  std::map<std::string, std::string> files;
  for (auto entry = std::filesystem::recursive_directory_iterator(site);
       entry != std::filesystem::recursive_directory_iterator(); ++entry) {
    if (entry->path().filename() == ".communique") {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file()) {
      std::ifstream file(entry->path(), std::ios::binary);
      files["/" + std::filesystem::relative(entry->path(), site).generic_string()] = {
          std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }
  }
  return files;
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_SITE_FILES_H_

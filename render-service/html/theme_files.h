#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_THEME_FILES_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_THEME_FILES_H_

#include <filesystem>
#include <map>
#include <string>

#include "absl/status/statusor.h"

namespace communique::render {

// A theme directory, read once.
struct ThemeFiles {
  // By file name ("page.html").
  std::map<std::string, std::string> templates;
  std::string stylesheet;
  // words.json.
  std::string words;
  // SHA-256 over all of them, in lower-case hex.
  std::string digest;
};

// INVALID_ARGUMENT naming the first file that is missing or cannot be read. Other files in the directory
// are not looked at.
absl::StatusOr<ThemeFiles> ReadTheme(const std::filesystem::path& directory);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_THEME_FILES_H_

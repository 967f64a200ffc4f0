#include "render-service/html/theme_files.h"

#include <array>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

constexpr std::array kTemplates = {"block.html",   "entries.html",   "feed.xml",       "front.html",
                                   "gone.html",    "inlines.html",   "not-found.html", "page.html",
                                   "picture.html", "redirect.html",  "root.html",      "sitemap-index.xml",
                                   "sitemap.xml",  "statement.html", "way-here.html"};

absl::StatusOr<std::string> ReadThemeFile(const std::filesystem::path& directory, const std::string& name) {
  std::ifstream stream(directory / name, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.is_open() && !stream.bad()) return text;
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_THEME",
                         absl::StrCat("the theme ", directory.string(), " has no readable file ", name,
                                      "; begin with a copy of the built-in theme and change that"));
}

}  // namespace

absl::StatusOr<ThemeFiles> ReadTheme(const std::filesystem::path& directory) {
  ThemeFiles files;
  std::string all;
  for (const char* name : kTemplates) {
    ASSIGN_OR_RETURN(files.templates[name], ReadThemeFile(directory, name));
  }
  ASSIGN_OR_RETURN(files.stylesheet, ReadThemeFile(directory, "style.css"));
  ASSIGN_OR_RETURN(files.words, ReadThemeFile(directory, "words.json"));
  for (const auto& [name, text] : files.templates) absl::StrAppend(&all, name, "\n", text.size(), "\n", text);
  absl::StrAppend(&all, files.stylesheet.size(), "\n", files.stylesheet, files.words);
  files.digest = Sha256Hex(all);
  return files;
}

}  // namespace communique::render

#ifndef COMMUNIQUE_CONTENT_SERVICE_RESTORE_OPTIONS_H_
#define COMMUNIQUE_CONTENT_SERVICE_RESTORE_OPTIONS_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>

namespace communique::content {

// What `communique-content restore` can be told, read in restore_options.cc and nowhere else.
struct RestoreOptions {
  std::filesystem::path backup_directory;
  // 0 for the newest.
  uint32_t backup = 0;
  // Where the store goes: missing or empty.
  std::filesystem::path data_directory;
  // Empty where there is said to be none.
  std::filesystem::path journal;
  // In the records of what is taken down again.
  std::string actor = "restore";
  // What the public reads where a statement is taken down again.
  std::string notice = "Taken down again after our records were restored from a backup.";
};

// The options, or the exit code of a run that is over: after --help or an error, which has been printed.
std::variant<RestoreOptions, int> ParseRestoreOptions(int argc, const char* const* argv);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_RESTORE_OPTIONS_H_

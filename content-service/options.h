#ifndef COMMUNIQUE_CONTENT_SERVICE_OPTIONS_H_
#define COMMUNIQUE_CONTENT_SERVICE_OPTIONS_H_

#include <filesystem>
#include <variant>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "content-service/storage/blob_limits.h"
#include "serving/serving_options.h"

namespace communique::content {

// Everything that can be set, read in options.cc and nowhere else. Flags win over environment variables
// (COMMUNIQUE_CONTENT_…), and those over the configuration file.
struct Options {
  serving::ServingOptions serving;
  // Made where it is missing.
  std::filesystem::path data_directory;
  // How long a file that nothing lists is kept after its bytes were last sent.
  absl::Duration blob_grace = absl::Hours(24);
  BlobLimits blob_limits;
  // Of the backups; made where it is missing. Empty for none.
  std::filesystem::path backup_directory;
  // Of erasures and takedowns; empty for the one beside the backups.
  std::filesystem::path journal;
  bool check_config = false;
};

// The file that was named, else the one beside the directory of backups; empty without either.
std::filesystem::path JournalOf(const std::filesystem::path& named, const std::filesystem::path& backups);

// The options, or the exit code of a run that is over: after --help, --version or an error, all of which
// have been printed.
std::variant<Options, int> ParseOptions(int argc, const char* const* argv);

// What --check-config checks beyond the form: INVALID_ARGUMENT or NOT_FOUND with what to do. Starts and
// writes nothing.
absl::Status CheckOptions(const Options& options);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_OPTIONS_H_

#include "content-service/options.h"

#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <limits>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

constexpr char kPrefix[] = "COMMUNIQUE_CONTENT_";

constexpr char kHead[] =
    R"(Stores statements and their attachments, and offers every change as an ordered stream.

Examples:
  communique-content --data-dir ./content
  communique-content --data-dir /var/lib/communique --listen 0.0.0.0:7401 \
      --token-file tokens --tls-cert server.pem --tls-key server.key --metrics-listen 0.0.0.0:9401
  communique-content --config /etc/communique/content.toml --check-config
  communique-content restore --help
)";

constexpr char kFoot[] =
    R"(Every option can be set as COMMUNIQUE_CONTENT_NAME in the environment or as "name = value" in the file of
--config; flags win over the environment, and that over the file. SIGTERM ends it within --drain-timeout.
Exit codes: 0 stopped as asked; 2 options; 3 the data directory cannot be used; 4 an address is taken;
5 the store could not be written any more, so start it again; 70 it did not stop in time.)";

// The nearest folder above that exists: where the data directory would be made.
std::filesystem::path ExistingParent(std::filesystem::path path) {
  std::error_code error;
  while (!path.empty() && !std::filesystem::exists(path, error) && path != path.parent_path()) {
    path = path.parent_path();
  }
  return path;
}

void TakeGrace(const std::string& text, absl::Duration& grace) {
  if (!absl::ParseDuration(text, &grace) || grace < absl::Minutes(1)) {
    throw CLI::ValidationError("--blob-grace", "a duration is like 90m or 24h, at least 1m");
  }
}

void AddBlobLimits(CLI::App& app, BlobLimits& limits) {
  app.add_option("--blob-max-size", limits.file_bytes,
                 "The largest file that may be uploaded, at most 100MiB")
      ->envname(serving::VariableOf(kPrefix, "blob-max-size"))
      ->transform(CLI::AsSizeValue(true))
      ->check(CLI::Range(int64_t{1}, kLargestBlobBytes))
      ->default_str("100MiB");
  app.add_option("--blob-max-uploads", limits.unfinished_uploads,
                 "How many uploads may be unfinished at the same time, with those that broke within the hour")
      ->envname(serving::VariableOf(kPrefix, "blob-max-uploads"))
      ->check(CLI::Range(int64_t{1}, int64_t{10'000}))
      ->capture_default_str();
  app.add_option("--blob-quota", limits.stored_bytes,
                 "What all files may have together, such as 50GiB; 0 for what the disk has")
      ->envname(serving::VariableOf(kPrefix, "blob-quota"))
      ->transform(CLI::AsSizeValue(true))
      ->check(CLI::Range(int64_t{0}, std::numeric_limits<int64_t>::max()))
      ->capture_default_str();
}

// Whether `path` is `folder` or lies in it.
bool IsWithin(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const std::filesystem::path relative =
      path.lexically_normal().lexically_relative(folder.lexically_normal());
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

std::filesystem::path JournalOf(const std::filesystem::path& named, const std::filesystem::path& backups) {
  if (!named.empty() || backups.empty()) return named;
  std::filesystem::path beside = std::filesystem::absolute(backups).lexically_normal();
  // "backups/" names the same directory.
  if (!beside.has_filename()) beside = beside.parent_path();
  return beside += ".journal";
}

std::variant<Options, int> ParseOptions(int argc, const char* const* argv) {
  Options options;
  options.serving.listen = "127.0.0.1:7401";
  CLI::App app(kHead, "communique-content");
  app.footer(kFoot);
  app.get_formatter()->column_width(34);
  serving::NameProgramInErrors(app);
  app.set_version_flag("--version", COMMUNIQUE_VERSION);
  app.add_flag("--check-config", options.check_config, "Check the configuration, start nothing");
  serving::AddConfigFile(app, kPrefix);
  CLI::Option* data = app.add_option("--data-dir", options.data_directory,
                                     "Directory of the store, made where it is missing; required");
  data->envname(serving::VariableOf(kPrefix, "data-dir"));
  app.add_option_function<std::string>(
         "--blob-grace", [&](const std::string& text) { TakeGrace(text, options.blob_grace); },
         "How long a file that no revision lists is kept after it was sent, at least 1m")
      ->envname(serving::VariableOf(kPrefix, "blob-grace"))
      ->default_str("24h");
  AddBlobLimits(app, options.blob_limits);
  app.add_option("--backup-dir", options.backup_directory,
                 "Directory of the backups, best on another disk; none are made without it")
      ->envname(serving::VariableOf(kPrefix, "backup-dir"));
  app.add_option("--journal", options.journal,
                 "File for the ids of all that is erased or taken down, kept outside the backups; beside "
                 "--backup-dir unless set")
      ->envname(serving::VariableOf(kPrefix, "journal"));
  serving::AddServingOptions(app, kPrefix, options.serving);
  try {
    app.parse(argc, argv);
    if (data->empty()) throw CLI::RequiredError("--data-dir");
  } catch (const CLI::ParseError& end) {
    return app.exit(end) == 0 ? 0 : 2;
  }
  return options;
}

absl::Status CheckOptions(const Options& options) {
  RETURN_IF_ERROR(serving::CheckServingOptions(options.serving));
  std::error_code error;
  const std::filesystem::path existing =
      ExistingParent(std::filesystem::absolute(options.data_directory, error));
  if (!std::filesystem::is_directory(existing, error)) {
    return absl::InvalidArgumentError(absl::StrCat("--data-dir: ", existing.string(), " is not a directory"));
  }
  if (::access(existing.c_str(), W_OK | X_OK) != 0) {
    return absl::InvalidArgumentError(absl::StrCat("--data-dir: cannot write to ", existing.string(),
                                                   "; give it to the user that runs this program"));
  }
  const BlobLimits& limits = options.blob_limits;
  if (limits.stored_bytes > 0 && limits.stored_bytes < limits.file_bytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("--blob-quota: ", limits.stored_bytes, " bytes are less than the ", limits.file_bytes,
                     " that one file may have (--blob-max-size); raise the one or lower the other"));
  }
  if (!options.backup_directory.empty() &&
      IsWithin(std::filesystem::absolute(options.backup_directory, error),
               std::filesystem::absolute(options.data_directory, error))) {
    return absl::InvalidArgumentError(
        "--backup-dir lies in --data-dir and would be lost with it; name another directory");
  }
  if (!options.journal.empty()) {
    const std::filesystem::path journal = std::filesystem::absolute(options.journal, error);
    if (IsWithin(journal, std::filesystem::absolute(options.data_directory, error))) {
      return absl::InvalidArgumentError(
          "--journal lies in --data-dir and would be lost with it; name another place");
    }
    if (!options.backup_directory.empty() &&
        IsWithin(journal, std::filesystem::absolute(options.backup_directory, error))) {
      return absl::InvalidArgumentError("--journal lies in --backup-dir; name a place outside of it");
    }
  }
  return absl::OkStatus();
}

}  // namespace communique::content

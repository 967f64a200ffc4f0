#include "cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "cli/exit_code.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

// Gives `read` the bytes of a file, or of standard input.
absl::Status WithStream(const std::string& path, const std::function<void(std::istream&)>& read) {
  if (path == "-") {
    read(std::cin);
    return absl::OkStatus();
  }
  std::error_code is_no_directory;
  if (std::filesystem::is_directory(path, is_no_directory)) {
    return UsageError(absl::StrCat(path, " is a folder; name a file"));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (file.is_open()) read(file);
  if (!file.is_open() || file.bad()) {
    return UsageError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::string bytes;
  RETURN_IF_ERROR(WithStream(
      path, [&](std::istream& stream) { bytes.assign(std::istreambuf_iterator<char>(stream), {}); }));
  return bytes;
}

absl::Status ForEachLine(const std::string& path, const std::function<void(const std::string&)>& visit) {
  return WithStream(path, [&](std::istream& stream) {
    for (std::string line; std::getline(stream, line);) visit(line);
  });
}

absl::Status WriteFile(const std::string& path, const std::function<absl::Status(std::ostream&)>& write) {
  std::error_code unknown;
  const std::filesystem::file_status there = std::filesystem::status(path, unknown);
  if (std::filesystem::is_directory(there)) {
    return UsageError(absl::StrCat(path, " is a folder; name a file"));
  }
  // A device or a pipe is written to; only a file gives way to another one.
  const bool gives_way = !std::filesystem::exists(there) || std::filesystem::is_regular_file(there);
  const std::string partial = gives_way ? path + ".partial" : path;
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  if (!file.is_open()) return UsageError(absl::StrCat("cannot write ", partial, ": ", std::strerror(errno)));
  absl::Status status = write(file);
  file.close();
  if (status.ok() && !file) status = absl::InternalError(absl::StrCat("cannot write all of ", partial));
  if (!gives_way) return status;
  if (status.ok() && std::rename(partial.c_str(), path.c_str()) != 0) {
    status =
        absl::InternalError(absl::StrCat("cannot move ", partial, " to ", path, ": ", std::strerror(errno)));
  }
  if (!status.ok()) std::remove(partial.c_str());
  return status;
}

}  // namespace communique::cli

#include "render-service/storage/directory_output_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

namespace fs = std::filesystem;

absl::Status CheckIsSite(const fs::path& directory) {
  std::error_code error;
  if (fs::exists(directory / kOwnFolder, error) || fs::is_empty(directory, error)) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "NOT_A_SITE",
      absl::StrCat(directory.string(),
                   " holds files and is no site of Communique; give a new directory, since "
                   "a site's directory is the renderer's alone"));
}

absl::StatusOr<FileHandle> TakeLock(const SiteRoot& root, const fs::path& directory) {
  ASSIGN_OR_RETURN(const SiteRoot::Place place, root.Find(absl::StrCat("/", kOwnFolder, "/lock"), true));
  FileHandle lock(::openat(place.directory.number(), place.name.c_str(),
                           O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644));
  if (!lock.is_open()) return ErrnoStatus("cannot open the lock of the site");
  if (::flock(lock.number(), LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return ErrnoStatus("cannot lock the site");
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "SITE_IN_USE",
                         absl::StrCat("another renderer writes ", directory.string(),
                                      "; stop it, or give this one a site of its own"));
}

absl::Status CannotRead(const std::error_code& error) {
  errno = error.value();
  return ErrnoStatus("cannot read the site's directory");
}

// What a renderer that was killed, or a batch that failed, left there is of no use.
void EmptyDirectory(const fs::path& directory) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) fs::remove_all(entry.path(), error);
}

// Notes an error that is of this path alone; gives any other back.
absl::Status UnlessOfThePath(const std::string& path, const absl::Status& error, AppliedSite& applied) {
  if (error.ok() || !IsOfOnePath(error)) return error;
  applied.refused[path] = error;
  return absl::OkStatus();
}

absl::Status WriteAll(int file, absl::string_view bytes, absl::string_view path) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(file, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return ErrnoStatus(absl::StrCat("cannot write ", path));
    bytes.remove_prefix(static_cast<size_t>(size));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<DirectoryOutputStore>> DirectoryOutputStore::Open(const fs::path& directory,
                                                                                 BeforeStep before_step) {
  ASSIGN_OR_RETURN(SiteRoot root, SiteRoot::Open(directory));
  RETURN_IF_ERROR(CheckIsSite(directory));
  ASSIGN_OR_RETURN(FileHandle lock, TakeLock(root, directory));
  ASSIGN_OR_RETURN(SiteRoot::Place staged, root.Find(absl::StrCat("/", kOwnFolder, "/staged/file"), true));
  EmptyDirectory(directory / kOwnFolder / "staged");
  return std::unique_ptr<DirectoryOutputStore>(new DirectoryOutputStore(
      directory, std::move(root), std::move(staged.directory), std::move(lock), std::move(before_step)));
}

DirectoryOutputStore::DirectoryOutputStore(fs::path directory, SiteRoot root, FileHandle staged,
                                           FileHandle lock, BeforeStep before_step)
    : directory_(std::move(directory)),
      root_(std::move(root)),
      staged_(std::move(staged)),
      lock_(std::move(lock)),
      before_step_(std::move(before_step)) {}

absl::Status DirectoryOutputStore::Before(absl::string_view step) const {
  return before_step_ ? before_step_(step) : absl::OkStatus();
}

absl::StatusOr<AppliedSite> DirectoryOutputStore::Apply(const SiteBatch& batch) {
  AppliedSite applied;
  // What a batch that failed left there may hold a text that has been erased since.
  EmptyDirectory(directory_ / kOwnFolder / "staged");
  ASSIGN_OR_RETURN(const std::vector<const SiteFile*> files, WhatDiffers(batch, applied));
  for (size_t i = 0; i < files.size(); ++i) {
    RETURN_IF_ERROR(Before("write"));
    RETURN_IF_ERROR(Stage(*files[i], absl::StrCat(i)));
  }
  if (!files.empty()) {
    RETURN_IF_ERROR(Before("sync"));
    RETURN_IF_ERROR(root_.Sync());
  }
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string& path = files[i]->path;
    RETURN_IF_ERROR(Before("rename"));
    RETURN_IF_ERROR(UnlessOfThePath(path, MoveIn(absl::StrCat(i), path), applied));
    if (applied.refused.contains(path)) {
      ::unlinkat(staged_.number(), absl::StrCat(i).c_str(), 0);
    } else {
      applied.written.push_back(path);
    }
  }
  for (const std::string& path : batch.deletions) {
    RETURN_IF_ERROR(Before("delete"));
    RETURN_IF_ERROR(UnlessOfThePath(path, root_.Remove(path), applied));
  }
  if (files.empty() && batch.deletions.empty()) return applied;
  RETURN_IF_ERROR(Before("last sync"));
  RETURN_IF_ERROR(root_.Sync());
  return applied;
}

absl::StatusOr<std::vector<const SiteFile*>> DirectoryOutputStore::WhatDiffers(const SiteBatch& batch,
                                                                               AppliedSite& applied) const {
  std::vector<const SiteFile*> files;
  for (const SiteFile& file : batch.files) {
    const absl::StatusOr<bool> is_there = root_.Holds(file.path, file.bytes);
    RETURN_IF_ERROR(UnlessOfThePath(file.path, is_there.status(), applied));
    if (is_there.ok() && !*is_there) files.push_back(&file);
  }
  return files;
}

absl::Status DirectoryOutputStore::Stage(const SiteFile& file, const std::string& temporary_name) const {
  const FileHandle temporary(::openat(staged_.number(), temporary_name.c_str(),
                                      O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644));
  if (!temporary.is_open()) return ErrnoStatus(absl::StrCat("cannot make a temporary file for ", file.path));
  return WriteAll(temporary.number(), file.bytes, file.path);
}

absl::Status DirectoryOutputStore::MoveIn(const std::string& temporary_name, const std::string& path) const {
  ASSIGN_OR_RETURN(const SiteRoot::Place place, root_.Find(path, /*make_directories=*/true));
  if (::renameat(staged_.number(), temporary_name.c_str(), place.directory.number(), place.name.c_str()) ==
      0) {
    return absl::OkStatus();
  }
  return ErrnoStatus(absl::StrCat("cannot put ", path, " in its place"));
}

absl::StatusOr<bool> DirectoryOutputStore::IsEmpty() {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory_, error)) {
    if (entry.path().filename() != kOwnFolder) return false;
  }
  if (error) return CannotRead(error);
  return true;
}

absl::StatusOr<std::vector<std::string>> DirectoryOutputStore::List() {
  std::vector<std::string> paths;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(directory_, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->path().filename().string().front() == '.') {
      entry.disable_recursion_pending();
    } else if (entry->is_symlink() || !entry->is_directory()) {
      paths.push_back(absl::StrCat("/", fs::relative(entry->path(), directory_).generic_string()));
    }
  }
  if (error) return CannotRead(error);
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace communique::render

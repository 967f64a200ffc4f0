#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_DIRECTORY_OUTPUT_STORE_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_DIRECTORY_OUTPUT_STORE_H_

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/storage/output_store.h"
#include "render-service/storage/site_root.h"

namespace communique::render {

// The site as a directory that any web server can serve. The directory is the renderer's own: put
// nothing else into it. A batch goes: write all beside the site, one sync for all, renames in order,
// deletions, one more sync.
//
//   SITE/…                     the site
//   SITE/.communique/lock      held by the one renderer that writes this site
//   SITE/.communique/staged/   files on their way; emptied at start
class DirectoryOutputStore : public OutputStore {
 public:
  // Told the name of each step before it is taken; an error from it stops the batch right there, as
  // the end of the process would. For tests.
  using BeforeStep = std::function<absl::Status(absl::string_view step)>;

  // FAILED_PRECONDITION: another renderer writes this site (reason SITE_IN_USE), or the directory
  // holds files and is no site of ours (reason NOT_A_SITE).
  static absl::StatusOr<std::unique_ptr<DirectoryOutputStore>> Open(const std::filesystem::path& directory,
                                                                    BeforeStep before_step = nullptr);

  absl::StatusOr<AppliedSite> Apply(const SiteBatch& batch) override;
  absl::StatusOr<bool> IsEmpty() override;
  absl::StatusOr<std::vector<std::string>> List() override;

 private:
  DirectoryOutputStore(std::filesystem::path directory, SiteRoot root, FileHandle staged, FileHandle lock,
                       BeforeStep before_step);

  absl::Status Before(absl::string_view step) const;
  absl::StatusOr<std::vector<const SiteFile*>> WhatDiffers(const SiteBatch& batch,
                                                           AppliedSite& applied) const;
  absl::Status Stage(const SiteFile& file, const std::string& temporary_name) const;
  absl::Status MoveIn(const std::string& temporary_name, const std::string& path) const;

  const std::filesystem::path directory_;
  const SiteRoot root_;
  const FileHandle staged_;
  const FileHandle lock_;
  const BeforeStep before_step_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_DIRECTORY_OUTPUT_STORE_H_

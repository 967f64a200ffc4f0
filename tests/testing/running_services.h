#ifndef COMMUNIQUE_TESTS_TESTING_RUNNING_SERVICES_H_
#define COMMUNIQUE_TESTS_TESTING_RUNNING_SERVICES_H_

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "communique/content/v1/section_service.grpc.pb.h"
#include "communique/content/v1/statement_service.grpc.pb.h"
#include "communique/render/v1/render_service.grpc.pb.h"
#include "tests/testing/service_process.h"
#include "tests/testing/temporary_directory.h"

namespace communique::testing {

// Both services as processes, with all that tests of the whole way need. Processes are killed at the
// end; their directories go with it.
class RunningServices {
 public:
  // A renderer's own directories, so that one content-service may have several.
  struct Renderer {
    std::string name;
    // No file may grow beyond this many blocks of 512 bytes, as on a disk that fails without warning; 0: it
    // may.
    int most_file_blocks = 0;
    std::unique_ptr<ServiceProcess> process;
    int port = 0;
    int preview_port = 0;
    std::unique_ptr<render::v1::RenderService::Stub> stub;
  };

  // On the same port again where it ran before. False where it does not start. `failpoint` is what
  // COMMUNIQUE_FAILPOINT is for it.
  bool StartContent(const std::string& failpoint = "");
  // From its next start on this is in its environment: "NAME=value".
  void SetForContent(const std::string& variable) { content_environment_.push_back(variable); }
  void KillContent() { content_ = nullptr; }
  // From its next start on it has a directory for backups, and a journal beside it.
  void KeepBackups() { keeps_backups_ = true; }
  absl::Status Backup();
  // Kills it, loses its data, and makes them anew from the newest backup. What the program said.
  absl::StatusOr<std::string> LoseAndRestore();
  bool StartRenderer(Renderer& renderer);
  static void Kill(Renderer& renderer) { renderer.process = nullptr; }

  // sections/{id}, with its title in English.
  absl::Status CreateSection(const std::string& id);
  // Publishes statements/{id} with one paragraph and, where `image` holds bytes, that attached; returns
  // the position.
  absl::StatusOr<std::string> Publish(const std::string& id, const std::string& title,
                                      const std::string& image = "");

  // Each returns the position.
  absl::StatusOr<std::string> Withdraw(const std::string& id, const std::string& reason);
  absl::StatusOr<std::string> Remove(const std::string& id, const std::string& reason);
  absl::StatusOr<std::string> Restore(const std::string& id);
  absl::StatusOr<std::string> Sign(const std::string& id, const std::vector<std::string>& organisations);
  // A block by its anchor, or a row of the list by its number.
  absl::StatusOr<std::string> EraseBlock(const std::string& id, const std::string& anchor);
  absl::StatusOr<std::string> EraseSignatory(const std::string& id, int64_t number);

  // "blobs/{sha256}".
  absl::StatusOr<std::string> Upload(const std::string& bytes);

  static absl::StatusOr<render::v1::WaitForPositionResponse> WaitFor(const Renderer& renderer,
                                                                     const std::string& position);
  // Every file of the site by path.
  std::map<std::string, std::string> FilesOf(const Renderer& renderer) const;

  std::filesystem::path DataDirectory() const { return directory_.path() / data_; }
  std::filesystem::path DirectoryOf(const Renderer& renderer) const {
    return directory_.path() / renderer.name;
  }
  const ServiceProcess& content() const { return *content_; }
  ServiceProcess& content() { return *content_; }
  // A connection of its own to content-service; it goes on after a restart.
  std::shared_ptr<grpc::Channel> ConnectToContent() const;

 private:
  // A request for the newest state of a statement.
  template <typename Request>
  absl::StatusOr<Request> Naming(const std::string& id);
  absl::StatusOr<std::string> Erase(const content::v1::EraseRequest& request);
  std::filesystem::path NextOutput(const std::string& name);

  TemporaryDirectory directory_;
  int runs_ = 0;
  std::unique_ptr<ServiceProcess> content_;
  int content_port_ = 0;
  std::vector<std::string> content_environment_;
  bool keeps_backups_ = false;
  std::string data_ = "data";
  std::unique_ptr<content::v1::StatementService::Stub> statements_;
  std::unique_ptr<content::v1::SectionService::Stub> sections_;
  std::unique_ptr<content::v1::BlobService::Stub> blobs_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_RUNNING_SERVICES_H_

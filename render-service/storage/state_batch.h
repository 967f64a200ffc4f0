#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_BATCH_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_BATCH_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "communique/content/v1/change.pb.h"
#include "communique/content/v1/section.pb.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/render/v1/output.pb.h"
#include "render-service/domain/output_key.h"

namespace communique::render {

// What goes into the local state, as values.

// How far it has come.
struct Checkpoint {
  // Empty before the first snapshot is whole.
  std::string epoch;
  // Public position whose state is applied.
  uint64_t number = 0;
  // Set while the first snapshot is not whole and a part of it has come.
  std::string snapshot_resume_token;
  // The first snapshot is rendered.
  bool built = false;
  // By name of a kind ("page"): what its bytes depend on.
  std::map<std::string, std::string> renderer_versions;
};

// Work that is not done yet.
struct Pending {
  OutputKey key;
  // Delete its files instead of rendering it.
  bool drop = false;
  // The oldest position that waits for it; 0 where none does.
  uint64_t first_cause = 0;
  // The newest position that asked for it.
  uint64_t last_cause = 0;
  // What the site shows of it must be seen no more. It is done before all other work, and what takes its
  // time to be made is off the site until then.
  bool takedown = false;
};

// A file of the site and what it belongs to.
struct StoredOutput {
  OutputKey owner;
  v1::Output output;
};

// A file that an output is about to write. It is the output's from then on, in case that nobody comes to
// say so.
struct Claim {
  OutputKey owner;
  std::string path;
};

// An output that could not be made, or not deleted, and why.
struct Failure {
  OutputKey key;
  v1::OutputFailure failure;
  absl::StatusCode code = absl::StatusCode::kUnknown;
  // Its files were to be deleted.
  bool drop = false;
};

struct OutputFilter {
  std::string path_prefix;
  // "statements/{id}"; empty for all.
  std::string statement;
};

struct StateCounts {
  int64_t statements = 0;
  int64_t outputs = 0;
  int64_t failures = 0;
};

// Written together. A list has each name, key or path once; removals of a kind come before its additions.
struct StateBatch {
  // With their editions, signatories and index lines.
  std::vector<std::string> remove_statements;
  std::vector<content::v1::Statement> statements;
  std::vector<content::v1::Edition> editions;
  std::vector<content::v1::Signatory> signatories;
  std::vector<std::string> remove_sections;
  std::vector<content::v1::Section> sections;
  std::vector<content::v1::PathChange> paths;

  // All files and claims of an output become another's, as they were before this batch.
  std::map<OutputKey, OutputKey> hand_over;
  std::vector<OutputKey> done;
  std::vector<Pending> pending;
  std::vector<std::string> remove_outputs;
  std::vector<StoredOutput> outputs;
  // All claims of these.
  std::vector<OutputKey> remove_claims;
  std::vector<Claim> claims;
  std::vector<OutputKey> remove_failures;
  std::vector<Failure> failures;

  // What it overwrites and removes is to leave the disk too; see LocalState::ScrubIfDue.
  bool scrub = false;

  std::optional<Checkpoint> checkpoint;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_STATE_BATCH_H_

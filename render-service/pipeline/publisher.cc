#include "render-service/pipeline/publisher.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/time/clock.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/position.h"

namespace communique::render {
namespace {

std::string PositionOf(const std::string& epoch, uint64_t number) {
  return EncodePosition({.epoch = epoch, .sequence = 0, .public_position = number});
}

// An image that cannot be made leaves nothing of an older text behind; a page stands until its
// successor can be made.
bool LeavesNothingOld(const OutputKey& key) { return PhaseOf(key.type) == Phase::kImages; }

}  // namespace

struct Publisher::Batches {
  SiteBatch site;
  StateBatch state;
  Published published;
  // By path, as the last one that writes it leaves it.
  std::map<std::string, StoredOutput> outputs;
  // Keys whose files, but for those in `outputs`, go.
  std::vector<OutputKey> cleared;
};

absl::StatusOr<Published> Publisher::Publish(const std::string& epoch, std::vector<Rendered> rendered,
                                             const std::vector<Pending>& work) {
  std::map<OutputKey, const Pending*> by_key;
  for (const Pending& pending : work) by_key[pending.key] = &pending;
  Batches batches;
  std::sort(rendered.begin(), rendered.end(),
            [](const Rendered& a, const Rendered& b) { return a.key < b.key; });
  for (Rendered& one : rendered) {
    if (!one.status.ok() && one.try_again) continue;
    const Pending& pending = *by_key.at(one.key);
    RETURN_IF_ERROR(one.status.ok() ? AddRendered(epoch, one, pending, batches)
                                    : AddFailure(epoch, one, pending, batches));
  }
  for (const Pending& pending : work) {
    if (!pending.drop) continue;
    batches.cleared.push_back(pending.key);
    batches.state.done.push_back(pending.key);
    batches.state.remove_failures.push_back(pending.key);
  }
  for (const auto& [path, output] : batches.outputs) batches.state.outputs.push_back(output);
  RETURN_IF_ERROR(DeleteWhatIsLeft(batches));
  ASSIGN_OR_RETURN(const std::vector<std::string> written, store_.Apply(batches.site));
  RETURN_IF_ERROR(state_.Commit(batches.state));
  for (Published::One& one : batches.published.outputs) {
    one.written =
        static_cast<int>(std::count_if(written.begin(), written.end(), [&](const std::string& path) {
          return batches.outputs.at(path).owner == one.key;
        }));
  }
  return std::move(batches.published);
}

absl::Status Publisher::AddRendered(const std::string& epoch, Rendered& rendered, const Pending& work,
                                    Batches& to) const {
  for (RenderedFile& file : rendered.files) {
    ASSIGN_OR_RETURN(v1::Output output, MakeOutput(epoch, rendered, file, work));
    to.outputs[file.path] = {.owner = rendered.key, .output = std::move(output)};
    to.site.files.push_back({.path = file.path, .bytes = std::move(file.bytes)});
  }
  to.cleared.push_back(rendered.key);
  to.state.done.push_back(rendered.key);
  to.state.remove_failures.push_back(rendered.key);
  to.published.outputs.push_back({.key = rendered.key});
  return absl::OkStatus();
}

absl::Status Publisher::AddFailure(const std::string& epoch, const Rendered& rendered, const Pending& work,
                                   Batches& to) const {
  v1::OutputFailure failure;
  failure.set_path(rendered.main_path);
  failure.set_statement(rendered.key.statement);
  failure.set_kind(KindOf(rendered.key.type));
  failure.set_message(std::string(rendered.status.message()));
  failure.set_position(PositionOf(epoch, work.last_cause));
  failure.mutable_time()->set_seconds(absl::ToUnixSeconds(absl::Now()));
  if (LeavesNothingOld(rendered.key)) to.cleared.push_back(rendered.key);
  to.state.done.push_back(rendered.key);
  to.state.failures.push_back({.key = rendered.key, .failure = failure, .code = rendered.status.code()});
  to.published.outputs.push_back({.key = rendered.key, .failed = true, .failure = std::move(failure)});
  return absl::OkStatus();
}

absl::StatusOr<v1::Output> Publisher::MakeOutput(const std::string& epoch, const Rendered& rendered,
                                                 const RenderedFile& file, const Pending& work) const {
  v1::Output output;
  output.set_path(file.path);
  output.set_kind(file.kind);
  output.set_media_type(file.media_type);
  output.set_sha256(Sha256Hex(file.bytes));
  output.set_size_bytes(static_cast<int64_t>(file.bytes.size()));
  v1::Cause& cause = *output.mutable_cause();
  cause.set_statement(rendered.key.statement);
  cause.set_edition(rendered.edition);
  cause.set_renderer_version(renderer_.VersionOf(rendered.key.type));
  cause.set_position(PositionOf(epoch, work.last_cause));
  // The cause is what last changed the bytes, not what looked at them.
  ASSIGN_OR_RETURN(const auto old, state_.ReadOutput(file.path));
  if (old.has_value() && old->owner == rendered.key && old->output.sha256() == output.sha256()) {
    cause.set_position(old->output.cause().position());
  }
  return output;
}

absl::Status Publisher::DeleteWhatIsLeft(Batches& to) const {
  for (const OutputKey& key : to.cleared) {
    ASSIGN_OR_RETURN(const std::vector<std::string> paths, state_.ListPathsOwnedBy(key));
    for (const std::string& path : paths) {
      if (to.outputs.contains(path)) continue;
      to.site.deletions.push_back(path);
      to.state.remove_outputs.push_back(path);
    }
  }
  return absl::OkStatus();
}

absl::Status Publisher::Sweep() {
  ASSIGN_OR_RETURN(const std::vector<std::string> paths, store_.List());
  SiteBatch batch;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const auto output, state_.ReadOutput(path));
    if (!output.has_value()) batch.deletions.push_back(path);
  }
  return store_.Apply(batch).status();
}

}  // namespace communique::render

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
// successor can be made, unless it is taken down.
bool LeavesNothingOld(const Pending& work) {
  return PhaseOf(work.key.type) == Phase::kImages || work.takedown;
}

// The images of what is taken down do not stay until others are made.
bool IsOnlyCleared(const Pending& work) {
  return work.takedown && !work.drop && PhaseOf(work.key.type) == Phase::kImages;
}

Pending Cleared(Pending work) {
  work.takedown = false;
  return work;
}

v1::OutputFailure MakeFailure(const OutputKey& key, const std::string& path, const absl::Status& why,
                              const std::string& position) {
  v1::OutputFailure failure;
  failure.set_path(path);
  failure.set_statement(key.statement);
  failure.set_kind(KindOf(key.type));
  failure.set_message(std::string(why.message()));
  failure.set_position(position);
  failure.mutable_time()->set_seconds(absl::ToUnixSeconds(absl::Now()));
  return failure;
}

// An output fails once, however many of its files did.
void AddFailed(Failure failure, StateBatch& state, Published& published) {
  auto one = std::find_if(published.outputs.begin(), published.outputs.end(),
                          [&](const Published::One& other) { return other.key == failure.key; });
  if (one == published.outputs.end()) {
    one = published.outputs.insert(one, {.key = failure.key});
  } else if (one->failed) {
    return;
  }
  one->failed = true;
  one->failure = failure.failure;
  state.failures.push_back(std::move(failure));
}

}  // namespace

struct Publisher::Batches {
  SiteBatch site;
  // Before and after the site has changed.
  StateBatch claims;
  StateBatch state;
  Published published;
  // By path, as the last one that writes it leaves it.
  std::map<std::string, StoredOutput> outputs;
  // Keys whose files, but for those in `outputs`, go.
  std::vector<OutputKey> cleared;
  // By path: whose it was.
  std::map<std::string, OutputKey> deleted;
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
    if (pending.drop) {
      batches.state.done.push_back(pending.key);
      batches.state.remove_failures.push_back(pending.key);
    } else if (IsOnlyCleared(pending)) {
      batches.state.pending.push_back(Cleared(pending));
    } else {
      continue;
    }
    batches.cleared.push_back(pending.key);
  }
  RETURN_IF_ERROR(DeleteWhatIsLeft(batches));
  if (!batches.claims.claims.empty()) RETURN_IF_ERROR(state_.Commit(batches.claims));
  ASSIGN_OR_RETURN(const AppliedSite applied, store_.Apply(batches.site));
  RETURN_IF_ERROR(NoteRefused(epoch, work, applied, batches));
  for (const auto& [path, output] : batches.outputs) batches.state.outputs.push_back(output);
  for (const auto& [path, owner] : batches.deleted) batches.state.remove_outputs.push_back(path);
  batches.state.remove_claims = batches.cleared;
  RETURN_IF_ERROR(state_.Commit(batches.state));
  for (Published::One& one : batches.published.outputs) {
    one.written = static_cast<int>(
        std::count_if(applied.written.begin(), applied.written.end(),
                      [&](const std::string& path) { return batches.outputs.at(path).owner == one.key; }));
  }
  return std::move(batches.published);
}

absl::Status Publisher::AddRendered(const std::string& epoch, Rendered& rendered, const Pending& work,
                                    Batches& to) const {
  for (RenderedFile& file : rendered.files) RETURN_IF_ERROR(AddFile(epoch, rendered, file, work, to));
  to.cleared.push_back(rendered.key);
  to.state.done.push_back(rendered.key);
  to.state.remove_failures.push_back(rendered.key);
  to.published.outputs.push_back({.key = rendered.key});
  return absl::OkStatus();
}

absl::Status Publisher::AddFailure(const std::string& epoch, const Rendered& rendered, const Pending& work,
                                   Batches& to) const {
  if (LeavesNothingOld(work)) to.cleared.push_back(rendered.key);
  to.state.done.push_back(rendered.key);
  AddFailed({.key = rendered.key,
             .failure = MakeFailure(rendered.key, rendered.main_path, rendered.status,
                                    PositionOf(epoch, work.last_cause)),
             .code = rendered.status.code()},
            to.state, to.published);
  return absl::OkStatus();
}

absl::Status Publisher::AddFile(const std::string& epoch, const Rendered& rendered, RenderedFile& file,
                                const Pending& work, Batches& to) const {
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
  ASSIGN_OR_RETURN(const auto old, state_.ReadOutput(file.path));
  if (!old.has_value() || old->owner != rendered.key) {
    to.claims.claims.push_back({.owner = rendered.key, .path = file.path});
  } else if (old->output.sha256() == output.sha256()) {
    // The cause is what last changed the bytes, not what looked at them.
    cause.set_position(old->output.cause().position());
  }
  to.outputs[file.path] = {.owner = rendered.key, .output = std::move(output)};
  to.site.files.push_back({.path = file.path, .bytes = std::move(file.bytes)});
  return absl::OkStatus();
}

absl::Status Publisher::DeleteWhatIsLeft(Batches& to) const {
  for (const OutputKey& key : to.cleared) {
    ASSIGN_OR_RETURN(const std::vector<std::string> paths, state_.ListPathsOwnedBy(key));
    for (const std::string& path : paths) {
      if (to.outputs.contains(path)) continue;
      // What was only claimed may have become another's since. A claim of another protects nothing: the
      // bytes may be those of `key` still, and whoever claimed it comes to write it.
      ASSIGN_OR_RETURN(const auto output, state_.ReadOutput(path));
      if (output.has_value() && output->owner != key) continue;
      to.deleted[path] = key;
      to.site.deletions.push_back(path);
    }
  }
  return absl::OkStatus();
}

absl::Status Publisher::NoteRefused(const std::string& epoch, const std::vector<Pending>& work,
                                    const AppliedSite& applied, Batches& to) const {
  for (const auto& [path, why] : applied.refused) {
    const auto written = to.outputs.find(path);
    const bool was_to_be_deleted = written == to.outputs.end();
    const OutputKey key = was_to_be_deleted ? to.deleted.at(path) : written->second.owner;
    const auto asked =
        std::find_if(work.begin(), work.end(), [&](const Pending& pending) { return pending.key == key; });
    AddFailed({.key = key,
               .failure = MakeFailure(key, path, why, PositionOf(epoch, asked->last_cause)),
               .code = why.code(),
               .drop = asked->drop},
              to.state, to.published);
    // Whatever stands there now, it is this output's until that has been settled.
    to.state.claims.push_back({.owner = key, .path = path});
    if (was_to_be_deleted) {
      to.deleted.erase(path);
    } else {
      to.outputs.erase(written);
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
  ASSIGN_OR_RETURN(const AppliedSite applied, store_.Apply(batch));
  return applied.refused.empty() ? absl::OkStatus() : applied.refused.begin()->second;
}

}  // namespace communique::render

#ifndef COMMUNIQUE_TESTS_TESTING_MEMORY_STATE_VIEW_H_
#define COMMUNIQUE_TESTS_TESTING_MEMORY_STATE_VIEW_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/chain.h"
#include "content-service/domain/command.h"
#include "content-service/domain/decide.h"
#include "content-service/domain/overlay_state_view.h"
#include "content-service/domain/state_view.h"

namespace communique::testing {

// A state with nothing in it but files.
class EmptyStateView final : public content::StateView {
 public:
  std::map<std::string, content::v1::Blob> blobs;  // by SHA-256 in hex

  Found<stored::v1::StatementRow> FindStatement(absl::string_view) const override { return std::nullopt; }
  Found<stored::v1::SectionRow> FindSection(absl::string_view) const override { return std::nullopt; }
  absl::StatusOr<std::map<std::string, stored::v1::SectionRow>> SectionsBelow(
      absl::string_view) const override {
    return std::map<std::string, stored::v1::SectionRow>();
  }
  absl::StatusOr<bool> WasFiledIn(absl::string_view) const override { return false; }
  Found<stored::v1::PathRow> FindPath(absl::string_view) const override { return std::nullopt; }
  absl::StatusOr<std::map<std::string, stored::v1::GroupRow>> FindGroup(absl::string_view) const override {
    return std::map<std::string, stored::v1::GroupRow>();
  }
  Found<content::v1::Blob> FindBlob(absl::string_view sha256) const override {
    const auto found = blobs.find(std::string(sha256));
    if (found == blobs.end()) return std::nullopt;
    return found->second;
  }
  absl::StatusOr<bool> IsBlobListed(absl::string_view, const Listing&) const override { return false; }
  Found<stored::v1::SignatoryRow> FindSignatory(absl::string_view, int64_t) const override {
    return std::nullopt;
  }
  Found<std::string> FindSignatoryNode(absl::string_view, int, int64_t) const override {
    return std::nullopt;
  }
  absl::StatusOr<std::map<int64_t, stored::v1::BodyRef>> Revisions(absl::string_view) const override {
    return std::map<int64_t, stored::v1::BodyRef>();
  }
  absl::StatusOr<std::vector<stored::v1::SignatoryRow>> SignatoryVersions(absl::string_view,
                                                                          int64_t) const override {
    return std::vector<stored::v1::SignatoryRow>();
  }
  absl::StatusOr<std::vector<stored::v1::PathRow>> PathVersions(absl::string_view) const override {
    return std::vector<stored::v1::PathRow>();
  }
  Found<stored::v1::ScheduleRow> FindSchedule(const stored::v1::ScheduleRef&) const override {
    return std::nullopt;
  }
  absl::StatusOr<stored::v1::Body> ReadBody(const stored::v1::BodyRef& ref) const override {
    return absl::DataLossError(absl::StrCat("no body ", ref.sequence(), "/", ref.index()));
  }
};

// A content-service without a disk: what is decided is the state at once.
class MemoryStore {
 public:
  // Prepares, decides and keeps a command.
  absl::StatusOr<content::Decision> Do(content::Action action) {
    content::Command command{std::move(action), "alice", "", "", "", false};
    if (absl::Status status = content::PrepareCommand(command); !status.ok()) return status;
    const content::Context context{now, end.sequence + 1,
                                   std::string(32, static_cast<char>('a' + end.sequence % 26))};
    absl::StatusOr<content::Decision> decision = content::Decide(command, state, context);
    if (!decision.ok()) return decision;
    content::Seal(*decision, end);
    state.Add(end.sequence, decision->rows,
              std::make_shared<const std::vector<stored::v1::Body>>(decision->bodies));
    now += absl::Seconds(1);
    return decision;
  }

  EmptyStateView base;
  content::OverlayStateView state{base};
  content::ChainEnd end;
  absl::Time now = absl::FromUnixSeconds(1'700'000'000);
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_MEMORY_STATE_VIEW_H_

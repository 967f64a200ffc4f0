#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATE_VIEW_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATE_VIEW_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/attachment.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"

namespace communique::content {

// What decide reads: the newest state, as the batch so far leaves it. Nothing where a row is not there;
// an error only where what is stored cannot be read. One thread at a time.
class StateView {
 public:
  template <typename Row>
  using Found = absl::StatusOr<std::optional<Row>>;

  virtual ~StateView() = default;

  virtual Found<stored::v1::StatementRow> FindStatement(absl::string_view id) const = 0;
  virtual Found<stored::v1::SectionRow> FindSection(absl::string_view id) const = 0;
  // The sections directly below one, by id.
  virtual absl::StatusOr<std::map<std::string, stored::v1::SectionRow>> SectionsBelow(
      absl::string_view parent) const = 0;
  // Whether a statement is or was filed in the section itself, as a draft or in public.
  virtual absl::StatusOr<bool> WasFiledIn(absl::string_view section) const = 0;
  virtual Found<stored::v1::PathRow> FindPath(absl::string_view path) const = 0;
  // The language versions of a group: language -> row. Empty where there is no such group.
  virtual absl::StatusOr<std::map<std::string, stored::v1::GroupRow>> FindGroup(
      absl::string_view group) const = 0;
  // By SHA-256 in lower-case hex.
  virtual Found<v1::Blob> FindBlob(absl::string_view sha256) const = 0;
  // Whether a stored revision lists the file (SHA-256 in lower-case hex), but for one of them.
  struct Listing {
    // Id; empty for no exception.
    std::string statement;
    int64_t revision = 0;
  };
  virtual absl::StatusOr<bool> IsBlobListed(absl::string_view sha256, const Listing& except) const = 0;
  virtual Found<stored::v1::SignatoryRow> FindSignatory(absl::string_view statement,
                                                        int64_t number) const = 0;
  // A node of the list's tree, as SignatoryTree keeps it; level 1 and up.
  virtual Found<std::string> FindSignatoryNode(absl::string_view statement, int level,
                                               int64_t index) const = 0;
  // For erasing alone, the following three; they look at what is stored, without the
  // commits of the batch. The contents of every revision of a statement, by number.
  virtual absl::StatusOr<std::map<int64_t, stored::v1::BodyRef>> Revisions(
      absl::string_view statement) const = 0;
  // Every version of a row, oldest first; none where there is no such row.
  virtual absl::StatusOr<std::vector<stored::v1::SignatoryRow>> SignatoryVersions(absl::string_view statement,
                                                                                  int64_t number) const = 0;
  virtual absl::StatusOr<std::vector<stored::v1::PathRow>> PathVersions(absl::string_view path) const = 0;
  // Only while it stands.
  virtual Found<stored::v1::ScheduleRow> FindSchedule(const stored::v1::ScheduleRef& ref) const = 0;
  // DATA_LOSS: a row points to it and it is not there.
  virtual absl::StatusOr<stored::v1::Body> ReadBody(const stored::v1::BodyRef& ref) const = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATE_VIEW_H_

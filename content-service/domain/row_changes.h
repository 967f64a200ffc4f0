#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ROW_CHANGES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ROW_CHANGES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/time/time.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/list_entry.h"

namespace communique::content {

// The rows that one or more commits leave behind, the newest of each. A value.
struct RowChanges {
  std::map<std::string, stored::v1::StatementRow, std::less<>> statements;  // by id
  std::map<std::string, stored::v1::SectionRow, std::less<>> sections;      // by id
  std::map<std::string, stored::v1::PathRow, std::less<>> paths;            // by path
  // By (group, language).
  std::map<std::pair<std::string, std::string>, stored::v1::GroupRow> groups;
  // By (statement id, number).
  std::map<std::pair<std::string, int64_t>, stored::v1::SignatoryRow> signatories;
  // By (statement id, number).
  std::map<std::pair<std::string, int64_t>, stored::v1::RevisionRow> revisions;
  // By (statement id, level, index), as SignatoryTree has them.
  std::map<std::tuple<std::string, int, int64_t>, std::string> signatory_nodes;
  // (statement id, PartyKey, number): whether this row, not withdrawn, is of that party.
  std::map<std::tuple<std::string, std::string, int64_t>, bool> signatory_parties;
  // (SHA-256 in lower-case hex, statement id): whether the public may read the file for this statement.
  std::map<std::pair<std::string, std::string>, bool> public_blobs;
  // (SHA-256 in lower-case hex, statement id, revision): whether the revision lists the file.
  std::map<std::tuple<std::string, std::string, int64_t>, bool> blob_references;
  // By (publish time, id); nothing for one that no longer stands.
  std::map<std::pair<absl::Time, std::string>, std::optional<stored::v1::ScheduleRow>> schedules;
  std::set<ListEntry> list_entries;
  // Ids of statements and of groups that these commits begin: nothing of them was there before.
  std::set<std::string, std::less<>> new_statements;
  std::set<std::string, std::less<>> new_groups;
  // By (sequence, index): what erasing leaves of bodies of earlier commits.
  std::map<std::pair<uint64_t, uint32_t>, stored::v1::Body> redacted;
  // Entries with words of an erased title.
  std::set<ListEntry> erased_list_entries;
  // By SHA-256 in lower-case hex: files that nothing lists any more and whose bytes go at once.
  std::set<std::string> erased_files;
  // Addresses of erased drafts that nobody else ever had: no version of their rows stays.
  std::set<std::string> erased_paths;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ROW_CHANGES_H_

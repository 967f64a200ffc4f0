#ifndef COMMUNIQUE_TESTS_FAULT_MODEL_H_
#define COMMUNIQUE_TESTS_FAULT_MODEL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "communique/content/v1/section_service.pb.h"
#include "communique/content/v1/statement_service.pb.h"

namespace communique::testing {

// What docs/api.md says that content-service does, in the plainest way: maps that are copied, and no store,
// no index, no history but what is read back. Written from the page and not from the code. It knows texts by
// title, slug, section, files, note and one block ("1"), and etags by what it is told of them.
class Model {
 public:
  // How a call ends: OK without a reason, or an error.
  struct Verdict {
    absl::StatusCode code = absl::StatusCode::kOk;
    std::string reason;

    bool ok() const { return code == absl::StatusCode::kOk; }
    friend bool operator==(const Verdict&, const Verdict&) = default;
  };

  struct Text {
    std::string title, slug, section, note;
    std::vector<std::string> files;
    bool open = false;
    // Without a block; with one; with one that is erased.
    int block = 0;
    bool erased = false;
  };
  struct Edition {
    int64_t revision = 0;
    std::string path;
  };
  struct Row {
    std::string party;
    content::v1::SignatoryStatus status = content::v1::SIGNATORY_STATUS_SIGNED;
    bool erased = false;
    int version = 0;
  };
  struct Statement {
    std::string group, language;
    content::v1::PublicState public_state = content::v1::PUBLIC_STATE_NEVER;
    std::map<int64_t, Text> revisions;
    // 0: none.
    int64_t draft = 0;
    // Number of the schedule that it is in; 0: none.
    int schedule = 0;
    std::vector<Edition> editions;
    std::string reason, redirect_uri, redirect_statement;
    std::vector<Row> rows;
    int64_t views = 0;
    // Counts what changes its etag.
    int version = 0;

    bool is_public() const {
      return public_state == content::v1::PUBLIC_STATE_LIVE ||
             public_state == content::v1::PUBLIC_STATE_WITHDRAWN;
    }
  };
  struct Section {
    std::string parent, title;
    int version = 0;
    bool is_public = false;
  };

  // Calls, as the service has them; etags are those that Learn was told.
  Verdict Do(const content::v1::CreateStatementRequest& request);
  Verdict Do(const content::v1::UpdateStatementRequest& request);
  Verdict Do(const content::v1::PublishStatementRequest& request);
  Verdict Do(const content::v1::CancelScheduleRequest& request);
  Verdict Do(const content::v1::DiscardDraftRequest& request);
  Verdict Do(const content::v1::WithdrawStatementRequest& request);
  Verdict Do(const content::v1::RestoreStatementRequest& request);
  Verdict Do(const content::v1::RemoveStatementRequest& request);
  Verdict Do(const content::v1::AddSignatoriesRequest& request);
  Verdict Do(const content::v1::WithdrawSignatoryRequest& request);
  Verdict Do(const content::v1::CorrectSignatoryRequest& request);
  Verdict Do(const content::v1::EraseRequest& request);
  Verdict Do(const content::v1::TransactRequest& request);
  Verdict Do(const content::v1::RecordViewsRequest& request);
  Verdict Do(const content::v1::CreateSectionRequest& request);
  Verdict Do(const content::v1::UpdateSectionRequest& request);
  Verdict Do(const content::v1::DeleteSectionRequest& request);

  // That a file is there: "blobs/{sha256}".
  void Upload(const std::string& blob) { files_.insert(blob); }
  bool IsFilePublic(const std::string& blob) const;
  // The etag of a resource as it is now, as a read told it.
  void Learn(const std::string& resource, const std::string& etag);

  // By id.
  std::map<std::string, Statement> statements;
  std::map<std::string, Section> sections;
  // Where public addresses lead: "page statements/{id}", "to {path or uri}", "gone {reason}"; and whose they
  // are.
  struct Address {
    std::string owner, target;
  };
  std::map<std::string, Address> addresses;

 private:
  Verdict CheckEtag(const std::string& resource, const std::string& etag, int version) const;
  Verdict Find(const std::string& name, const std::string& etag, std::string& id) const;
  Verdict CheckText(const Text& text) const;
  Verdict CheckPath(const std::string& id, const std::string& path, bool take_over) const;
  Verdict FindRow(const std::string& name, const std::string& etag, Statement*& statement, Row*& row);
  Verdict PlaceSection(const std::string& id, const std::string& parent);
  Verdict TakeDown(const std::string& name, const std::string& etag, bool remove, std::string& id);
  void PublishOne(const std::string& id);
  void PublishSections(std::string section);
  void EndSchedule(int schedule, const std::string& except);
  void Settle(const std::string& id, const std::string& page, const std::string& target);
  std::set<std::string> LeadingTo(const std::string& id) const;
  std::string TargetOf(const std::string& id) const;
  std::string PathOf(const Statement& statement, const Text& text) const;
  // Changes its etag.
  void Touch(const std::string& id);

  std::set<std::string> files_;
  // Sections that were ever filed in.
  std::set<std::string> filed_;
  // resource -> etag -> version.
  std::map<std::string, std::map<std::string, int>> etags_;
  // Of sections that were deleted, so that an old etag stays old.
  std::map<std::string, int> section_versions_;
  int schedules_ = 0;
  // In a transaction: what it has changed so far.
  bool transacting_ = false;
  std::set<std::string> changed_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_MODEL_H_

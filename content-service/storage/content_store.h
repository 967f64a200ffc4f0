#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CONTENT_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CONTENT_STORE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/section.pb.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/domain/chain.h"
#include "content-service/domain/fresh_rows.h"
#include "content-service/storage/statement_query.h"
#include "statement/position.h"

namespace communique::content {

// Which state a read shows and how much of it. VIEW_UNSPECIFIED is PUBLIC. The public sees the same at
// every sequence from one public commit up to the next.
struct ReadAt {
  v1::View view = v1::VIEW_PUBLIC;
  // At most the head's; the state just after that commit.
  uint64_t sequence = 0;
  // Asked for by its position. In PUBLIC what was taken down since is left out: it is not for the public any
  // more.
  bool past = false;
};

template <typename Item>
struct Page {
  std::vector<Item> items;
  // There is more after the last item.
  bool more = false;
};

// After which row of a list of signatories a page begins.
struct SignatoryPlace {
  int64_t display_order = INT64_MIN;
  int64_t number = 0;
};

// Two rows of a list, by number, that seem to be the same party (statement/party_key.h). Neither is
// withdrawn.
struct DuplicateRow {
  int64_t number = 0;
  // The first row of the party.
  int64_t same_as = 0;
};

struct SignatoryCheck {
  // What the newest content states; 0 where it states nothing.
  int32_t stated_count = 0;
  // Those who signed and have not withdrawn, and those who have.
  int32_t signatory_count = 0;
  int32_t withdrawn_count = 0;
  // The last edition calls for signatures and is live, or the draft before the first publication does.
  bool open = false;
  // By number.
  std::vector<DuplicateRow> duplicates;
};

// Reads what is stored, as messages of the API. In PUBLIC what is not public is NOT_FOUND, drafts, etags
// and times of editing are cleared, and nothing counts or numbers hidden work. Ids are bare. Thread-safe;
// calls may read the disk, so never from a thread that must not block. DATA_LOSS: stored bytes are
// damaged or missing.
class ContentStore {
 public:
  virtual ~ContentStore() = default;

  // The newest durable commit.
  virtual ChainEnd Head() const = 0;
  // Identity of this history.
  virtual const std::string& Epoch() const = 0;

  virtual absl::StatusOr<v1::Statement> GetStatement(absl::string_view id, ReadAt at) const = 0;
  // The same just after a commit, without reading again what is fresh from it; null for nothing.
  virtual absl::StatusOr<v1::Statement> GetFreshStatement(absl::string_view id, ReadAt at,
                                                          const FreshRows* fresh) const = 0;

  // INVALID_ARGUMENT, reason BAD_PAGE_TOKEN: query.after is none.
  virtual absl::StatusOr<StatementPage> ListStatements(const StatementQuery& query, ReadAt at) const = 0;

  // By display order, then number. NOT_FOUND: there is no such statement in this view.
  virtual absl::StatusOr<Page<v1::Signatory>> ListSignatories(absl::string_view statement,
                                                              SignatoryPlace after, int limit,
                                                              ReadAt at) const = 0;
  // Rows `first` to first + count - 1 by number, as they were at the sequence.
  virtual absl::StatusOr<std::vector<v1::Signatory>> GetSignatories(absl::string_view statement,
                                                                    int64_t first, int64_t count,
                                                                    ReadAt at) const = 0;

  // Those of `rows`, all of this statement, that are in the newest list before already, in the order given.
  virtual absl::StatusOr<std::vector<DuplicateRow>> FindDuplicates(
      absl::string_view statement, const std::vector<v1::Signatory>& rows) const = 0;
  // The list against the text. Duplicates are those of the newest list, the first `most_duplicates` of them.
  virtual absl::StatusOr<SignatoryCheck> CheckSignatories(absl::string_view statement, size_t most_duplicates,
                                                          ReadAt at) const = 0;

  virtual absl::StatusOr<v1::Section> GetSection(absl::string_view id, ReadAt at) const = 0;
  // By id, after `after_id`. A page ends before the section that would take it past `byte_limit`, but has
  // at least one.
  virtual absl::StatusOr<Page<v1::Section>> ListSections(absl::string_view after_id, int limit,
                                                         size_t byte_limit, ReadAt at) const = 0;

  // Whether a public statement lists the file now.
  virtual absl::StatusOr<bool> IsBlobPublic(absl::string_view sha256) const = 0;

  // How many stored revisions list the file now.
  virtual absl::StatusOr<int64_t> BlobReferences(absl::string_view sha256) const = 0;

  // How often a statement was read, as RecordViews was told up to now; 0 also where there is none.
  virtual absl::StatusOr<int64_t> ViewCount(absl::string_view statement) const = 0;

  // The first sequence whose state shows `position`. FAILED_PRECONDITION, reason EPOCH_CHANGED: of another
  // history. UNAVAILABLE, reason POSITION_AHEAD: beyond the head; wait for it (HeadWaiters).
  virtual absl::StatusOr<uint64_t> SequenceOf(const Position& position) const = 0;
  // The opaque position of the state after commit `sequence` as the view may see it; 0 is before the first.
  virtual absl::StatusOr<std::string> PositionAt(v1::View view, uint64_t sequence) const = 0;
};

// The opaque position of a commit as a view may see it: the sequence is left out in PUBLIC.
std::string PositionFor(v1::View view, absl::string_view epoch, uint64_t sequence, uint64_t public_position);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CONTENT_STORE_H_

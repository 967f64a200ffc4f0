#include "render-service/storage/rocks_local_state.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "render-service/storage/rocks_state_writer.h"
#include "render-service/storage/rocks_tables.h"
#include "render-service/storage/state_keys.h"
#include "render-service/storage/state_rows.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

// Collects messages of a scan.
template <typename Message>
RocksTables::Visit Collect(std::vector<Message>& into) {
  return [&into](absl::string_view, absl::string_view value) -> absl::StatusOr<bool> {
    RETURN_IF_ERROR(ParseRow(value, into.emplace_back()));
    return true;
  };
}

// By display order, equal ones in the order of signing: that of their numbers, which the scan keeps.
void SortForDisplay(std::vector<content::v1::Signatory>& signatories) {
  std::stable_sort(signatories.begin(), signatories.end(),
                   [](const auto& a, const auto& b) { return a.display_order() < b.display_order(); });
}

class RocksLocalState : public LocalState {
 public:
  RocksLocalState(std::unique_ptr<RocksTables> tables, StateCounts counts)
      : tables_(std::move(tables)), counts_(counts) {}

  absl::StatusOr<Checkpoint> ReadCheckpoint() const override {
    rows::CheckpointRow row;
    RETURN_IF_ERROR(tables_->Get(Table::kMeta, kCheckpointKey, row).status());
    return FromRow(row);
  }

  absl::StatusOr<std::optional<PublicStatement>> ReadStatement(const std::string& name) const override {
    PublicStatement found;
    ASSIGN_OR_RETURN(const bool is_there, tables_->Get(Table::kStatements, name, found.statement));
    if (!is_there) return std::nullopt;
    RETURN_IF_ERROR(tables_->Scan(Table::kEditions, PrefixOf(name), "", Collect(found.earlier_editions)));
    RETURN_IF_ERROR(tables_->Scan(Table::kSignatories, PrefixOf(name), "", Collect(found.signatories)));
    SortForDisplay(found.signatories);
    return found;
  }

  absl::StatusOr<std::vector<std::string>> ListStatements(const std::string& after,
                                                          size_t limit) const override {
    std::vector<std::string> names;
    const auto collect = [&](absl::string_view key, absl::string_view) -> absl::StatusOr<bool> {
      names.emplace_back(key);
      return names.size() < limit;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kStatements, "", after, collect));
    return names;
  }

  absl::StatusOr<std::optional<content::v1::PathChange>> ReadPath(const std::string& path) const override {
    content::v1::PathChange found;
    ASSIGN_OR_RETURN(const bool is_there, tables_->Get(Table::kPaths, path, found));
    return is_there ? std::optional(std::move(found)) : std::nullopt;
  }

  absl::StatusOr<std::vector<content::v1::PathChange>> ListPaths() const override {
    std::vector<content::v1::PathChange> paths;
    RETURN_IF_ERROR(tables_->Scan(Table::kPaths, "", "", Collect(paths)));
    return paths;
  }

  absl::StatusOr<std::vector<IndexEntry>> Newest(const std::string& language, const std::string& section,
                                                 size_t limit) const override {
    return ReadIndex(IndexPrefix(language, section), limit);
  }

  absl::StatusOr<std::vector<IndexEntry>> ListYear(const std::string& language, const std::string& section,
                                                   int32_t year) const override {
    return ReadIndex(IndexYearPrefix(language, section, year), SIZE_MAX);
  }

  absl::StatusOr<SiteOutline> ReadOutline() const override {
    SiteOutline outline;
    std::vector<content::v1::Section> sections;
    RETURN_IF_ERROR(tables_->Scan(Table::kSections, "", "", Collect(sections)));
    for (const content::v1::Section& section : sections) outline.PutSection(section);
    const auto count = [&](absl::string_view key, absl::string_view) -> absl::StatusOr<bool> {
      ASSIGN_OR_RETURN(const IndexPlace place, ParseIndexKey(key));
      outline.AddCount(place.language, place.section, place.year, 1);
      return true;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kIndex, "", "", count));
    return outline;
  }

  absl::StatusOr<std::vector<v1::Output>> ListOutputs(const OutputFilter& filter, const std::string& after,
                                                      size_t limit) const override {
    std::vector<v1::Output> outputs;
    const bool of_statement = !filter.statement.empty();
    const std::string root = of_statement ? PrefixOf(filter.statement) : "";
    const auto collect = [&](absl::string_view key, absl::string_view) -> absl::StatusOr<bool> {
      ASSIGN_OR_RETURN(std::optional<StoredOutput> found, ReadOutput(std::string(key.substr(root.size()))));
      if (found.has_value()) outputs.push_back(std::move(found->output));
      return outputs.size() < limit;
    };
    RETURN_IF_ERROR(tables_->Scan(of_statement ? Table::kOfStatement : Table::kOutputs,
                                  absl::StrCat(root, filter.path_prefix),
                                  after.empty() ? "" : absl::StrCat(root, after), collect));
    return outputs;
  }

  absl::StatusOr<std::optional<StoredOutput>> ReadOutput(const std::string& path) const override {
    rows::OutputRow row;
    ASSIGN_OR_RETURN(const bool is_there, tables_->Get(Table::kOutputs, path, row));
    if (!is_there) return std::nullopt;
    ASSIGN_OR_RETURN(OutputKey owner, DecodeOutputKey(row.owner()));
    return StoredOutput{.owner = std::move(owner), .output = std::move(*row.mutable_output())};
  }

  absl::StatusOr<std::vector<std::string>> ListPathsOwnedBy(const OutputKey& owner) const override {
    std::set<std::string> paths;
    const std::string prefix = PrefixOf(EncodeOutputKey(owner));
    const auto collect = [&](absl::string_view key, absl::string_view) -> absl::StatusOr<bool> {
      paths.emplace(key.substr(prefix.size()));
      return true;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kOwned, prefix, "", collect));
    RETURN_IF_ERROR(tables_->Scan(Table::kClaims, prefix, "", collect));
    return std::vector<std::string>(paths.begin(), paths.end());
  }

  absl::StatusOr<std::vector<Failure>> ListFailures() const override {
    std::vector<Failure> failures;
    const auto collect = [&](absl::string_view key, absl::string_view value) -> absl::StatusOr<bool> {
      rows::FailureRow row;
      RETURN_IF_ERROR(ParseRow(value, row));
      ASSIGN_OR_RETURN(failures.emplace_back(), FromRow(key, row));
      return true;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kFailures, "", "", collect));
    return failures;
  }

  absl::StatusOr<std::vector<Pending>> ListRenders(Phase first, Phase last, size_t limit) const override {
    return ReadPending(
        first, last, [](const auto& row) { return !row.drop(); }, limit);
  }

  absl::StatusOr<std::vector<Pending>> ListDrops(size_t limit) const override {
    return ReadPending(
        Phase::kFiles, Phase::kImages, [](const auto& row) { return row.drop(); }, limit);
  }

  absl::StatusOr<std::vector<Pending>> ListTakedowns(size_t limit) const override {
    const uint64_t asked = takedowns_asked_;
    if (asked == takedowns_done_) return std::vector<Pending>();
    ASSIGN_OR_RETURN(std::vector<Pending> found, ReadPending(
                                                     Phase::kFiles, Phase::kImages,
                                                     [](const auto& row) { return row.takedown(); }, limit));
    if (found.empty()) takedowns_done_ = asked;
    return found;
  }

  absl::StatusOr<std::optional<Pending>> ReadPending(const OutputKey& key) const override {
    rows::PendingRow row;
    const std::string encoded = EncodeOutputKey(key);
    ASSIGN_OR_RETURN(const bool is_there, tables_->Get(Table::kPending, encoded, row));
    if (!is_there) return std::nullopt;
    return FromRow(encoded, row);
  }

  absl::StatusOr<uint64_t> OldestWaiting() const override {
    uint64_t oldest = 0;
    const auto compare = [&](absl::string_view, absl::string_view value) -> absl::StatusOr<bool> {
      rows::PendingRow row;
      RETURN_IF_ERROR(ParseRow(value, row));
      const uint64_t cause = row.first_cause();
      if (cause != 0) oldest = oldest == 0 ? cause : std::min(oldest, cause);
      return true;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kPending, "", "", compare));
    return oldest;
  }

  absl::StatusOr<StateCounts> Count() const override {
    absl::MutexLock lock(&mutex_);
    return counts_;
  }

  absl::Status Commit(const StateBatch& batch) override {
    RocksStateWriter writer(*tables_);
    RETURN_IF_ERROR(writer.Write(batch));
    if (std::any_of(batch.pending.begin(), batch.pending.end(),
                    [](const Pending& pending) { return pending.takedown; })) {
      ++takedowns_asked_;
    }
    absl::MutexLock lock(&mutex_);
    counts_.statements += writer.added().statements;
    counts_.outputs += writer.added().outputs;
    counts_.failures += writer.added().failures;
    return absl::OkStatus();
  }

  absl::Status ScrubIfDue() override {
    bool is_due = false;
    const auto find = [&](absl::string_view, absl::string_view) -> absl::StatusOr<bool> {
      is_due = true;
      return false;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kMeta, kScrubKey, "", find));
    if (!is_due) return absl::OkStatus();
    RETURN_IF_ERROR(tables_->Scrub());
    rocksdb::WriteBatch done;
    tables_->Delete(Table::kMeta, kScrubKey, done);
    return tables_->Write(done);
  }

  absl::Status Clear() override {
    rocksdb::WriteBatch rows;
    RETURN_IF_ERROR(tables_->AddClear(rows));
    if (rows.Count() > 0) tables_->PutEmpty(Table::kMeta, kScrubKey, rows);
    RETURN_IF_ERROR(tables_->Write(rows));
    absl::MutexLock lock(&mutex_);
    counts_ = {};
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<std::vector<IndexEntry>> ReadIndex(const std::string& prefix, size_t limit) const {
    std::vector<IndexEntry> entries;
    const auto collect = [&](absl::string_view, absl::string_view value) -> absl::StatusOr<bool> {
      rows::IndexRow row;
      RETURN_IF_ERROR(ParseRow(value, row));
      entries.push_back(FromRow(row));
      return entries.size() < limit;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kIndex, prefix, "", collect));
    return entries;
  }

  template <typename Wants>
  absl::StatusOr<std::vector<Pending>> ReadPending(Phase first, Phase last, const Wants& wants,
                                                   size_t limit) const {
    std::vector<Pending> found;
    // Keys begin with their phase.
    const std::string start(1, static_cast<char>(first));
    const auto collect = [&](absl::string_view key, absl::string_view value) -> absl::StatusOr<bool> {
      if (key[0] > static_cast<char>(last)) return false;
      rows::PendingRow row;
      RETURN_IF_ERROR(ParseRow(value, row));
      if (!wants(row)) return true;
      ASSIGN_OR_RETURN(found.emplace_back(), FromRow(key, row));
      return found.size() < limit;
    };
    RETURN_IF_ERROR(tables_->Scan(Table::kPending, "", start, collect));
    return found;
  }

  const std::unique_ptr<RocksTables> tables_;
  mutable absl::Mutex mutex_;
  StateCounts counts_ ABSL_GUARDED_BY(mutex_);
  // How many batches asked for takedowns, and how many had when there was none left: to look for one reads
  // all the work there is. Whoever opens the state may find some.
  std::atomic<uint64_t> takedowns_asked_ = 1;
  mutable std::atomic<uint64_t> takedowns_done_ = 0;
};

absl::StatusOr<int64_t> CountRows(const RocksTables& tables, Table table) {
  int64_t count = 0;
  const auto add = [&](absl::string_view, absl::string_view) -> absl::StatusOr<bool> {
    ++count;
    return true;
  };
  RETURN_IF_ERROR(tables.Scan(table, "", "", add));
  return count;
}

absl::Status CheckFormat(const RocksTables& tables) {
  rows::CheckpointRow row;
  RETURN_IF_ERROR(tables.Get(Table::kMeta, kCheckpointKey, row).status());
  if (row.format_version() <= kStateFormat) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "NEWER_FORMAT",
      absl::StrCat("this state directory has format ", row.format_version(), " and this program knows up to ",
                   kStateFormat, "; run the newer program, or delete the directory and have it rebuilt"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<LocalState>> OpenRocksLocalState(const StateOptions& options) {
  ASSIGN_OR_RETURN(std::unique_ptr<RocksTables> tables, RocksTables::Open(options));
  RETURN_IF_ERROR(CheckFormat(*tables));
  StateCounts counts;
  ASSIGN_OR_RETURN(counts.statements, CountRows(*tables, Table::kStatements));
  ASSIGN_OR_RETURN(counts.outputs, CountRows(*tables, Table::kOutputs));
  ASSIGN_OR_RETURN(counts.failures, CountRows(*tables, Table::kFailures));
  return std::make_unique<RocksLocalState>(std::move(tables), counts);
}

}  // namespace communique::render

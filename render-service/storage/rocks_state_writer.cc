#include "render-service/storage/rocks_state_writer.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "render-service/domain/plan.h"
#include "render-service/storage/state_keys.h"
#include "render-service/storage/state_rows.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

struct PartKey {
  Table table;
  std::string key;
};

// "statements/a/editions/2" or "statements/a/signatories/7".
absl::StatusOr<PartKey> KeyOfPart(const std::string& name) {
  const std::vector<std::string> segments = absl::StrSplit(name, '/');
  uint64_t number = 0;
  if (segments.size() == 4 && absl::SimpleAtoi(segments[3], &number)) {
    const std::string statement = absl::StrCat(segments[0], "/", segments[1]);
    if (segments[2] == "editions") {
      return PartKey{Table::kEditions, EditionKey(statement, static_cast<int32_t>(number))};
    }
    if (segments[2] == "signatories") return PartKey{Table::kSignatories, SignatoryKey(statement, number)};
  }
  return absl::InvalidArgumentError(absl::StrCat("'", name, "' names no edition and no signatory"));
}

}  // namespace

absl::Status RocksStateWriter::Write(const StateBatch& batch) {
  for (const std::string& name : batch.remove_statements) RETURN_IF_ERROR(RemoveStatement(name));
  for (const content::v1::Statement& statement : batch.statements) RETURN_IF_ERROR(PutStatement(statement));
  RETURN_IF_ERROR(PutParts(batch));
  for (const std::string& name : batch.remove_sections) tables_.Delete(Table::kSections, name, rows_);
  for (const content::v1::Section& section : batch.sections) {
    tables_.Put(Table::kSections, section.name(), section, rows_);
  }
  for (const content::v1::PathChange& path : batch.paths)
    tables_.Put(Table::kPaths, path.path(), path, rows_);
  for (const auto& [from, to] : batch.hand_over) RETURN_IF_ERROR(HandOver(from, to));
  for (const std::string& path : batch.remove_outputs) RETURN_IF_ERROR(RemoveOutput(path));
  for (const StoredOutput& output : batch.outputs) RETURN_IF_ERROR(PutOutput(output));
  RETURN_IF_ERROR(PutClaims(batch));
  RETURN_IF_ERROR(PutWork(batch));
  if (batch.scrub) tables_.PutEmpty(Table::kMeta, kScrubKey, rows_);
  if (batch.checkpoint.has_value()) {
    tables_.Put(Table::kMeta, kCheckpointKey, ToRow(*batch.checkpoint), rows_);
  }
  return tables_.Write(rows_, /*durable=*/!batch.claims.empty());
}

absl::Status RocksStateWriter::RemoveStatement(const std::string& name) {
  content::v1::Statement old;
  ASSIGN_OR_RETURN(const bool was_there, tables_.Get(Table::kStatements, name, old));
  if (!was_there || !removed_statements_.insert(name).second) return absl::OkStatus();
  --added_.statements;
  RETURN_IF_ERROR(RemoveIndexLines(old));
  tables_.Delete(Table::kStatements, name, rows_);
  tables_.DeletePrefix(Table::kEditions, PrefixOf(name), rows_);
  tables_.DeletePrefix(Table::kSignatories, PrefixOf(name), rows_);
  return absl::OkStatus();
}

absl::Status RocksStateWriter::PutStatement(const content::v1::Statement& statement) {
  content::v1::Statement old;
  ASSIGN_OR_RETURN(const bool was_there, tables_.Get(Table::kStatements, statement.name(), old));
  const bool is_there = was_there && !removed_statements_.contains(statement.name());
  if (!is_there) ++added_.statements;
  if (is_there) RETURN_IF_ERROR(RemoveIndexLines(old));
  tables_.Put(Table::kStatements, statement.name(), statement, rows_);
  PutIndexLines(statement);
  return absl::OkStatus();
}

absl::Status RocksStateWriter::RemoveIndexLines(const content::v1::Statement& statement) {
  const IndexEntry entry = MakeIndexEntry(statement);
  tables_.Delete(Table::kIndex, IndexKey(entry, entry.section), rows_);
  tables_.Delete(Table::kIndex, IndexKey(entry, ""), rows_);
  return absl::OkStatus();
}

void RocksStateWriter::PutIndexLines(const content::v1::Statement& statement) {
  if (!IsShown(statement)) return;
  const IndexEntry entry = MakeIndexEntry(statement);
  tables_.Put(Table::kIndex, IndexKey(entry, entry.section), ToRow(entry), rows_);
  tables_.Put(Table::kIndex, IndexKey(entry, ""), ToRow(entry), rows_);
}

absl::Status RocksStateWriter::PutParts(const StateBatch& batch) {
  for (const content::v1::Edition& edition : batch.editions) {
    ASSIGN_OR_RETURN(const PartKey part, KeyOfPart(edition.name()));
    tables_.Put(part.table, part.key, edition, rows_);
  }
  for (const content::v1::Signatory& signatory : batch.signatories) {
    ASSIGN_OR_RETURN(const PartKey part, KeyOfPart(signatory.name()));
    tables_.Put(part.table, part.key, signatory, rows_);
  }
  return absl::OkStatus();
}

absl::Status RocksStateWriter::HandOver(const OutputKey& from, const OutputKey& to) {
  const std::string prefix = PrefixOf(EncodeOutputKey(from));
  const std::string owner = EncodeOutputKey(to);
  for (const Table table : {Table::kOwned, Table::kClaims}) {
    const auto move = [&](absl::string_view key, absl::string_view) -> absl::StatusOr<bool> {
      const absl::string_view path = key.substr(prefix.size());
      tables_.Delete(table, key, rows_);
      tables_.PutEmpty(table, absl::StrCat(PrefixOf(owner), path), rows_);
      if (table == Table::kClaims) return true;
      rows::OutputRow row;
      RETURN_IF_ERROR(tables_.Get(Table::kOutputs, path, row).status());
      row.set_owner(owner);
      tables_.Put(Table::kOutputs, path, row, rows_);
      return true;
    };
    RETURN_IF_ERROR(tables_.Scan(table, prefix, "", move));
  }
  return absl::OkStatus();
}

absl::Status RocksStateWriter::RemoveOutput(const std::string& path) {
  rows::OutputRow old;
  ASSIGN_OR_RETURN(const bool was_there, tables_.Get(Table::kOutputs, path, old));
  if (!was_there || !removed_outputs_.insert(path).second) return absl::OkStatus();
  --added_.outputs;
  tables_.Delete(Table::kOutputs, path, rows_);
  tables_.Delete(Table::kOwned, absl::StrCat(PrefixOf(old.owner()), path), rows_);
  tables_.Delete(Table::kOfStatement, absl::StrCat(PrefixOf(old.output().cause().statement()), path), rows_);
  return absl::OkStatus();
}

absl::Status RocksStateWriter::PutOutput(const StoredOutput& output) {
  const std::string& path = output.output.path();
  RETURN_IF_ERROR(RemoveOutput(path));
  ++added_.outputs;
  rows::OutputRow row;
  *row.mutable_output() = output.output;
  row.set_owner(EncodeOutputKey(output.owner));
  tables_.Put(Table::kOutputs, path, row, rows_);
  tables_.PutEmpty(Table::kOwned, absl::StrCat(PrefixOf(row.owner()), path), rows_);
  const std::string& statement = output.output.cause().statement();
  if (!statement.empty()) {
    tables_.PutEmpty(Table::kOfStatement, absl::StrCat(PrefixOf(statement), path), rows_);
  }
  return absl::OkStatus();
}

absl::Status RocksStateWriter::PutClaims(const StateBatch& batch) {
  for (const OutputKey& owner : batch.remove_claims) {
    const auto remove = [&](absl::string_view key, absl::string_view) -> absl::StatusOr<bool> {
      tables_.Delete(Table::kClaims, key, rows_);
      return true;
    };
    RETURN_IF_ERROR(tables_.Scan(Table::kClaims, PrefixOf(EncodeOutputKey(owner)), "", remove));
  }
  for (const Claim& claim : batch.claims) {
    tables_.PutEmpty(Table::kClaims, absl::StrCat(PrefixOf(EncodeOutputKey(claim.owner)), claim.path), rows_);
  }
  return absl::OkStatus();
}

absl::Status RocksStateWriter::PutWork(const StateBatch& batch) {
  for (const OutputKey& key : batch.done) tables_.Delete(Table::kPending, EncodeOutputKey(key), rows_);
  for (const Pending& pending : batch.pending) {
    tables_.Put(Table::kPending, EncodeOutputKey(pending.key), ToRow(pending), rows_);
  }
  rows::FailureRow old;
  for (const OutputKey& key : batch.remove_failures) {
    const std::string encoded = EncodeOutputKey(key);
    ASSIGN_OR_RETURN(const bool was_there, tables_.Get(Table::kFailures, encoded, old));
    if (!was_there || !removed_failures_.insert(encoded).second) continue;
    --added_.failures;
    tables_.Delete(Table::kFailures, encoded, rows_);
  }
  for (const Failure& failure : batch.failures) {
    const std::string encoded = EncodeOutputKey(failure.key);
    ASSIGN_OR_RETURN(const bool was_there, tables_.Get(Table::kFailures, encoded, old));
    if (!was_there || removed_failures_.contains(encoded)) ++added_.failures;
    tables_.Put(Table::kFailures, encoded, ToRow(failure), rows_);
  }
  return absl::OkStatus();
}

}  // namespace communique::render

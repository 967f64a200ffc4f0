#include "statement/names.h"

#include <algorithm>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "statement/errors.h"
#include "statement/paths.h"

namespace communique {
namespace {

constexpr absl::string_view kStatements = "statements/";
constexpr absl::string_view kSections = "sections/";
constexpr absl::string_view kBlobs = "blobs/";
constexpr absl::string_view kSignatories = "/signatories/";
constexpr absl::string_view kRevisions = "/revisions/";
constexpr absl::string_view kEditions = "/editions/";

bool IsLowerAlnum(char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c); }
bool IsIdCharacter(char c) { return IsLowerAlnum(c) || c == '-'; }

absl::Status NotAName(absl::string_view name, absl::string_view what, absl::string_view form) {
  return ErrorWithReason(
      absl::StatusCode::kInvalidArgument, "BAD_NAME",
      absl::StrCat(QuoteForMessage(name), " is not the name of a ", what, "; write it as ", form));
}

// The id of `name` behind `collection`, where `is_id` accepts it.
std::optional<std::string> IdBehind(absl::string_view name, absl::string_view collection,
                                    bool (*is_id)(absl::string_view)) {
  if (!absl::ConsumePrefix(&name, collection) || !is_id(name)) return std::nullopt;
  return std::string(name);
}

// The parts of a name that `print` makes: the statement, the collection and a number from 1.
template <typename Id, typename Print>
std::optional<Id> NumberedBehind(absl::string_view name, absl::string_view collection, Print print) {
  const size_t middle = name.find(collection);
  if (middle == absl::string_view::npos) return std::nullopt;
  const auto statement = IdBehind(name.substr(0, middle), kStatements, IsStatementId);
  Id id;
  // Printing it again refuses "007", "+7" and " 7", so that each has one name.
  if (!statement.has_value() || !absl::SimpleAtoi(name.substr(middle + collection.size()), &id.number) ||
      id.number < 1 || print(*statement, id.number) != name) {
    return std::nullopt;
  }
  id.statement = *statement;
  return id;
}

}  // namespace

bool IsStatementId(absl::string_view id) {
  return !id.empty() && id.size() <= 63 && IsLowerAlnum(id[0]) &&
         std::all_of(id.begin(), id.end(), IsIdCharacter);
}

bool IsGroupId(absl::string_view id) { return IsStatementId(id); }

bool IsSectionId(absl::string_view id) {
  return !id.empty() && id.size() <= 40 && absl::ascii_islower(id[0]) &&
         std::all_of(id.begin(), id.end(), IsIdCharacter) && !IsReservedName(id);
}

bool IsSha256Hex(absl::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f');
         });
}

bool IsRequestId(absl::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string StatementName(absl::string_view id) { return absl::StrCat(kStatements, id); }
std::string SectionName(absl::string_view id) { return absl::StrCat(kSections, id); }
std::string BlobName(absl::string_view sha256_hex) { return absl::StrCat(kBlobs, sha256_hex); }
std::string RevisionName(absl::string_view statement_id, int64_t number) {
  return absl::StrCat(kStatements, statement_id, kRevisions, number);
}
std::string EditionName(absl::string_view statement_id, int32_t number) {
  return absl::StrCat(kStatements, statement_id, kEditions, number);
}
std::string SignatoryName(absl::string_view statement_id, int64_t number) {
  return absl::StrCat(kStatements, statement_id, kSignatories, number);
}

// Without a slash, npos + 1 is the beginning.
absl::string_view IdOf(absl::string_view name) { return name.substr(name.find('/') + 1); }

absl::StatusOr<std::string> ParseStatementName(absl::string_view name) {
  if (auto id = IdBehind(name, kStatements, IsStatementId)) return *std::move(id);
  return NotAName(name, "statement", "statements/{id}, the id as [a-z0-9][a-z0-9-]{0,62}");
}

absl::StatusOr<std::string> ParseSectionName(absl::string_view name) {
  if (auto id = IdBehind(name, kSections, IsSectionId)) return *std::move(id);
  return NotAName(name, "section",
                  "sections/{id}, the id as [a-z][a-z0-9-]{0,39} and none of the names that the site uses "
                  "itself (files, assets, feed, …)");
}

absl::StatusOr<std::string> ParseBlobName(absl::string_view name) {
  if (auto id = IdBehind(name, kBlobs, IsSha256Hex)) return *std::move(id);
  return NotAName(name, "blob", "blobs/{SHA-256 of the bytes in 64 lower-case hex digits}");
}

absl::StatusOr<SignatoryId> ParseSignatoryName(absl::string_view name) {
  if (auto id = NumberedBehind<SignatoryId>(name, kSignatories, SignatoryName)) return *std::move(id);
  return NotAName(name, "signatory", "statements/{id}/signatories/{number from 1}");
}

absl::StatusOr<RevisionId> ParseRevisionName(absl::string_view name) {
  if (auto id = NumberedBehind<RevisionId>(name, kRevisions, RevisionName)) return *std::move(id);
  return NotAName(name, "revision", "statements/{id}/revisions/{number from 1}");
}

absl::StatusOr<EditionId> ParseEditionName(absl::string_view name) {
  if (auto id = NumberedBehind<EditionId>(name, kEditions, EditionName)) return *std::move(id);
  return NotAName(name, "edition", "statements/{id}/editions/{number from 1}");
}

}  // namespace communique

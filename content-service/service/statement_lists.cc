#include "content-service/service/statement_lists.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "content-service/domain/damaged_page_token.h"
#include "content-service/service/list_pages.h"
#include "content-service/service/name_fields.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/language.h"
#include "statement/names.h"

namespace communique::content {
namespace {

constexpr int kMostNames = 1'000;

// The ids of all names, or every name that is none at once.
absl::StatusOr<std::vector<std::string>> IdsOf(const v1::BatchGetStatementsRequest& request) {
  FieldViolations violations;
  if (request.names_size() < 1 || request.names_size() > kMostNames) {
    violations.Add("names", absl::StrCat("has ", request.names_size(), " entries; give 1 to ", kMostNames));
    return violations.ToStatus();
  }
  std::vector<std::string> ids;
  for (int i = 0; i < request.names_size(); ++i) {
    absl::StatusOr<std::string> id = ParseStatementName(request.names(i));
    if (id.ok()) {
      ids.push_back(*std::move(id));
    } else {
      violations.Add(absl::StrCat("names[", i, "]"), id.status().message());
    }
  }
  RETURN_IF_ERROR(violations.ToStatus());
  return ids;
}

// Keys of the list of signatories, as page tokens hold them.
std::string PlaceKey(const v1::Signatory& last) {
  const absl::StatusOr<SignatoryId> id = ParseSignatoryName(last.name());
  return absl::StrCat(last.display_order(), ":", id.ok() ? id->number : 0);
}

absl::StatusOr<SignatoryPlace> ParsePlace(absl::string_view key) {
  if (key.empty()) return SignatoryPlace();
  const std::vector<absl::string_view> parts = absl::StrSplit(key, ':');
  SignatoryPlace place;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &place.display_order) ||
      !absl::SimpleAtoi(parts[1], &place.number)) {
    return DamagedPageToken();
  }
  return place;
}

}  // namespace

absl::Status BatchGet(const ContentStore& store, const v1::BatchGetStatementsRequest& request, ReadAt at,
                      v1::BatchGetStatementsResponse& response) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids, IdsOf(request));
  size_t bytes = 0;
  for (size_t i = 0; i < ids.size(); ++i) {
    const std::string& name = request.names(static_cast<int>(i));
    // One answer is always given, so that asking again comes to an end.
    if (bytes > kLargestAnswer) {
      response.add_remaining(name);
      continue;
    }
    absl::StatusOr<v1::Statement> statement = store.GetStatement(ids[i], at);
    if (absl::IsNotFound(statement.status())) {
      response.add_not_found(name);
      continue;
    }
    RETURN_IF_ERROR(statement.status());
    const size_t size = statement->ByteSizeLong();
    bytes += size;
    if (bytes > kLargestAnswer && response.statements_size() > 0) {
      response.add_remaining(name);
    } else {
      *response.add_statements() = *std::move(statement);
    }
  }
  return absl::OkStatus();
}

absl::Status ListPage(const ContentStore& store, const v1::ListSignatoriesRequest& request, ReadAt at,
                      v1::ListSignatoriesResponse& response) {
  ASSIGN_OR_RETURN(const std::string id, IdIn("parent", ParseStatementName(request.parent())));
  ASSIGN_OR_RETURN(const PageAsked asked, ReadPage("ListSignatories", request, 200, 1'000));
  ASSIGN_OR_RETURN(const SignatoryPlace after, ParsePlace(asked.after));
  ASSIGN_OR_RETURN(Page<v1::Signatory> page, store.ListSignatories(id, after, asked.size, at));
  size_t bytes = 0;
  for (v1::Signatory& signatory : page.items) {
    bytes += signatory.ByteSizeLong();
    if (bytes > kLargestAnswer && response.signatories_size() > 0) {
      page.more = true;
      break;
    }
    *response.add_signatories() = std::move(signatory);
  }
  if (page.more) response.set_next_page_token(asked.NextToken(PlaceKey(*response.signatories().rbegin())));
  return absl::OkStatus();
}

}  // namespace communique::content

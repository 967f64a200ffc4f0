#include "content-service/service/statement_history.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/damaged_page_token.h"
#include "content-service/service/list_pages.h"
#include "content-service/service/name_fields.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// Numbers of the last entry, as page tokens hold them.
absl::StatusOr<int64_t> ParseNumber(absl::string_view key) {
  if (key.empty()) return INT64_MAX;
  int64_t number = 0;
  if (absl::SimpleAtoi(key, &number) && number > 0) return number;
  return DamagedPageToken();
}

absl::StatusOr<HistoryQuery> QueryOf(const std::string& parent, const PageAsked& asked) {
  HistoryQuery query;
  ASSIGN_OR_RETURN(query.statement, IdIn("parent", ParseStatementName(parent)));
  ASSIGN_OR_RETURN(query.before, ParseNumber(asked.after));
  query.limit = asked.size;
  query.byte_limit = kLargestAnswer;
  return query;
}

struct NamedVersion {
  std::string statement;
  VersionId id;
};

NamedVersion VersionIn(absl::string_view field, const std::string& name, v1::View view,
                       FieldViolations& violations) {
  if (const auto edition = ParseEditionName(name); edition.ok()) {
    return {edition->statement, {.is_edition = true, .number = edition->number}};
  }
  const auto revision = ParseRevisionName(name);
  if (!revision.ok()) {
    violations.Add(field, "must be statements/{id}/editions/{number} or statements/{id}/revisions/{number}");
    return {};
  }
  if (view != v1::VIEW_EDITORIAL) {
    violations.Add(field,
                   "is a revision, which editors alone see; name an edition, or set view to EDITORIAL");
  }
  return {revision->statement, {.number = revision->number}};
}

}  // namespace

absl::Status Compare(const HistoryStore& history, const v1::CompareVersionsRequest& request, ReadAt at,
                     v1::CompareVersionsResponse& response) {
  FieldViolations violations;
  const NamedVersion from = VersionIn("from", request.from(), at.view, violations);
  const NamedVersion to = VersionIn("to", request.to(), at.view, violations);
  if (violations.empty() && from.statement != to.statement) {
    violations.Add("to", "is of another statement than from; name two versions of one statement");
  }
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(*response.mutable_comparison(),
                   history.Compare(from.statement, from.id, to.id, at, kLargestAnswer));
  return absl::OkStatus();
}

absl::Status ListPage(const HistoryStore& history, const v1::ListRevisionsRequest& request, ReadAt at,
                      v1::ListRevisionsResponse& response) {
  ASSIGN_OR_RETURN(const PageAsked asked, ReadPage("ListRevisions", request, 50, 500));
  ASSIGN_OR_RETURN(const HistoryQuery query, QueryOf(request.parent(), asked));
  ASSIGN_OR_RETURN(Page<v1::Revision> page, history.ListRevisions(query, at.sequence));
  for (v1::Revision& revision : page.items) *response.add_revisions() = std::move(revision);
  if (page.more) {
    response.set_next_page_token(asked.NextToken(absl::StrCat(response.revisions().rbegin()->number())));
  }
  return absl::OkStatus();
}

absl::Status ListPage(const HistoryStore& history, const v1::ListEditionsRequest& request, ReadAt at,
                      v1::ListEditionsResponse& response) {
  ASSIGN_OR_RETURN(const PageAsked asked, ReadPage("ListEditions", request, 50, 500));
  ASSIGN_OR_RETURN(const HistoryQuery query, QueryOf(request.parent(), asked));
  ASSIGN_OR_RETURN(Page<v1::Edition> page, history.ListEditions(query, at));
  for (v1::Edition& edition : page.items) *response.add_editions() = std::move(edition);
  if (page.more) {
    response.set_next_page_token(asked.NextToken(absl::StrCat(response.editions().rbegin()->number())));
  }
  return absl::OkStatus();
}

absl::Status ListPage(const HistoryStore& history, const v1::ListCommitsRequest& request, ReadAt at,
                      v1::ListCommitsResponse& response) {
  ASSIGN_OR_RETURN(const PageAsked asked, ReadPage("ListCommits", request, 50, 500));
  ASSIGN_OR_RETURN(const HistoryQuery query, QueryOf(request.parent(), asked));
  ASSIGN_OR_RETURN(Page<HistoryStore::Commit> page, history.ListCommits(query, at.sequence));
  for (HistoryStore::Commit& commit : page.items) *response.add_commits() = std::move(commit.message);
  if (page.more) response.set_next_page_token(asked.NextToken(absl::StrCat(page.items.back().sequence)));
  return absl::OkStatus();
}

}  // namespace communique::content

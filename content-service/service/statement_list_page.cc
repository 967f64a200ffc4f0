#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/statement_filter.h"
#include "content-service/service/list_pages.h"
#include "content-service/service/statement_lists.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/position.h"

namespace communique::content {
namespace {

using google::protobuf::util::FieldMaskUtil;

constexpr int kMostMaskPaths = 50;

// What a list leaves out unless it is asked for.
constexpr std::array<absl::string_view, 3> kLargeFields = {"live.content.blocks", "live.parts",
                                                           "draft.content.blocks"};

bool IsWithin(absl::string_view path, absl::string_view outer) {
  return path == outer || (absl::StartsWith(path, outer) && path[outer.size()] == '.');
}

bool AsksForLargeFields(const google::protobuf::FieldMask& mask) {
  return std::any_of(mask.paths().begin(), mask.paths().end(), [](const std::string& path) {
    return std::any_of(kLargeFields.begin(), kLargeFields.end(), [&](absl::string_view large) {
      return IsWithin(path, large) || IsWithin(large, path);
    });
  });
}

absl::Status CheckMask(const google::protobuf::FieldMask& mask) {
  FieldViolations violations;
  if (mask.paths_size() > kMostMaskPaths) {
    violations.Add("read_mask",
                   absl::StrCat("has ", mask.paths_size(), " paths; the most is ", kMostMaskPaths));
  }
  for (const std::string& path : mask.paths()) {
    if (!FieldMaskUtil::IsValidPath<v1::Statement>(path)) {
      violations.Add("read_mask", absl::StrCat(QuoteForMessage(path), " is no field of Statement"));
    }
  }
  return violations.ToStatus();
}

// A page token holds the position of the first page, so that all pages show one state.
constexpr char kEndOfPosition = '\n';

struct PageStart {
  std::string position;
  std::string after;
};
PageStart SplitToken(const std::string& token) {
  const size_t end = token.find(kEndOfPosition);
  return {token.substr(0, end), end == std::string::npos ? "" : token.substr(end + 1)};
}

}  // namespace

absl::Status ListPage(const ContentStore& store, const v1::ListStatementsRequest& request, ReadAt at,
                      v1::ListStatementsResponse& response) {
  ASSIGN_OR_RETURN(const PageAsked asked, ReadPage("ListStatements", request, 50, 500));
  StatementQuery query;
  ASSIGN_OR_RETURN(query.filter, ParseStatementFilter(request.filter(), at.view));
  ASSIGN_OR_RETURN(query.order, ParseListOrder(request.order_by(), at.view));
  RETURN_IF_ERROR(CheckMask(request.read_mask()));
  if (!asked.after.empty()) {
    PageStart start = SplitToken(asked.after);
    ASSIGN_OR_RETURN(Position position, DecodePosition(start.position));
    if (at.view != v1::VIEW_EDITORIAL) position.sequence = 0;
    ASSIGN_OR_RETURN(at.sequence, store.SequenceOf(position));
    at.past = true;
    response.set_position(std::move(start.position));
    query.after = std::move(start.after);
  }
  query.limit = asked.size;
  query.byte_limit = kLargestAnswer;
  if (AsksForLargeFields(request.read_mask())) query.detail = Detail::kWhole;
  ASSIGN_OR_RETURN(StatementPage page, store.ListStatements(query, at));
  google::protobuf::FieldMask mask = request.read_mask();
  mask.add_paths("name");
  for (v1::Statement& statement : page.items) {
    if (request.has_read_mask()) FieldMaskUtil::TrimMessage(mask, &statement);
    *response.add_statements() = std::move(statement);
  }
  if (!page.next.empty()) {
    response.set_next_page_token(
        asked.NextToken(absl::StrCat(response.position(), std::string(1, kEndOfPosition), page.next)));
  }
  return absl::OkStatus();
}

}  // namespace communique::content

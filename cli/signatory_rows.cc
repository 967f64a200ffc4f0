#include "cli/signatory_rows.h"

#include <utility>

#include "cli/json.h"
#include "cli/resource_arguments.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"
#include "statement/party_key.h"

namespace communique::cli {
namespace {

constexpr int kLargestSignatoriesPage = 1000;

}  // namespace

absl::StatusOr<std::vector<content::v1::Signatory>> AllSignatories(const std::string& statement,
                                                                   content::v1::View view, Session& session) {
  std::vector<content::v1::Signatory> all;
  content::v1::ListSignatoriesRequest request;
  request.set_parent(statement);
  request.set_view(view);
  request.set_page_size(kLargestSignatoriesPage);
  do {
    ASSIGN_OR_RETURN(const content::v1::ListSignatoriesResponse page, session.content().Call(request));
    all.insert(all.end(), page.signatories().begin(), page.signatories().end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return all;
}

absl::StatusOr<content::v1::Signatory> NewestSignatory(const std::string& name, Session& session) {
  content::v1::GetSignatoryRequest request;
  request.set_name(name);
  request.set_view(content::v1::VIEW_EDITORIAL);
  ASSIGN_OR_RETURN(content::v1::GetSignatoryResponse response, session.content().Call(request));
  return std::move(*response.mutable_signatory());
}

void PrintSignatories(const std::vector<content::v1::Signatory>& rows, Session& session) {
  Terminal& terminal = session.terminal();
  if (session.json()) {
    content::v1::ListSignatoriesResponse list;
    list.mutable_signatories()->Assign(rows.begin(), rows.end());
    terminal.out << ToJson(list);
    return;
  }
  std::vector<std::vector<std::string>> table;
  table.reserve(rows.size());
  for (const content::v1::Signatory& row : rows) {
    table.push_back({row.name(),
                     EnumWord(content::v1::SignatoryStatus_Name(row.status()), "SIGNATORY_STATUS_"),
                     row.group_heading(), PartyName(row)});
  }
  terminal.out << FormatTable(table, terminal.width);
}

}  // namespace communique::cli

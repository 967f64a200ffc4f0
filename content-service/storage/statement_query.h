#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_QUERY_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_QUERY_H_

#include <cstddef>
#include <string>
#include <vector>

#include "communique/content/v1/statement.pb.h"
#include "content-service/domain/messages.h"
#include "content-service/domain/statement_filter.h"

namespace communique::content {

struct StatementQuery {
  StatementFilter filter;
  ListOrder order;
  // StatementPage::next of the page before; empty to begin.
  std::string after;
  // The most to return, at least 1.
  int limit = 50;
  // A page ends before the statement that would take it past this many bytes, but has at least one.
  size_t byte_limit = size_t{3} << 20;
  Detail detail = Detail::kHead;
};

struct StatementPage {
  std::vector<v1::Statement> items;
  // Where the next page begins; empty after the last one. A page may be short, or empty, and have a next one:
  // the search took a rest.
  std::string next;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_QUERY_H_

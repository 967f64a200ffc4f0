#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_JSON_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_JSON_H_

#include <string>

#include "absl/status/statusor.h"
#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"

namespace communique::render {

// statement.json: everything public of a statement, with what is needed to recompute its digests. The
// schema is in docs/statement-json.md and only grows. Pure.
absl::StatusOr<std::string> StatementDocument(const PublicStatement& statement, const SectionTrail& trail,
                                              const Addresses& addresses);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_JSON_H_

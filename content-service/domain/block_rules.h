#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_BLOCK_RULES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_BLOCK_RULES_H_

#include "communique/content/v1/statement.pb.h"
#include "content-service/domain/field_path.h"
#include "statement/errors.h"

namespace communique::content {

// The part of CheckContent that is about the tree of blocks. Pure.
void CheckBlocks(const v1::Content& content, FieldPath& path, FieldViolations& violations);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_BLOCK_RULES_H_

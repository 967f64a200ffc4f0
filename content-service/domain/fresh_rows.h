#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FRESH_ROWS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FRESH_ROWS_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "communique/stored/v1/record.pb.h"
#include "content-service/domain/row_changes.h"

namespace communique::content {

// The bodies of one commit; shared, since texts are large.
using SharedBodies = std::shared_ptr<const std::vector<stored::v1::Body>>;

// Of what a commit wrote, that which its answer is made from: it need not be read again. A value.
struct FreshRows {
  uint64_t sequence = 0;
  // Some of them: what is not here is read.
  RowChanges rows;
  // All of them, or null.
  SharedBodies bodies;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FRESH_ROWS_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_H_

#include "communique/content/v1/comparison.pb.h"
#include "communique/content/v1/statement.pb.h"

namespace communique::content {

// What is different between two contents of a statement: fields, blocks and attachments, at most 3 MiB for
// contents of 512 KiB. `from` is the older one. The other way round it tells the same, turned around. Every
// block has its anchor and every attachment its entry id. Pure.
v1::Comparison CompareContents(const v1::Content& from, const v1::Content& to);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_H_

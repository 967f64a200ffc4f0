#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_POSTINGS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_POSTINGS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "content-service/domain/list_entry.h"
#include "content-service/storage/database.h"

namespace communique::content {

// Ids of statements in ascending order, read from the disk as far as they are asked for. One thread; the
// database outlives it.
class Postings {
 public:
  virtual ~Postings() = default;
  // The first id that is not below `at_least`; nothing at the end. `at_least` never goes back.
  virtual absl::StatusOr<std::optional<std::string>> Seek(absl::string_view at_least) = 0;
};

// Those with an entry under a value.
std::unique_ptr<Postings> OpenPostings(const Database& database, v1::View view, ListKey key,
                                       absl::string_view value);
// Those in at least one of them; none where there is none.
std::unique_ptr<Postings> UnionOf(std::vector<std::unique_ptr<Postings>> parts);
// Those in all of them; at least one part.
std::unique_ptr<Postings> IntersectionOf(std::vector<std::unique_ptr<Postings>> parts);

// The values of a key that begin with a prefix; nothing where there are more than `most`.
absl::StatusOr<std::optional<std::vector<std::string>>> ValuesWith(const Database& database, v1::View view,
                                                                   ListKey key, absl::string_view prefix,
                                                                   size_t most);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_POSTINGS_H_

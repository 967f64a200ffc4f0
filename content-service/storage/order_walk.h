#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ORDER_WALK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ORDER_WALK_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "content-service/domain/list_entry.h"
#include "content-service/storage/database.h"
#include "content-service/storage/keys.h"

namespace rocksdb {
class Iterator;
}

namespace communique::content {

// Goes through the entries of one key of the index of lists by value, then id, or the other way. One thread;
// the database outlives it.
class OrderWalk {
 public:
  struct Range {
    // Of values, both included; empty for no bound.
    std::string first;
    std::string last;
    bool descending = false;
  };

  OrderWalk(const Database& database, v1::View view, ListKey key, Range range);
  ~OrderWalk();

  // Begins behind a place instead of at the range's end.
  void StartAfter(const ListPlace& place);

  // Nothing at the end.
  absl::StatusOr<std::optional<ListPlace>> Next();

 private:
  void Start();

  const std::unique_ptr<rocksdb::Iterator> rows_;
  const std::string prefix_;
  const ListKey key_;
  const Range range_;
  bool is_started_ = false;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ORDER_WALK_H_

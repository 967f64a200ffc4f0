#include "content-service/storage/view_counts.h"

#include <limits>
#include <optional>
#include <string>

#include "content-service/domain/store_damaged.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/merge_operator.h"
#include "rocksdb/write_batch.h"

namespace communique::content {
namespace {

constexpr uint64_t kMost = std::numeric_limits<int64_t>::max();

class ViewCounter final : public rocksdb::AssociativeMergeOperator {
 public:
  bool Merge(const rocksdb::Slice&, const rocksdb::Slice* before, const rocksdb::Slice& added,
             std::string* sum, rocksdb::Logger*) const override {
    const auto left = before == nullptr ? std::optional<uint64_t>(0) : ParseNumberKey(ToView(*before));
    const auto right = ParseNumberKey(ToView(added));
    if (!left.has_value() || !right.has_value()) return false;
    *sum = NumberKey(*left > kMost - *right ? kMost : *left + *right);
    return true;
  }
  const char* Name() const override { return "communique.ViewCounter"; }
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> MakeViewCounter() { return std::make_shared<ViewCounter>(); }

void AddViews(const Database& database, absl::string_view statement, int64_t count,
              rocksdb::WriteBatch& batch) {
  batch.Merge(database.family(Family::kViews), ToSlice(statement), NumberKey(static_cast<uint64_t>(count)));
}

absl::StatusOr<int64_t> ReadViews(const Database& database, absl::string_view statement) {
  std::string value;
  const rocksdb::Status found =
      database.db()->Get(rocksdb::ReadOptions(), database.family(Family::kViews), ToSlice(statement), &value);
  if (found.IsNotFound()) return 0;
  if (!found.ok()) return FromRocksDb(found, "reading a counter");
  const auto count = ParseNumberKey(value);
  if (count.has_value() && *count <= kMost) return static_cast<int64_t>(*count);
  return StoreDamaged("a counter of views cannot be read");
}

}  // namespace communique::content

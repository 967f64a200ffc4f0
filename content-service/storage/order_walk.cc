#include "content-service/storage/order_walk.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"

namespace communique::content {
namespace {

// Sorts behind everything under a value, and before the next value: 0 ends a value.
std::string Behind(absl::string_view prefix, absl::string_view value) {
  return absl::StrCat(prefix, value, "\x01");
}

}  // namespace

OrderWalk::OrderWalk(const Database& database, v1::View view, ListKey key, Range range)
    : rows_(database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kListIndex))),
      prefix_(ListKeyPrefix(view, key)),
      key_(key),
      range_(std::move(range)) {}
OrderWalk::~OrderWalk() = default;

void OrderWalk::Start() {
  is_started_ = true;
  if (!range_.descending) return rows_->Seek(absl::StrCat(prefix_, range_.first));
  // Keys of the next kind begin with a higher byte.
  std::string end = prefix_;
  ++end.back();
  rows_->SeekForPrev(range_.last.empty() ? end : Behind(prefix_, range_.last));
  if (rows_->Valid() && range_.last.empty() && rows_->key() == rocksdb::Slice(end)) rows_->Prev();
}

void OrderWalk::StartAfter(const ListPlace& place) {
  is_started_ = true;
  const std::string key = absl::StrCat(prefix_, place.value, absl::string_view("\0", 1), place.statement);
  range_.descending ? rows_->SeekForPrev(key) : rows_->Seek(key);
  if (!rows_->Valid() || ToView(rows_->key()) != key) return;
  range_.descending ? rows_->Prev() : rows_->Next();
}

absl::StatusOr<std::optional<ListPlace>> OrderWalk::Next() {
  if (!is_started_) Start();
  if (!rows_->status().ok()) return FromRocksDb(rows_->status(), "reading the index of lists");
  if (!rows_->Valid() || !rows_->key().starts_with(prefix_)) return std::nullopt;
  std::optional<ListPlace> place = ParseListEntryKey(key_, ToView(rows_->key()));
  if (!place.has_value()) {
    return StoreDamaged("an entry of the index of lists has a malformed key");
  }
  const bool is_beyond =
      range_.descending ? place->value < range_.first : !range_.last.empty() && place->value > range_.last;
  if (is_beyond) return std::nullopt;
  range_.descending ? rows_->Prev() : rows_->Next();
  return place;
}

}  // namespace communique::content

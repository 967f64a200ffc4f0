#include "content-service/storage/postings.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

using Id = std::optional<std::string>;

std::unique_ptr<rocksdb::Iterator> IndexIterator(const Database& database) {
  return std::unique_ptr<rocksdb::Iterator>(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kListIndex)));
}

class IndexPostings final : public Postings {
 public:
  IndexPostings(const Database& database, std::string prefix)
      : rows_(IndexIterator(database)), prefix_(std::move(prefix)) {}

  absl::StatusOr<Id> Seek(absl::string_view at_least) override {
    if (!is_open_ || (current_.has_value() && *current_ < at_least)) {
      is_open_ = true;
      rows_->Seek(absl::StrCat(prefix_, at_least));
      if (!rows_->status().ok()) return FromRocksDb(rows_->status(), "reading the index of lists");
      current_ = std::nullopt;
      if (rows_->Valid() && rows_->key().starts_with(prefix_)) {
        current_ = std::string(ToView(rows_->key()).substr(prefix_.size()));
      }
    }
    return current_;
  }

 private:
  const std::unique_ptr<rocksdb::Iterator> rows_;
  const std::string prefix_;
  bool is_open_ = false;
  Id current_;
};

class Union final : public Postings {
 public:
  explicit Union(std::vector<std::unique_ptr<Postings>> parts) : parts_(std::move(parts)) {}

  absl::StatusOr<Id> Seek(absl::string_view at_least) override {
    Id least;
    for (const auto& part : parts_) {
      ASSIGN_OR_RETURN(Id id, part->Seek(at_least));
      if (id.has_value() && (!least.has_value() || *id < *least)) least = std::move(id);
    }
    return least;
  }

 private:
  const std::vector<std::unique_ptr<Postings>> parts_;
};

class Intersection final : public Postings {
 public:
  explicit Intersection(std::vector<std::unique_ptr<Postings>> parts) : parts_(std::move(parts)) {}

  // Each part leaps to where the others are, until all are at the same id.
  absl::StatusOr<Id> Seek(absl::string_view at_least) override {
    std::string id(at_least);
    for (size_t agreed = 0, i = 0; agreed < parts_.size(); i = (i + 1) % parts_.size()) {
      ASSIGN_OR_RETURN(Id found, parts_[i]->Seek(id));
      if (!found.has_value()) return std::nullopt;
      agreed = *found == id && agreed > 0 ? agreed + 1 : 1;
      id = *std::move(found);
    }
    return id;
  }

 private:
  const std::vector<std::unique_ptr<Postings>> parts_;
};

}  // namespace

std::unique_ptr<Postings> OpenPostings(const Database& database, v1::View view, ListKey key,
                                       absl::string_view value) {
  return std::make_unique<IndexPostings>(database, ListValuePrefix(view, key, value));
}

std::unique_ptr<Postings> UnionOf(std::vector<std::unique_ptr<Postings>> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return std::make_unique<Union>(std::move(parts));
}

std::unique_ptr<Postings> IntersectionOf(std::vector<std::unique_ptr<Postings>> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return std::make_unique<Intersection>(std::move(parts));
}

absl::StatusOr<std::optional<std::vector<std::string>>> ValuesWith(const Database& database, v1::View view,
                                                                   ListKey key, absl::string_view prefix,
                                                                   size_t most) {
  std::vector<std::string> values;
  const auto rows = IndexIterator(database);
  const std::string begin = absl::StrCat(ListKeyPrefix(view, key), prefix);
  for (rows->Seek(begin); rows->Valid() && rows->key().starts_with(begin);) {
    auto place = ParseListEntryKey(key, ToView(rows->key()));
    if (!place.has_value()) {
      return StoreDamaged("an entry of the index of lists has a malformed key");
    }
    if (values.size() == most) return std::nullopt;
    // To the next value, over all statements of this one.
    rows->Seek(absl::StrCat(ListKeyPrefix(view, key), place->value, "\x01"));
    values.push_back(std::move(place->value));
  }
  if (!rows->status().ok()) return FromRocksDb(rows->status(), "reading the index of lists");
  return values;
}

}  // namespace communique::content

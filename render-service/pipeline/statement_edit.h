#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_STATEMENT_EDIT_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_STATEMENT_EDIT_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "communique/content/v1/change.pb.h"
#include "render-service/domain/plan.h"
#include "render-service/domain/site.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// Rows of a statement in the order in which they first came, found by name.
template <typename Row>
class RowsByName {
 public:
  explicit RowsByName(const std::vector<Row>& rows = {}) : rows_(rows) {
    for (size_t i = 0; i < rows_.size(); ++i) places_[rows_[i].name()] = i;
  }

  void Put(const Row& row) {
    const auto [place, is_new] = places_.try_emplace(row.name(), rows_.size());
    is_new ? rows_.push_back(row) : void(rows_[place->second] = row);
  }
  // Null where there is none.
  Row* Find(const std::string& name) {
    const auto place = places_.find(name);
    return place == places_.end() ? nullptr : &rows_[place->second];
  }
  std::vector<Row>& rows() { return rows_; }

 private:
  std::vector<Row> rows_;
  std::map<std::string, size_t> places_;
};

// One statement while changes are applied to it, in order. For one batch and one thread.
class StatementEdit {
 public:
  // `before` as the state has it; nothing where it is not shown.
  StatementEdit(std::string name, std::optional<PublicStatement> before);

  // The edition that was live becomes an earlier one where another is now.
  void Put(const content::v1::Statement& statement);
  void Put(const content::v1::Edition& edition);
  void Put(const content::v1::Signatory& signatory);
  // Takes an erased text out of whatever of it is kept here.
  void Erase(const content::v1::Erasure& erasure);
  void Remove();

  bool is_public() const { return is_public_; }
  // What the site shows of it now must be seen no more: it was withdrawn or removed, or a text was erased.
  bool is_taken_down() const { return is_taken_down_; }

  // Writes the new state; what was and what is. Ends the use of this.
  StatementDelta Finish(StateBatch& batch);

 private:
  void EraseWithin(const std::string& anchor, content::v1::Edition& edition);

  const std::string name_;
  std::optional<PublicStatement> before_;
  content::v1::Statement now_;
  RowsByName<content::v1::Edition> earlier_editions_;
  RowsByName<content::v1::Signatory> signatories_;
  bool is_public_ = false;
  bool is_taken_down_ = false;
  // What was stored of it is of no use: write all anew.
  bool is_replaced_ = false;
  std::set<std::string> changed_rows_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_STATEMENT_EDIT_H_

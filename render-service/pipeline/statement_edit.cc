#include "render-service/pipeline/statement_edit.h"

#include <algorithm>
#include <utility>

#include "statement/erasure.h"

namespace communique::render {

using content::v1::Edition;
using content::v1::Signatory;
using content::v1::Statement;

StatementEdit::StatementEdit(std::string name, std::optional<PublicStatement> before)
    : name_(std::move(name)), before_(std::move(before)) {
  if (!before_.has_value()) return;
  is_public_ = true;
  now_ = before_->statement;
  earlier_editions_ = RowsByName(before_->earlier_editions);
  signatories_ = RowsByName(before_->signatories);
}

void StatementEdit::Put(const Statement& statement) {
  // The stream tells a new edition as the live one.
  if (is_public_ && now_.live().number() < statement.live().number()) Put(now_.live());
  const bool was_live = is_public_ && now_.public_state() == content::v1::PUBLIC_STATE_LIVE;
  if (was_live && statement.public_state() != content::v1::PUBLIC_STATE_LIVE) is_taken_down_ = true;
  now_ = statement;
  is_public_ = true;
}

void StatementEdit::Put(const Edition& edition) {
  earlier_editions_.Put(edition);
  changed_rows_.insert(edition.name());
}

void StatementEdit::Put(const Signatory& signatory) {
  signatories_.Put(signatory);
  changed_rows_.insert(signatory.name());
}

void StatementEdit::Erase(const content::v1::Erasure& erasure) {
  is_taken_down_ = true;
  const std::string& resource = erasure.resource();
  if (resource == name_) {
    EraseWithin(erasure.block_anchor(), *now_.mutable_live());
    for (Edition& edition : earlier_editions_.rows()) EraseWithin(erasure.block_anchor(), edition);
  } else if (Edition* edition = earlier_editions_.Find(resource)) {
    EraseEdition(*edition);
    changed_rows_.insert(resource);
  } else if (Signatory* signatory = signatories_.Find(resource)) {
    EraseSignatory(*signatory);
    changed_rows_.insert(resource);
  }
}

void StatementEdit::EraseWithin(const std::string& anchor, Edition& edition) {
  const std::set<std::string> anchors = EraseBlock(anchor, *edition.mutable_content());
  if (anchors.empty()) return;
  EraseParts(anchors, *edition.mutable_parts());
  changed_rows_.insert(edition.name());
}

void StatementEdit::Remove() {
  now_ = {};
  earlier_editions_ = RowsByName<Edition>();
  signatories_ = RowsByName<Signatory>();
  is_taken_down_ = is_taken_down_ || is_public_;
  is_public_ = false;
  is_replaced_ = true;
}

StatementDelta StatementEdit::Finish(StateBatch& batch) {
  if (before_.has_value() && is_replaced_) batch.remove_statements.push_back(name_);
  StatementDelta delta{.before = std::move(before_), .after = std::nullopt};
  if (!is_public_) return delta;
  std::vector<Edition>& editions = earlier_editions_.rows();
  std::sort(editions.begin(), editions.end(),
            [](const Edition& a, const Edition& b) { return a.number() < b.number(); });
  const auto is_written = [&](const auto& row) { return is_replaced_ || changed_rows_.contains(row.name()); };
  batch.statements.push_back(now_);
  std::copy_if(editions.begin(), editions.end(), std::back_inserter(batch.editions), is_written);
  std::copy_if(signatories_.rows().begin(), signatories_.rows().end(), std::back_inserter(batch.signatories),
               is_written);
  delta.after = PublicStatement{.statement = std::move(now_),
                                .earlier_editions = std::move(editions),
                                .signatories = std::move(signatories_.rows())};
  return delta;
}

}  // namespace communique::render

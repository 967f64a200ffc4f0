#include "content-service/domain/list_index.h"

#include <optional>
#include <utility>

#include "content-service/domain/list_values.h"
#include "content-service/domain/overlay_state_view.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/search_text.h"

namespace communique::content {
namespace {

using stored::v1::StatementRow;

bool SameBody(const stored::v1::BodyRef* a, const stored::v1::BodyRef* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return a->sequence() == b->sequence() && a->index() == b->index();
}

// The entries of one statement in one view.
class Adder {
 public:
  Adder(const StateView& state, const Context& context, const std::string& id, Decision& decision)
      : state_(state), context_(context), id_(id), decision_(decision) {}

  absl::Status Add(v1::View view, const StatementRow* before, const StatementRow& after) {
    view_ = view;
    if (before == nullptr) {
      Put(ListKey::kName, "");
      Put(ListKey::kLanguage, after.language());
    }
    if (before == nullptr || before->public_state() != after.public_state()) {
      Put(ListKey::kPublicState, std::string(StateWord(after.public_state())));
    }
    if (view == v1::VIEW_EDITORIAL) {
      if (before == nullptr || before->draft_state() != after.draft_state()) {
        Put(ListKey::kDraftState, std::string(StateWord(after.draft_state())));
      }
      Put(ListKey::kUpdate, TimeValue(after.update_time()));
    }
    const stored::v1::BodyRef* const now = ListedContent(after, view);
    const bool is_new = before == nullptr || !SameBody(now, ListedContent(*before, view)) ||
                        before->has_first_publish_time() != after.has_first_publish_time();
    if (!is_new) return absl::OkStatus();
    // A statement whose only draft was discarded still has its place in every order.
    Put(ListKey::kSection, view == v1::VIEW_EDITORIAL ? NewestSection(after) : LiveEdition(after)->section());
    if (now == nullptr) return Put(after, v1::Content());
    if (now->sequence() == context_.sequence) return Put(after, decision_.bodies[now->index()].content());
    ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state_, *now));
    return Put(after, content);
  }

 private:
  void Put(ListKey key, std::string value) {
    decision_.rows.list_entries.insert({view_, key, std::move(value), id_});
  }

  // What is found by the content.
  absl::Status Put(const StatementRow& after, const v1::Content& content) {
    Put(ListKey::kPublishDate, PublishDate(after, content));
    decision_.rows.list_entries.merge(TitleEntries(view_, id_, content.title()));
    return absl::OkStatus();
  }

  const StateView& state_;
  const Context& context_;
  const std::string& id_;
  Decision& decision_;
  v1::View view_ = v1::VIEW_EDITORIAL;
};

}  // namespace

std::set<ListEntry> TitleEntries(v1::View view, absl::string_view statement, absl::string_view title) {
  std::set<ListEntry> entries;
  const std::string id(statement);
  const std::string folded = FoldForSearch(title);
  for (const std::string& term : SearchTerms(folded)) entries.insert({view, ListKey::kWord, term, id});
  entries.insert({view, ListKey::kTitle, TitleSortKey(folded), id});
  return entries;
}

absl::Status AddListEntries(const StateView& state, const Context& context, Decision& decision) {
  for (const auto& [id, after] : decision.rows.statements) {
    std::optional<StatementRow> before;
    if (!decision.rows.new_statements.contains(id)) {
      ASSIGN_OR_RETURN(before, state.FindStatement(id));
    }
    Adder adder(state, context, id, decision);
    RETURN_IF_ERROR(adder.Add(v1::VIEW_EDITORIAL, before.has_value() ? &*before : nullptr, after));
    if (after.editions().empty()) continue;
    const bool was_published = before.has_value() && !before->editions().empty();
    RETURN_IF_ERROR(adder.Add(v1::VIEW_PUBLIC, was_published ? &*before : nullptr, after));
  }
  return absl::OkStatus();
}

}  // namespace communique::content

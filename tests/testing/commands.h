#ifndef COMMUNIQUE_TESTS_TESTING_COMMANDS_H_
#define COMMUNIQUE_TESTS_TESTING_COMMANDS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/command.h"

namespace communique::testing {

// A content that breaks no rule, filed under sections/press.
inline content::v1::Content ContentOf(const std::string& title) {
  content::v1::Content content;
  content.set_title(title);
  content.set_section("sections/press");
  content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(
      absl::StrCat("The text of ", title, "."));
  content::v1::Clause& clause = *content.add_blocks()->mutable_clause();
  clause.set_label("1.");
  clause.add_inlines()->set_text("We ask for an answer.");
  return content;
}

inline content::CreateSection MakeSection(const std::string& id, const std::string& parent = "") {
  content::CreateSection create;
  create.id = id;
  (*create.section.mutable_titles())["en"] = absl::StrCat("Section ", id);
  if (!parent.empty()) create.section.set_parent(absl::StrCat("sections/", parent));
  return create;
}

inline content::CreateStatement MakeStatement(const std::string& id, const std::string& title,
                                              const std::string& language = "en",
                                              const std::string& group = "") {
  return {id, group.empty() ? absl::StrCat("group-", id) : group, language, ContentOf(title)};
}

// Also where the statement is closed for signature, as one is whose text says nothing of it.
inline content::AddSignatories SignWith(const std::string& statement, const std::vector<std::string>& names) {
  content::AddSignatories add;
  add.although_closed = true;
  add.statement = statement;
  for (const std::string& name : names) add.signatories.emplace_back().mutable_organisation()->set_name(name);
  return add;
}

// Gives an organisation of a list another name and place.
inline content::CorrectSignatory Rename(content::SeenSignatory seen, const std::string& name,
                                        int64_t display_order = 0) {
  content::CorrectSignatory correct{
      std::move(seen), {}, {"organisation", "display_order"}, "The name was misspelt."};
  correct.correction.mutable_organisation()->set_name(name);
  correct.correction.set_display_order(display_order);
  return correct;
}

// An update of one field, with a change note, as a second edition needs it.
inline content::UpdateStatement Retitle(const std::string& id, const std::string& etag,
                                        const std::string& title) {
  content::UpdateStatement update{id, etag, {}, {"title", "change_note"}};
  update.content.set_title(title);
  update.content.mutable_change_note()->set_severity(content::v1::CHANGE_SEVERITY_MAJOR);
  update.content.mutable_change_note()->set_text("The title is another.");
  return update;
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_COMMANDS_H_

#ifndef COMMUNIQUE_TESTS_TESTING_PUBLIC_CHANGES_H_
#define COMMUNIQUE_TESTS_TESTING_PUBLIC_CHANGES_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "communique/content/v1/change.pb.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "statement/paths.h"

namespace communique::testing {

// Builds what content-service would tell the public, for tests of whoever listens.

inline content::v1::Section MakeSection(const std::string& id, const std::string& title,
                                        const std::string& parent = "") {
  content::v1::Section section;
  section.set_name(SectionName(id));
  (*section.mutable_titles())["en"] = title;
  if (!parent.empty()) section.set_parent(SectionName(parent));
  return section;
}

struct StatementFacts {
  std::string id = "a";
  std::string language = "en";
  std::string section = "press";
  std::string title = "A title";
  int32_t year = 2014;
  int32_t edition = 1;
  // The id where empty.
  std::string slug;
};

inline content::v1::Statement MakeStatement(const StatementFacts& facts) {
  content::v1::Statement statement;
  statement.set_name(StatementName(facts.id));
  statement.set_group(absl::StrCat("group-", facts.id));
  statement.set_language(facts.language);
  statement.set_path(
      StatementPath(facts.language, facts.section, facts.slug.empty() ? facts.id : facts.slug));
  statement.set_public_state(content::v1::PUBLIC_STATE_LIVE);
  statement.mutable_first_publish_time()->set_seconds(1'400'000'000);
  content::v1::Edition& live = *statement.mutable_live();
  live.set_name(EditionName(facts.id, facts.edition));
  live.set_number(facts.edition);
  live.mutable_publish_time()->set_seconds(1'400'000'000 + 86'400 * facts.edition);
  content::v1::Content& content = *live.mutable_content();
  content.set_title(facts.title);
  content.set_section(SectionName(facts.section));
  content.mutable_publication_date()->set_year(facts.year);
  content.mutable_publication_date()->set_month(4);
  content.mutable_publication_date()->set_day(28);
  return statement;
}

// An attached JPEG whose bytes are `bytes`.
inline content::v1::Attachment MakeImage(const std::string& entry_id, const std::string& bytes) {
  content::v1::Attachment attachment;
  attachment.set_entry_id(entry_id);
  attachment.set_file_name(absl::StrCat(entry_id, ".jpg"));
  attachment.set_blob(BlobName(Sha256Hex(bytes)));
  attachment.set_media_type("image/jpeg");
  attachment.set_width(500);
  attachment.set_height(400);
  return attachment;
}

inline content::v1::Signatory MakeSignatory(const std::string& statement_id, int64_t number,
                                            const std::string& name) {
  content::v1::Signatory signatory;
  signatory.set_name(SignatoryName(statement_id, number));
  signatory.mutable_organisation()->set_name(name);
  signatory.set_status(content::v1::SIGNATORY_STATUS_SIGNED);
  return signatory;
}

inline content::v1::Change Told(const content::v1::Statement& statement) {
  content::v1::Change change;
  *change.mutable_statement()->mutable_statement() = statement;
  return change;
}
inline content::v1::Change Told(const content::v1::Section& section) {
  content::v1::Change change;
  *change.mutable_section() = section;
  return change;
}
inline content::v1::Change ToldSectionRemoval(const std::string& id) {
  content::v1::Change change;
  change.mutable_section_removal()->set_section(SectionName(id));
  return change;
}
inline content::v1::Change Told(const content::v1::Signatory& signatory) {
  content::v1::Change change;
  *change.mutable_signatory() = signatory;
  return change;
}
inline content::v1::Change ToldPath(const std::string& path, const std::string& statement_name) {
  content::v1::Change change;
  change.mutable_path()->set_path(path);
  change.mutable_path()->set_statement(statement_name);
  return change;
}
inline content::v1::Change ToldRedirect(const std::string& path, const std::string& target) {
  content::v1::Change change;
  change.mutable_path()->set_path(path);
  change.mutable_path()->set_redirect(target);
  return change;
}
inline content::v1::Change ToldGone(const std::string& path, const std::string& reason) {
  content::v1::Change change;
  change.mutable_path()->set_path(path);
  change.mutable_path()->set_gone(reason);
  return change;
}
// A block of a statement, an edition or a signatory.
inline content::v1::Change ToldErasure(const std::string& resource, const std::string& block_anchor = "") {
  content::v1::Change change;
  change.mutable_erasure()->set_resource(resource);
  change.mutable_erasure()->set_block_anchor(block_anchor);
  return change;
}
inline content::v1::Change ToldRemoval(const content::v1::Statement& statement) {
  content::v1::Change change;
  change.mutable_statement_removal()->set_statement(statement.name());
  change.mutable_statement_removal()->set_path(statement.path());
  change.mutable_statement_removal()->set_reason(content::v1::REMOVAL_REASON_GONE);
  return change;
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_PUBLIC_CHANGES_H_

#include "tests/render-service/html/statement_builder.h"

#include "absl/strings/str_cat.h"
#include "statement/digest.h"
#include "statement/paths.h"

namespace communique::render::testing {
namespace {

constexpr int64_t kFirstPublished = 1'715'851'800;  // 16 May 2024, 09:30 UTC
constexpr int64_t kSecondsOfDay = 86'400;

content::v1::Clause* LastClause(google::protobuf::RepeatedPtrField<content::v1::Block>& blocks) {
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    if (block->has_clause()) return block->mutable_clause();
  }
  return nullptr;
}

}  // namespace

StatementBuilder::StatementBuilder(const std::string& id, const std::string& language,
                                   const std::string& title) {
  content::v1::Statement& head = statement();
  head.set_name(absl::StrCat("statements/", id));
  head.set_group(id);
  head.set_language(language);
  head.set_path(StatementPath(language, "statements", id));
  head.set_public_state(content::v1::PUBLIC_STATE_LIVE);
  head.mutable_first_publish_time()->set_seconds(kFirstPublished);
  *head.mutable_last_major_time() = head.first_publish_time();
  head.mutable_live()->set_number(1);
  *head.mutable_live()->mutable_publish_time() = head.first_publish_time();
  content::v1::EditionSummary* edition = head.add_editions();
  edition->set_number(1);
  *edition->mutable_publish_time() = head.first_publish_time();
  content().set_title(title);
  content().set_section("sections/statements");
  content().set_slug(id);
}

content::v1::Block& StatementBuilder::AddBlock(const std::string& anchor) {
  content::v1::Block* block = content().add_blocks();
  block->set_anchor(anchor);
  return *block;
}

StatementBuilder& StatementBuilder::Paragraph(const std::string& anchor, const std::string& text) {
  SetMarkedText(text, *AddBlock(anchor).mutable_paragraph()->mutable_inlines());
  return *this;
}

StatementBuilder& StatementBuilder::Heading(const std::string& anchor, int level, const std::string& label,
                                            const std::string& text) {
  content::v1::Heading* heading = AddBlock(anchor).mutable_heading();
  heading->set_level(level);
  heading->set_label(label);
  SetMarkedText(text, *heading->mutable_inlines());
  return *this;
}

StatementBuilder& StatementBuilder::Clause(const std::string& anchor, int depth, const std::string& label,
                                           const std::string& text) {
  auto* blocks = content().mutable_blocks();
  for (int level = 1; level < depth; ++level) blocks = LastClause(*blocks)->mutable_children();
  content::v1::Block* block = blocks->Add();
  block->set_anchor(anchor);
  block->mutable_clause()->set_label(label);
  block->mutable_clause()->set_depth(depth);
  SetMarkedText(text, *block->mutable_clause()->mutable_inlines());
  return *this;
}

StatementBuilder& StatementBuilder::Footnote(const std::string& anchor, const std::string& label,
                                             const std::string& text) {
  content::v1::Footnote* footnote = AddBlock(anchor).mutable_footnote();
  footnote->set_label(label);
  SetMarkedText(text, *footnote->mutable_inlines());
  return *this;
}

StatementBuilder& StatementBuilder::Table(const std::string& anchor, const std::string& caption,
                                          const std::vector<std::vector<std::string>>& rows, int header_rows,
                                          int header_columns) {
  content::v1::Table* table = AddBlock(anchor).mutable_table();
  table->set_caption(caption);
  table->set_header_rows(header_rows);
  table->set_header_columns(header_columns);
  for (const std::vector<std::string>& cells : rows) {
    content::v1::TableRow* row = table->add_rows();
    for (const std::string& cell : cells) SetMarkedText(cell, *row->add_cells()->mutable_inlines());
  }
  return *this;
}

StatementBuilder& StatementBuilder::Place(const std::string& place) {
  content().set_place(place);
  return *this;
}

StatementBuilder& StatementBuilder::LetterDate(const std::string& text, const Day& day) {
  content::v1::LetterDate* letter_date = content().mutable_letter_date();
  letter_date->set_text(text);
  letter_date->mutable_date()->set_year(day.year);
  letter_date->mutable_date()->set_month(day.month);
  letter_date->mutable_date()->set_day(day.day);
  return *this;
}

StatementBuilder& StatementBuilder::Organisation(const std::string& name, const std::string& abbreviation,
                                                 const std::string& country, const std::string& group) {
  content::v1::Organisation* organisation = AddSignatory(group).mutable_organisation();
  organisation->set_name(name);
  organisation->set_abbreviation(abbreviation);
  organisation->set_country(country);
  return *this;
}

StatementBuilder& StatementBuilder::Person(const std::string& name, const std::string& title,
                                           const std::string& affiliation, const std::string& group) {
  content::v1::Person* person = AddSignatory(group).mutable_person();
  person->set_name(name);
  person->set_title(title);
  person->set_affiliation(affiliation);
  return *this;
}

StatementBuilder& StatementBuilder::Withdrawn(const std::string& reason) {
  content::v1::Signatory& signatory = result_.signatories.back();
  signatory.set_status(content::v1::SIGNATORY_STATUS_WITHDRAWN);
  signatory.mutable_change_time()->set_seconds(kFirstPublished + 4 * kSecondsOfDay);
  signatory.set_change_reason(reason);
  return *this;
}

StatementBuilder& StatementBuilder::Image(const std::string& entry_id, const std::string& file_name,
                                          int32_t width, int32_t height, const std::string& alternative_text,
                                          const std::string& caption) {
  content::v1::Attachment* image = content().add_attachments();
  image->set_entry_id(entry_id);
  image->set_file_name(file_name);
  image->set_blob(absl::StrCat("blobs/", Sha256Hex(file_name)));
  image->set_media_type("image/jpeg");
  image->set_size_bytes(238'000);
  image->set_width(width);
  image->set_height(height);
  image->set_alternative_text(alternative_text);
  image->set_caption(caption);
  return *this;
}

StatementBuilder& StatementBuilder::File(const std::string& entry_id, const std::string& file_name,
                                         const std::string& media_type, int64_t size_bytes,
                                         int32_t page_count) {
  content::v1::Attachment* file = content().add_attachments();
  file->set_entry_id(entry_id);
  file->set_file_name(file_name);
  file->set_blob(absl::StrCat("blobs/", Sha256Hex(file_name)));
  file->set_media_type(media_type);
  file->set_size_bytes(size_bytes);
  file->set_page_count(page_count);
  return *this;
}

StatementBuilder& StatementBuilder::Edition(int64_t days_later, content::v1::ChangeSeverity severity,
                                            const std::string& note) {
  content::v1::EditionSummary* edition = statement().add_editions();
  edition->set_number(statement().editions_size());
  edition->mutable_publish_time()->set_seconds(kFirstPublished + days_later * kSecondsOfDay);
  edition->mutable_change_note()->set_severity(severity);
  edition->mutable_change_note()->set_text(note);
  *content().mutable_change_note() = edition->change_note();
  statement().mutable_live()->set_number(edition->number());
  *statement().mutable_live()->mutable_publish_time() = edition->publish_time();
  if (severity == content::v1::CHANGE_SEVERITY_MAJOR) {
    *statement().mutable_last_major_time() = edition->publish_time();
  }
  return *this;
}

StatementBuilder& StatementBuilder::Translation(const std::string& id, const std::string& language,
                                                const std::string& title) {
  content::v1::Translation* translation = statement().add_translations();
  translation->set_statement(absl::StrCat("statements/", id));
  translation->set_language(language);
  translation->set_path(StatementPath(language, "statements", id));
  translation->set_title(title);
  return *this;
}

PublicStatement StatementBuilder::Build() const {
  // Secret and random outside of tests.
  const std::string seed(32, 's');
  PublicStatement built = result_;
  content::v1::Statement& head = built.statement;
  const TextDigest text = ComputeTextDigest(head.live().content(), head.language(), seed);
  head.mutable_live()->mutable_parts()->Assign(text.parts.begin(), text.parts.end());
  head.mutable_live()->set_text_digest(text.digest);
  // Texts of earlier editions are not at hand; what their digests are of does not matter.
  for (content::v1::EditionSummary& edition : *head.mutable_editions()) {
    edition.set_text_digest(Sha256(absl::StrCat(head.name(), "/editions/", edition.number())));
  }
  head.mutable_editions(head.editions_size() - 1)->set_text_digest(text.digest);
  std::vector<std::string> rows;
  for (content::v1::Signatory& signatory : built.signatories) {
    signatory.set_salt(DeriveSalt(seed, signatory.name()));
    signatory.set_digest(SignatoryDigest(signatory, signatory.salt()));
    rows.push_back(signatory.digest());
  }
  head.set_signatories_digest(SignatoriesDigest(rows));
  head.set_content_digest(ContentDigest(text.digest, head.signatories_digest()));
  return built;
}

content::v1::Signatory& StatementBuilder::AddSignatory(const std::string& group) {
  content::v1::Signatory& signatory = result_.signatories.emplace_back();
  signatory.set_name(absl::StrCat(statement().name(), "/signatories/", result_.signatories.size()));
  signatory.set_group_heading(group);
  signatory.set_status(content::v1::SIGNATORY_STATUS_SIGNED);
  signatory.mutable_sign_time()->set_seconds(kFirstPublished);
  return signatory;
}

void SetMarkedText(const std::string& text,
                   google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines) {
  bool strong = false;
  bool emphasis = false;
  std::string run;
  const auto end_run = [&](const std::string& link = "") {
    if (!run.empty()) {
      content::v1::Inline* piece = inlines.Add();
      piece->set_text(run);
      piece->set_strong(strong);
      piece->set_emphasis(emphasis);
      piece->set_link(link);
    }
    run.clear();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '*') {
      end_run();
      strong = !strong;
    } else if (text[i] == '_') {
      end_run();
      emphasis = !emphasis;
    } else if (text.compare(i, 2, "[^") == 0) {
      end_run();
      const size_t end = text.find(']', i);
      inlines.Add()->set_footnote_reference(text.substr(i + 2, end - i - 2));
      i = end;
    } else if (text[i] == '<' && text.find('>', i) != std::string::npos) {
      end_run();
      const size_t end = text.find('>', i);
      run = text.substr(i + 1, end - i - 1);
      end_run(run);
      i = end;
    } else {
      run.push_back(text[i]);
    }
  }
  end_run();
}

content::v1::Section MakeSection(const std::string& id,
                                 const std::vector<std::pair<std::string, std::string>>& titles) {
  content::v1::Section section;
  section.set_name(absl::StrCat("sections/", id));
  for (const auto& [language, title] : titles) (*section.mutable_titles())[language] = title;
  return section;
}

}  // namespace communique::render::testing

#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_STATEMENT_BUILDER_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_STATEMENT_BUILDER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "render-service/domain/site.h"

namespace communique::render::testing {

// Builds a published statement, block by block. Anchors are given; everything else has a sensible value.
class StatementBuilder {
 public:
  // statements/{id} in sections/statements, first published on 16 May 2024.
  StatementBuilder(const std::string& id, const std::string& language, const std::string& title);

  content::v1::Statement& statement() { return result_.statement; }
  content::v1::Content& content() { return *result_.statement.mutable_live()->mutable_content(); }
  content::v1::Block& AddBlock(const std::string& anchor);

  StatementBuilder& Paragraph(const std::string& anchor, const std::string& text);
  StatementBuilder& Heading(const std::string& anchor, int level, const std::string& label,
                            const std::string& text);
  // A clause of the first level, or below the last one of the level above.
  StatementBuilder& Clause(const std::string& anchor, int depth, const std::string& label,
                           const std::string& text);
  StatementBuilder& Footnote(const std::string& anchor, const std::string& label, const std::string& text);
  StatementBuilder& Table(const std::string& anchor, const std::string& caption,
                          const std::vector<std::vector<std::string>>& rows, int header_rows,
                          int header_columns);
  StatementBuilder& Place(const std::string& place);
  StatementBuilder& LetterDate(const std::string& text, const Day& day);
  StatementBuilder& Organisation(const std::string& name, const std::string& abbreviation,
                                 const std::string& country, const std::string& group = "");
  StatementBuilder& Person(const std::string& name, const std::string& title, const std::string& affiliation,
                           const std::string& group = "");
  // Of the signatory added last.
  StatementBuilder& Withdrawn(const std::string& reason);
  StatementBuilder& Image(const std::string& entry_id, const std::string& file_name, int32_t width,
                          int32_t height, const std::string& alternative_text, const std::string& caption);
  StatementBuilder& File(const std::string& entry_id, const std::string& file_name,
                         const std::string& media_type, int64_t size_bytes, int32_t page_count);
  // Publishes again, with a note of what changed.
  StatementBuilder& Edition(int64_t days_later, content::v1::ChangeSeverity severity,
                            const std::string& note);
  StatementBuilder& Translation(const std::string& id, const std::string& language, const std::string& title);

  // With salts and digests that docs/digest.md's program accepts.
  PublicStatement Build() const;

 private:
  content::v1::Signatory& AddSignatory(const std::string& group);

  PublicStatement result_;
};

// Turns *strong*, _emphasis_, [^label] and <address> into marks, so that samples read well.
void SetMarkedText(const std::string& text, google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines);

// "sections/{id}" with a title in English, and in further languages.
content::v1::Section MakeSection(const std::string& id,
                                 const std::vector<std::pair<std::string, std::string>>& titles);

}  // namespace communique::render::testing

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_STATEMENT_BUILDER_H_

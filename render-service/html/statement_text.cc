#include "render-service/html/statement_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"
#include "render-service/html/statement_marks.h"
#include "text/export.h"

namespace communique::render {
namespace {

std::string NoticeOf(const content::v1::Statement& statement, const PageLanguage& language) {
  const std::string title = NoticeTitle(statement, language);
  const std::string& reason = statement.notice().reason();
  return title.empty() || reason.empty() ? title : absl::StrCat(title, ": ", reason);
}

}  // namespace

std::string StatementTextFile(const PublicStatement& statement, const Addresses& addresses,
                              const PageLanguage& language) {
  const content::v1::Statement& head = statement.statement;
  const std::string id(absl::StripPrefix(head.name(), "statements/"));
  text::ExportOptions options;
  options.words = {.signatories = language.word("signatories"),
                   .attachments = language.word("attachments"),
                   .erased = language.word("erased")};
  options.signatory_mark = [&](const content::v1::Signatory& signatory) {
    return MarkOf(signatory, language);
  };
  options.attachment_text = [&](const content::v1::Attachment& attachment) {
    return absl::StrCat(attachment.file_name(), " <", addresses.Absolute(AttachmentPath(id, attachment)),
                        ">");
  };
  options.notice = NoticeOf(head, language);
  return text::ExportPlainText(head.live().content(), statement.signatories, options);
}

}  // namespace communique::render

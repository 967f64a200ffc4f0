#include "render-service/html/statement_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"
#include "text/export.h"

namespace communique::render {
namespace {

std::string NoticeOf(const content::v1::Statement& statement, const PageLanguage& language) {
  if (statement.public_state() != content::v1::PUBLIC_STATE_WITHDRAWN) return "";
  std::string notice = language.word("withdrawn_notice");
  if (statement.notice().has_time()) {
    absl::StrAppend(&notice, " (", language.formats.FormatDay(UtcDayOf(statement.notice().time())), ")");
  }
  if (!statement.notice().reason().empty()) absl::StrAppend(&notice, ": ", statement.notice().reason());
  return notice;
}

}  // namespace

std::string StatementTextFile(const PublicStatement& statement, const Addresses& addresses,
                              const PageLanguage& language) {
  const content::v1::Statement& head = statement.statement;
  const std::string id(absl::StripPrefix(head.name(), "statements/"));
  text::ExportOptions options;
  options.words = {.signatories = language.word("signatories"),
                   .attachments = language.word("attachments"),
                   .withdrawn = language.word("withdrawn")};
  options.attachment_text = [&](const content::v1::Attachment& attachment) {
    return absl::StrCat(attachment.file_name(), " <", addresses.Absolute(AttachmentPath(id, attachment)),
                        ">");
  };
  options.notice = NoticeOf(head, language);
  return text::ExportPlainText(head.live().content(), statement.signatories, options);
}

}  // namespace communique::render

#include "render-service/html/statement_marks.h"

#include "absl/strings/str_cat.h"
#include "render-service/domain/site.h"

namespace communique::render {
namespace {

const char* WordOf(content::v1::SignatoryStatus status) {
  switch (status) {
    case content::v1::SIGNATORY_STATUS_WITHDRAWN:
      return "withdrawn";
    case content::v1::SIGNATORY_STATUS_CORRECTED:
      return "corrected";
    default:
      return "";
  }
}

}  // namespace

std::string NoticeTitle(const content::v1::Statement& statement, const PageLanguage& language) {
  if (statement.public_state() != content::v1::PUBLIC_STATE_WITHDRAWN) return "";
  std::string title = language.word("withdrawn_notice");
  if (statement.notice().has_time()) {
    absl::StrAppend(&title, " (", language.formats.FormatDay(UtcDayOf(statement.notice().time())), ")");
  }
  return title;
}

std::string MarkOf(const content::v1::Signatory& signatory, const PageLanguage& language) {
  const std::string word = WordOf(signatory.status());
  if (word.empty()) return "";
  std::string mark = language.word(word);
  if (signatory.has_change_time()) {
    absl::StrAppend(&mark, " ", language.formats.FormatDay(UtcDayOf(signatory.change_time())));
  }
  if (!signatory.change_reason().empty()) absl::StrAppend(&mark, " – ", signatory.change_reason());
  return mark;
}

}  // namespace communique::render

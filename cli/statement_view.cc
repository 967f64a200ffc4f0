#include "cli/statement_view.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/resource_arguments.h"
#include "cli/text_layout.h"
#include "google/protobuf/util/time_util.h"
#include "text/export.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

std::string EditionWords(const v1::Statement& statement) {
  if (!statement.has_live()) return "";
  return absl::StrCat(statement.live().number(), ", ", TimeWords(true, statement.live().publish_time()));
}

std::string TranslationWords(const v1::Statement& statement) {
  return absl::StrJoin(statement.translations(), ", ", [](std::string* out, const v1::Translation& other) {
    absl::StrAppend(out, other.language(), " ", other.statement());
  });
}

std::string FailureWords(const v1::Draft& draft) {
  if (!draft.has_schedule_failure()) return "";
  const v1::ScheduleFailure& failure = draft.schedule_failure();
  return absl::StrCat(TimeWords(true, failure.time()), ", ", failure.reason());
}

std::string NoticeWords(const v1::StateNotice& notice) {
  if (!notice.redirect_statement().empty()) return absl::StrCat("leads to ", notice.redirect_statement());
  if (!notice.redirect_uri().empty()) return absl::StrCat("leads to ", notice.redirect_uri());
  return notice.reason();
}

}  // namespace

std::string StateWords(const v1::Statement& statement) {
  return StateWords(statement.public_state(), statement.draft_state());
}

// --json has the rest of the second.
std::string TimeWords(bool is_set, google::protobuf::Timestamp time) {
  time.set_nanos(0);
  return is_set ? google::protobuf::util::TimeUtil::ToString(time) : "";
}

std::string StateWords(v1::PublicState public_state, v1::DraftState draft_state) {
  std::string words;
  if (public_state != v1::PUBLIC_STATE_NEVER) {
    words = EnumWord(v1::PublicState_Name(public_state), "PUBLIC_STATE_");
  }
  const std::string draft =
      draft_state == v1::DRAFT_STATE_NONE ? "" : EnumWord(v1::DraftState_Name(draft_state), "DRAFT_STATE_");
  if (words.empty() && draft.empty()) return "empty";
  return absl::StrCat(words, words.empty() || draft.empty() ? "" : ", ", draft);
}

const v1::Content& NewestContent(const v1::Statement& statement) {
  return statement.has_draft() ? statement.draft().content() : statement.live().content();
}

std::string PathOf(const v1::Statement& statement) {
  return statement.path().empty() ? statement.draft().path() : statement.path();
}

std::string FormatStatement(const v1::Statement& statement, const std::vector<v1::Signatory>& signatories,
                            size_t width) {
  const v1::Content& content = NewestContent(statement);
  const std::string facts = FormatFields(
      {
          {"name", statement.name()},
          {"state", StateWords(statement)},
          {"language", statement.language()},
          {"path", PathOf(statement)},
          {"section", content.section()},
          {"group", statement.group()},
          {"edition", EditionWords(statement)},
          {"signatories", absl::StrCat(statement.signatory_count())},
          {"translations", TranslationWords(statement)},
          {"publication", TimeWords(statement.draft().has_publish_time(), statement.draft().publish_time())},
          {"not published", FailureWords(statement.draft())},
          {"notice", NoticeWords(statement.notice())},
          {"updated", TimeWords(statement.has_update_time(), statement.update_time())},
          {"etag", statement.etag()},
      },
      width);
  return absl::StrCat(facts, "\n", Wrap(text::ExportPlainText(content, signatories), width, 0));
}

}  // namespace communique::cli

#include "content-service/domain/statement_rules.h"

#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "content-service/domain/block_rules.h"
#include "content-service/domain/field_path.h"
#include "content-service/domain/text_rules.h"
#include "statement/names.h"
#include "statement/paths.h"
#include "statement/utf8.h"

namespace communique::content {
namespace {

constexpr size_t kLongestLine = 500;
constexpr size_t kLongestNote = 2000;
constexpr size_t kLongestEntryId = 40;
constexpr int kMostHeadLines = 100;

// Adds violations at the field that a path is at.
class Rules {
 public:
  Rules(absl::string_view field, FieldViolations& violations) : path_(field), violations_(violations) {}

  FieldPath& path() { return path_; }
  FieldViolations& violations() { return violations_; }

  void Wrong(absl::string_view name, absl::string_view description) {
    if (description.empty()) return;
    FieldPath::Step step(path_, name);
    violations_.Add(path_.ToString(), description);
  }
  void Text(absl::string_view name, absl::string_view text, size_t most_bytes = kLongestLine) {
    Wrong(name, WrongInText(text, most_bytes));
  }
  void RequiredText(absl::string_view name, absl::string_view text, size_t most_bytes = kLongestLine) {
    if (IsBlank(text)) return Wrong(name, "must not be empty");
    Text(name, text, most_bytes);
  }
  void Status(absl::string_view name, const absl::Status& status) {
    if (!status.ok()) Wrong(name, status.message());
  }

 private:
  FieldPath path_;
  FieldViolations& violations_;
};

void CheckDate(absl::string_view name, const v1::Date& date, Rules& rules) {
  if (date.year() < 1 || date.year() > 9999) return rules.Wrong(name, "needs a year from 1 to 9999");
  if (date.month() < 0 || date.month() > 12) return rules.Wrong(name, "needs a month from 1 to 12, or 0");
  if (date.month() == 0 && date.day() != 0) return rules.Wrong(name, "has a day without a month");
  if (date.day() == 0) return;
  const absl::CivilDay day(date.year(), date.month(), date.day());
  if (date.day() < 0 || day.day() != date.day()) rules.Wrong(name, "is no day of the calendar");
}

bool IsEntryId(absl::string_view id) {
  if (id.empty() || id.size() > kLongestEntryId) return false;
  for (const char c : id) {
    if (!absl::ascii_islower(static_cast<unsigned char>(c)) &&
        !absl::ascii_isdigit(static_cast<unsigned char>(c)) && c != '-') {
      return false;
    }
  }
  return true;
}

void CheckAttachments(const v1::Content& content, Rules& rules) {
  if (content.attachments_size() > kMostAttachments) {
    rules.Wrong("attachments", absl::StrCat("has ", content.attachments_size(), "; at most ",
                                            kMostAttachments, " are allowed"));
  }
  std::set<absl::string_view> ids;
  for (int i = 0; i < content.attachments_size(); ++i) {
    const v1::Attachment& attachment = content.attachments(i);
    FieldPath::Step step(rules.path(), "attachments", i);
    if (!IsEntryId(attachment.entry_id())) {
      rules.Wrong("entry_id", "must be 1 to 40 of a-z, 0-9 and -, or empty to be given one");
    } else if (!ids.insert(attachment.entry_id()).second) {
      rules.Wrong("entry_id",
                  absl::StrCat("\"", attachment.entry_id(), "\" is the id of another attachment already"));
    }
    rules.Status("file_name", CheckFileName(attachment.file_name()));
    rules.Status("blob", ParseBlobName(attachment.blob()).status());
    rules.Text("caption", attachment.caption(), kLongestNote);
    rules.Text("alternative_text", attachment.alternative_text(), kLongestNote);
    if (!v1::AttachmentRole_IsValid(attachment.role())) rules.Wrong("role", "is not a known role");
  }
}

void CheckHead(const v1::Content& content, Rules& rules) {
  if (content.source_head_size() > kMostHeadLines) {
    rules.Wrong("source_head", absl::StrCat("has more than ", kMostHeadLines, " lines"));
  }
  for (int i = 0; i < content.source_head_size(); ++i) {
    FieldPath::Step step(rules.path(), "source_head", i);
    rules.Text("label", content.source_head(i).label());
    rules.Text("value", content.source_head(i).value(), kLongestNote);
  }
}

void CheckChangeNote(const v1::ChangeNote& note, Rules& rules) {
  FieldPath::Step step(rules.path(), "change_note");
  rules.Text("text", note.text(), kLongestNote);
  if (!v1::ChangeSeverity_IsValid(note.severity())) rules.Wrong("severity", "is not a known severity");
}

}  // namespace

absl::Status CheckContentSize(const v1::Content& content) {
  const size_t size = content.ByteSizeLong();
  if (size <= kLargestContentBytes) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE",
                         absl::StrCat("the content has ", size, " bytes and at most ", kLargestContentBytes,
                                      " are allowed; move long tables and annexes into attachments"));
}

void CheckContent(const v1::Content& content, absl::string_view field, FieldViolations& violations) {
  Rules rules(field, violations);
  rules.RequiredText("title", content.title());
  rules.Text("subtitle", content.subtitle());
  rules.Text("author_line", content.author_line());
  rules.Text("place", content.place());
  {
    FieldPath::Step step(rules.path(), "letter_date");
    rules.Text("text", content.letter_date().text());
    if (content.letter_date().has_date()) CheckDate("date", content.letter_date().date(), rules);
  }
  if (content.has_publication_date()) CheckDate("publication_date", content.publication_date(), rules);
  CheckBlocks(content, rules.path(), violations);
  CheckAttachments(content, rules);
  CheckChangeNote(content.change_note(), rules);
  if (!content.source_uri().empty()) rules.Wrong("source_uri", WrongInWebAddress(content.source_uri()));
  CheckHead(content, rules);
  rules.Status("section", ParseSectionName(content.section()).status());
  rules.Status("slug", CheckSlug(content.slug()));
  if (content.signature_call().stated_count() < 0) {
    FieldPath::Step step(rules.path(), "signature_call");
    rules.Wrong("stated_count", "must not be negative; 0 where the text claims none");
  }
}

}  // namespace communique::content

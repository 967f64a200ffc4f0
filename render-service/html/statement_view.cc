#include "render-service/html/statement_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"
#include "render-service/domain/summary.h"
#include "render-service/html/block_view.h"
#include "render-service/html/edition_view.h"
#include "render-service/html/file_view.h"
#include "render-service/html/picture_view.h"
#include "render-service/html/signatory_view.h"
#include "render-service/html/structured_data.h"
#include "render-service/html/times.h"
#include "render-service/html/way_here_view.h"

namespace communique::render {
namespace {

using content::v1::Content;
using content::v1::Statement;
using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kAuthorLine = STS_INIT(kAuthorLine, "AUTHOR_LINE");
const StaticTemplateString kBelow = STS_INIT(kBelow, "BELOW");
const StaticTemplateString kClosing = STS_INIT(kClosing, "CLOSING");
const StaticTemplateString kDate = STS_INIT(kDate, "DATE");
const StaticTemplateString kDated = STS_INIT(kDated, "DATED");
const StaticTemplateString kDigest = STS_INIT(kDigest, "DIGEST");
const StaticTemplateString kIso = STS_INIT(kIso, "ISO");
const StaticTemplateString kJsonUrl = STS_INIT(kJsonUrl, "JSON_URL");
const StaticTemplateString kLetterDate = STS_INIT(kLetterDate, "LETTER_DATE");
const StaticTemplateString kNotice = STS_INIT(kNotice, "NOTICE");
const StaticTemplateString kNoticeReason = STS_INIT(kNoticeReason, "NOTICE_REASON");
const StaticTemplateString kNoticeTime = STS_INIT(kNoticeTime, "NOTICE_TIME");
const StaticTemplateString kOpenCall = STS_INIT(kOpenCall, "OPEN_CALL");
const StaticTemplateString kPdfUrl = STS_INIT(kPdfUrl, "PDF_URL");
const StaticTemplateString kPlace = STS_INIT(kPlace, "PLACE");
const StaticTemplateString kPublished = STS_INIT(kPublished, "PUBLISHED");
const StaticTemplateString kPublishedIso = STS_INIT(kPublishedIso, "PUBLISHED_ISO");
const StaticTemplateString kSource = STS_INIT(kSource, "SOURCE");
const StaticTemplateString kSubtitle = STS_INIT(kSubtitle, "SUBTITLE");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kTextUrl = STS_INIT(kTextUrl, "TEXT_URL");
const StaticTemplateString kTitle = STS_INIT(kTitle, "TITLE");
const StaticTemplateString kUpdated = STS_INIT(kUpdated, "UPDATED");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");

std::string IdOf(const Statement& statement) {
  return std::string(absl::StripPrefix(statement.name(), "statements/"));
}

std::vector<PageFrame::LanguageLink> LanguagesOf(const Statement& statement) {
  std::vector<PageFrame::LanguageLink> links = {{statement.language(), statement.path()}};
  for (const content::v1::Translation& translation : statement.translations()) {
    links.push_back({translation.language(), translation.path()});
  }
  std::sort(links.begin(), links.end(), [](const auto& a, const auto& b) { return a.language < b.language; });
  return links;
}

// The first attached image that illustrates the text, else the first page of the statement set in type.
std::string PreviewImageOf(const Statement& statement) {
  for (const content::v1::Attachment& attachment : statement.live().content().attachments()) {
    const bool illustrates = attachment.role() == content::v1::ATTACHMENT_ROLE_ILLUSTRATION;
    std::string path = illustrates ? PreviewPath(IdOf(statement), attachment) : "";
    if (!path.empty()) return path;
  }
  return StatementPngPath(statement.path(), 1);
}

void AddTime(const StaticTemplateString& section, const google::protobuf::Timestamp& time,
             const PageLanguage& language, TemplateDictionary& view) {
  TemplateDictionary* shown = view.AddSectionDictionary(section);
  shown->SetValue(kIso, IsoSecond(time));
  shown->SetValue(kDate, language.formats.FormatDay(UtcDayOf(time)));
}

void FillHead(const Statement& statement, const PageLanguage& language, TemplateDictionary& main) {
  const Content& content = statement.live().content();
  main.SetValue(kTitle, content.title());
  main.SetValueAndShowSection(kText, content.subtitle(), kSubtitle);
  main.SetValueAndShowSection(kText, content.author_line(), kAuthorLine);
  const Day published = FilingDay(statement);
  main.SetValue(kPublishedIso, IsoDay(published));
  main.SetValue(kPublished, language.formats.FormatDay(published));
  if (statement.live().number() > 1) AddTime(kUpdated, statement.live().publish_time(), language, main);
  if (content.signature_call().open()) main.ShowSection(kOpenCall);
}

void FillNotice(const Statement& statement, const PageLanguage& language, TemplateDictionary& main) {
  if (statement.public_state() != content::v1::PUBLIC_STATE_WITHDRAWN) return;
  TemplateDictionary* notice = main.AddSectionDictionary(kNotice);
  notice->SetValueAndShowSection(kText, statement.notice().reason(), kNoticeReason);
  if (statement.notice().has_time()) AddTime(kNoticeTime, statement.notice().time(), language, *notice);
}

// Place and date, as they stand under a letter.
void FillClosing(const Content& content, const PageLanguage& language, TemplateDictionary& main) {
  const Day day = DayOf(content.letter_date().date());
  const std::string& printed = content.letter_date().text();
  const std::string date = printed.empty() ? language.formats.FormatDay(day) : printed;
  if (content.place().empty() && date.empty()) return;
  TemplateDictionary* closing = main.AddSectionDictionary(kClosing);
  closing->SetValueAndShowSection(kText, content.place(), kPlace);
  if (date.empty()) return;
  TemplateDictionary* letter_date = closing->AddSectionDictionary(kLetterDate);
  letter_date->SetValue(kText, date);
  if (day.year != 0) letter_date->AddSectionDictionary(kDated)->SetValue(kIso, IsoDay(day));
}

bool StandsBelow(const content::v1::Block& block) {
  return block.has_notes_to_editors() || block.has_contact();
}

void FillText(const Content& content, BlockView& blocks, TemplateDictionary& main) {
  for (const content::v1::Block& block : content.blocks()) {
    if (!StandsBelow(block)) blocks.AddBlock(block, main);
  }
  if (std::any_of(content.blocks().begin(), content.blocks().end(), StandsBelow)) {
    TemplateDictionary* below = main.AddSectionDictionary(kBelow);
    for (const content::v1::Block& block : content.blocks()) {
      if (StandsBelow(block)) blocks.AddBlock(block, *below);
    }
  }
  blocks.AddFootnotes(main);
}

void FillRecord(const Statement& statement, const Addresses& addresses, const PageLanguage& language,
                TemplateDictionary& main) {
  main.SetValue(kPdfUrl, addresses.Link(StatementPdfPath(statement.path())));
  main.SetValue(kTextUrl, addresses.Link(StatementTextPath(statement.path())));
  main.SetValue(kJsonUrl, addresses.Link(StatementJsonPath(statement.path())));
  AddEditions(statement, language, main);
  const std::string& source = statement.live().content().source_uri();
  if (IsWebAddress(source)) main.AddSectionDictionary(kSource)->SetValue(kUrl, CleanAddress(source));
  main.SetValueAndShowSection(kText, absl::BytesToHexString(statement.content_digest()), kDigest);
}

}  // namespace

PageFrame StatementFrame(const PublicStatement& statement, const SectionTrail& trail,
                         const SiteSettings& settings, const Addresses& addresses,
                         const PageLanguage& language) {
  const std::string& path = statement.statement.path();
  PageFrame frame;
  frame.title = statement.statement.live().content().title();
  frame.description = SummaryOf(statement.statement.live().content());
  frame.path = path;
  frame.home_path = HomePath(language.tag);
  frame.languages = LanguagesOf(statement.statement);
  frame.formats = {{"application/pdf", StatementPdfPath(path)},
                   {"text/plain", StatementTextPath(path)},
                   {"application/json", StatementJsonPath(path)}};
  frame.preview_image_path = PreviewImageOf(statement.statement);
  frame.open_graph_type = "article";
  frame.structured_data = StatementStructuredData(statement.statement, settings, addresses,
                                                  StepsTo(trail, language, settings.default_language));
  return frame;
}

void FillStatement(const PublicStatement& statement, const SectionTrail& trail, const SiteSettings& settings,
                   const Addresses& addresses, const PageLanguage& language, TemplateDictionary& main) {
  const Content& content = statement.statement.live().content();
  const std::string id = IdOf(statement.statement);
  BlockView blocks(id, content, addresses, language);
  AddWayHere(StepsTo(trail, language, settings.default_language), addresses, main);
  FillHead(statement.statement, language, main);
  FillNotice(statement.statement, language, main);
  FillText(content, blocks, main);
  FillClosing(content, language, main);
  AddSignatories(statement.signatories, language, main);
  AddAttachments(id, content, blocks, addresses, language, main);
  FillRecord(statement.statement, addresses, language, main);
}

}  // namespace communique::render

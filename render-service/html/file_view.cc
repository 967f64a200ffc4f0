#include "render-service/html/file_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <array>

#include "render-service/domain/site_layout.h"
#include "render-service/html/picture_view.h"

namespace communique::render {
namespace {

using content::v1::Attachment;
using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kAttachment = STS_INIT(kAttachment, "ATTACHMENT");
const StaticTemplateString kAttachments = STS_INIT(kAttachments, "ATTACHMENTS");
const StaticTemplateString kCaption = STS_INIT(kCaption, "CAPTION");
const StaticTemplateString kFileName = STS_INIT(kFileName, "FILE_NAME");
const StaticTemplateString kKind = STS_INIT(kKind, "KIND");
const StaticTemplateString kPages = STS_INIT(kPages, "PAGES");
const StaticTemplateString kPreview = STS_INIT(kPreview, "PREVIEW");
const StaticTemplateString kSize = STS_INIT(kSize, "SIZE");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kType = STS_INIT(kType, "TYPE");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");

// What readers call a type. Names of formats are the same in every language.
struct KindOfType {
  absl::string_view media_type;
  const char* kind;
};
constexpr std::array<KindOfType, 10> kKinds = {{
    {"application/pdf", "PDF"},
    {"application/vnd.oasis.opendocument.presentation", "ODP"},
    {"application/vnd.oasis.opendocument.spreadsheet", "ODS"},
    {"application/vnd.oasis.opendocument.text", "ODT"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPTX"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"},
    {"image/jpeg", "JPEG"},
    {"image/png", "PNG"},
    {"image/webp", "WebP"},
}};

std::string KindOf(const Attachment& attachment, const PageLanguage& language) {
  if (attachment.media_type() == "text/plain") return language.word("plain_text");
  const auto* found = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindOfType& entry) {
    return entry.media_type == attachment.media_type();
  });
  return found == kKinds.end() ? attachment.media_type() : found->kind;
}

}  // namespace

void AddAttachments(const std::string& statement_id, const content::v1::Content& content,
                    const BlockView& blocks, const Addresses& addresses, const PageLanguage& language,
                    TemplateDictionary& page) {
  if (content.attachments().empty()) return;
  TemplateDictionary* section = page.AddSectionDictionary(kAttachments);
  for (const Attachment& attachment : content.attachments()) {
    TemplateDictionary* view = section->AddSectionDictionary(kAttachment);
    view->SetValue(kFileName, attachment.file_name());
    view->SetValue(kUrl, addresses.Link(AttachmentPath(statement_id, attachment)));
    view->SetValue(kType, attachment.media_type());
    view->SetValue(kKind, KindOf(attachment, language));
    if (attachment.size_bytes() > 0) {
      view->AddSectionDictionary(kSize)->SetValue(kText,
                                                  language.formats.FormatSize(attachment.size_bytes()));
    }
    if (attachment.page_count() > 0) {
      view->AddSectionDictionary(kPages)->SetValue(
          kText,
          WithNumber(language.word("page_count"), language.formats.FormatInteger(attachment.page_count())));
    }
    if (!attachment.caption().empty() && !blocks.IsShown(attachment.entry_id())) {
      view->AddSectionDictionary(kCaption)->SetValue(kText, attachment.caption());
    }
    if (!blocks.IsShown(attachment.entry_id()) && !PreviewPath(statement_id, attachment).empty()) {
      AddPicture(statement_id, attachment, kBesideAFile, addresses, *view->AddSectionDictionary(kPreview));
    }
  }
}

}  // namespace communique::render

#include "render-service/html/inline_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <string>

#include "absl/strings/string_view.h"
#include "render-service/html/addresses.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kInlines = STS_INIT(kInlines, "INLINES");
const StaticTemplateString kRun = STS_INIT(kRun, "RUN");
const StaticTemplateString kPlain = STS_INIT(kPlain, "PLAIN");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kBreak = STS_INIT(kBreak, "BREAK");
const StaticTemplateString kStrong = STS_INIT(kStrong, "STRONG");
const StaticTemplateString kEmphasis = STS_INIT(kEmphasis, "EMPHASIS");
const StaticTemplateString kReference = STS_INIT(kReference, "REFERENCE");
const StaticTemplateString kLostReference = STS_INIT(kLostReference, "LOST_REFERENCE");
const StaticTemplateString kReferenceId = STS_INIT(kReferenceId, "REFERENCE_ID");
const StaticTemplateString kId = STS_INIT(kId, "ID");
const StaticTemplateString kLabel = STS_INIT(kLabel, "LABEL");
const StaticTemplateString kErased = STS_INIT(kErased, "ERASED");
const StaticTemplateString kIsBare = STS_INIT(kIsBare, "IS_BARE");
const StaticTemplateString kWebLink = STS_INIT(kWebLink, "WEB_LINK");
const StaticTemplateString kMailLink = STS_INIT(kMailLink, "MAIL_LINK");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");
const StaticTemplateString kMail = STS_INIT(kMail, "MAIL");

void AddReference(const std::string& label, FootnoteLinks& footnotes, TemplateDictionary& run) {
  const std::string anchor = footnotes.AnchorOf(label);
  TemplateDictionary* reference = run.AddSectionDictionary(anchor.empty() ? kLostReference : kReference);
  reference->SetValue(kLabel, label);
  if (anchor.empty()) return;
  reference->SetValue(kId, anchor);
  reference->SetValue(kReferenceId, footnotes.AddReference(label));
}

// The section WEB_LINK (URL) or MAIL_LINK (MAIL), or neither.
void AddLink(absl::string_view address, TemplateDictionary& dictionary) {
  if (IsWebAddress(address)) {
    dictionary.AddSectionDictionary(kWebLink)->SetValue(kUrl, CleanAddress(address));
  } else if (IsMailAddress(address)) {
    dictionary.AddSectionDictionary(kMailLink)->SetValue(kMail, CleanAddress(WithoutMailScheme(address)));
  }
}

void AddRun(const content::v1::Inline& piece, FootnoteLinks& footnotes, TemplateDictionary& run) {
  // A link around a reference would be a link within a link.
  if (!piece.link().empty() && !piece.has_footnote_reference()) AddLink(piece.link(), run);
  // On paper the address is set behind a link, unless it stands there already.
  if (piece.text() == piece.link()) run.ShowSection(kIsBare);
  if (piece.strong()) run.ShowSection(kStrong);
  if (piece.emphasis()) run.ShowSection(kEmphasis);
  switch (piece.content_case()) {
    case content::v1::Inline::kText:
      run.AddSectionDictionary(kPlain)->SetValue(kText, piece.text());
      return;
    case content::v1::Inline::kFootnoteReference:
      return AddReference(piece.footnote_reference(), footnotes, run);
    case content::v1::Inline::kLineBreak:
      return run.ShowSection(kBreak);
    case content::v1::Inline::CONTENT_NOT_SET:
      return;
  }
}

}  // namespace

void AddInlines(const InlineList& inlines, FootnoteLinks& footnotes, TemplateDictionary& parent) {
  TemplateDictionary* view = parent.AddIncludeDictionary(kInlines);
  view->SetFilename("inlines.html");
  for (const content::v1::Inline& piece : inlines) {
    AddRun(piece, footnotes, *view->AddSectionDictionary(kRun));
  }
}

void AddErasedMark(TemplateDictionary& parent) {
  TemplateDictionary* view = parent.AddIncludeDictionary(kInlines);
  view->SetFilename("inlines.html");
  view->ShowSection(kErased);
}

bool IsBlank(const InlineList& inlines) {
  return std::all_of(inlines.begin(), inlines.end(), [](const content::v1::Inline& piece) {
    return piece.text().empty() && !piece.has_footnote_reference();
  });
}

}  // namespace communique::render

#include "render-service/html/notice_pages.h"

#include <ctemplate/template_dictionary.h>

#include <string>

#include "absl/strings/match.h"
#include "render-service/domain/site_layout.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kCanonicalUrl = STS_INIT(kCanonicalUrl, "CANONICAL_URL");
const StaticTemplateString kDirection = STS_INIT(kDirection, "DIRECTION");
const StaticTemplateString kHeadline = STS_INIT(kHeadline, "HEADLINE");
const StaticTemplateString kLanguage = STS_INIT(kLanguage, "LANGUAGE");
const StaticTemplateString kReason = STS_INIT(kReason, "REASON");
const StaticTemplateString kSiteName = STS_INIT(kSiteName, "SITE_NAME");
const StaticTemplateString kStylesheetUrl = STS_INIT(kStylesheetUrl, "STYLESHEET_URL");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kTargetUrl = STS_INIT(kTargetUrl, "TARGET_URL");

}  // namespace

void FillRedirect(absl::string_view target, const SiteSettings& settings, const Addresses& addresses,
                  const PageLanguage& language, TemplateDictionary& page) {
  const bool is_here = absl::StartsWith(target, "/") && !absl::StartsWith(target, "//");
  // Nothing but the web is ever led to, whatever the target says.
  const std::string elsewhere = IsWebAddress(target) ? CleanAddress(target) : addresses.Link("/");
  page.SetValue(kLanguage, language.tag);
  page.SetValue(kDirection, language.direction);
  page.SetValue(kHeadline, language.word("moved"));
  page.SetValue(kSiteName, settings.name);
  page.SetValue(kStylesheetUrl, addresses.Link(StylesheetPath()));
  page.SetValue(kTargetUrl, is_here ? addresses.Link(target) : elsewhere);
  page.SetValue(kCanonicalUrl, is_here ? addresses.Absolute(target) : elsewhere);
}

void FillGone(absl::string_view reason, TemplateDictionary& main) {
  main.SetValueAndShowSection(kText, std::string(reason), kReason);
}

}  // namespace communique::render

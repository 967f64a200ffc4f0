#include "render-service/html/way_here_view.h"

#include <ctemplate/template_dictionary.h>

#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kName = STS_INIT(kName, "NAME");
const StaticTemplateString kStep = STS_INIT(kStep, "STEP");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");
const StaticTemplateString kWayHere = STS_INIT(kWayHere, "WAY_HERE");

}  // namespace

std::vector<WayStep> StepsTo(const SectionTrail& trail, const PageLanguage& language,
                             const std::string& default_language) {
  std::vector<WayStep> steps = {{language.word("home"), HomePath(language.tag)}};
  for (const content::v1::Section& section : trail) {
    steps.push_back({SectionTitle(section, language.tag, default_language),
                     SectionPath(language.tag, absl::StripPrefix(section.name(), "sections/"))});
  }
  return steps;
}

void AddWayHere(const std::vector<WayStep>& steps, const Addresses& addresses, TemplateDictionary& main) {
  if (steps.empty()) return;
  TemplateDictionary* view = main.AddIncludeDictionary(kWayHere);
  view->SetFilename("way-here.html");
  for (const WayStep& step : steps) {
    TemplateDictionary* item = view->AddSectionDictionary(kStep);
    item->SetValue(kName, step.name);
    item->SetValue(kUrl, addresses.Link(step.path));
  }
}

}  // namespace communique::render

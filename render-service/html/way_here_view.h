#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_WAY_HERE_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_WAY_HERE_VIEW_H_

#include <string>
#include <vector>

#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// One step on the way from the home of a language to a page.
struct WayStep {
  std::string name;
  std::string path;
};

// The home and the sections of `trail`, highest first.
std::vector<WayStep> StepsTo(const SectionTrail& trail, const PageLanguage& language,
                             const std::string& default_language);

// Puts the steps where `main`'s template says {{>WAY_HERE}}; nothing where there are none.
void AddWayHere(const std::vector<WayStep>& steps, const Addresses& addresses,
                ctemplate::TemplateDictionary& main);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_WAY_HERE_VIEW_H_

#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_SAMPLE_STATEMENTS_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_SAMPLE_STATEMENTS_H_

#include <vector>

#include "render-service/domain/site.h"

namespace communique::render::testing {

// Invented statements that use everything a page can show, in several scripts. Sorted as an index shows them.
std::vector<PublicStatement> SampleStatements();

SectionTrail SampleTrail();
SiteSettings SampleSettings();

}  // namespace communique::render::testing

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_HTML_SAMPLE_STATEMENTS_H_

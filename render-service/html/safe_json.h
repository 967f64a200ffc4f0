#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_SAFE_JSON_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_SAFE_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace communique::render {

// JSON text that is harmless inside HTML and JavaScript: "<", ">", "&" and U+2028/2029 are written as
// \u escapes. Members stay in the order in which they were added. `indent` as in nlohmann::json::dump:
// -1 for one line.
std::string SafeJson(const nlohmann::ordered_json& value, int indent);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_SAFE_JSON_H_

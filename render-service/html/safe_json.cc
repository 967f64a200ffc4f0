#include "render-service/html/safe_json.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_replace.h"

namespace communique::render {

std::string SafeJson(const nlohmann::ordered_json& value, int indent) {
  // None of these stands in JSON outside strings.
  return absl::StrReplaceAll(
      value.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
      {{"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}, {"\u2028", "\\u2028"}, {"\u2029", "\\u2029"}});
}

}  // namespace communique::render

#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_TEMPLATE_SET_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_TEMPLATE_SET_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ctemplate {
class TemplateCache;
class TemplateDictionary;
}  // namespace ctemplate

namespace communique::render {

// The templates of a theme, checked and parsed. Thread-safe once loaded: Expand may be called at once
// from several threads, each with its own dictionary.
class TemplateSet {
 public:
  // By file name, with their text. INVALID_ARGUMENT with file and line where CheckTemplate or the engine
  // refuses one.
  static absl::StatusOr<std::unique_ptr<TemplateSet>> Load(const std::map<std::string, std::string>& texts);

  ~TemplateSet();
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  // INTERNAL where `file`, or one that the dictionary includes, was not loaded.
  absl::StatusOr<std::string> Expand(absl::string_view file,
                                     const ctemplate::TemplateDictionary& dictionary) const;

 private:
  TemplateSet();

  const std::unique_ptr<ctemplate::TemplateCache> cache_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_TEMPLATE_SET_H_

#include "render-service/html/template_set.h"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_modifiers.h>

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "render-service/html/template_check.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

// Readable pages: lines of markers alone leave no empty lines behind.
constexpr ctemplate::Strip kStrip = ctemplate::STRIP_BLANK_LINES;

// Lets JSON into its slot as it is. It does not trust its input all the same: without these three
// characters nothing can end the element around it.
class SealedJson : public ctemplate::TemplateModifier {
 public:
  void Modify(const char* in, size_t length, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
              const std::string&) const override {
    for (size_t i = 0; i < length; ++i) {
      if (in[i] != '<' && in[i] != '>' && in[i] != '&') out->Emit(in[i]);
    }
  }
};

// The engine knows modifiers by name in the whole process, so it is told once.
void RegisterSealedJson() {
  static const bool registered = [] {
    static const SealedJson modifier;
    return ctemplate::AddXssSafeModifier("x-sealed-json", &modifier);
  }();
  static_cast<void>(registered);
}

bool IsMarkup(absl::string_view line) {
  return !line.empty() && !absl::StartsWith(line, "{{%") && !absl::StartsWith(line, "{{!");
}

// What is one line of markup is set within a line, so its own end is no end of a line.
std::string WithoutFinalNewline(absl::string_view text) {
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  const bool is_inline = std::count_if(lines.begin(), lines.end(), IsMarkup) == 1;
  return std::string(is_inline ? absl::StripSuffix(text, "\n") : text);
}

bool IsUnderstood(const std::string& text) {
  const std::unique_ptr<ctemplate::Template> parsed(ctemplate::Template::StringToTemplate(text, kStrip));
  return parsed != nullptr && parsed->state() == ctemplate::TS_READY;
}

// The first line with which the engine no longer understands the text. Sections that the cut leaves open
// are closed, since CheckTemplate has found them all in order.
int FirstBadLine(absl::string_view text) {
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  std::string head;
  std::vector<std::string> open;
  for (size_t i = 0; i < lines.size(); ++i) {
    absl::StrAppend(&head, lines[i], "\n");
    for (absl::string_view rest = lines[i]; rest.find("{{") != absl::string_view::npos;) {
      rest.remove_prefix(rest.find("{{") + 2);
      const absl::string_view marker = rest.substr(0, rest.find("}}"));
      if (absl::ConsumePrefix(&rest, "#")) open.emplace_back(marker.substr(1));
      if (absl::ConsumePrefix(&rest, "/")) open.pop_back();
    }
    std::string closed = head;
    for (auto name = open.rbegin(); name != open.rend(); ++name) absl::StrAppend(&closed, "{{/", *name, "}}");
    if (!IsUnderstood(closed)) return static_cast<int>(i) + 1;
  }
  return 1;
}

}  // namespace

TemplateSet::TemplateSet() : cache_(std::make_unique<ctemplate::TemplateCache>()) {}
TemplateSet::~TemplateSet() = default;

absl::StatusOr<std::unique_ptr<TemplateSet>> TemplateSet::Load(
    const std::map<std::string, std::string>& texts) {
  RegisterSealedJson();
  std::unique_ptr<TemplateSet> set(new TemplateSet());
  for (const auto& [file, text] : texts) {
    RETURN_IF_ERROR(CheckTemplate(file, text));
    if (!set->cache_->StringToTemplateCache(file, WithoutFinalNewline(text), kStrip)) {
      return ThemeError(
          file, FirstBadLine(text),
          "the template engine cannot tell what this is and how to escape it; put quotes around "
          "attribute values and close every tag");
    }
  }
  set->cache_->Freeze();
  return set;
}

absl::StatusOr<std::string> TemplateSet::Expand(absl::string_view file,
                                                const ctemplate::TemplateDictionary& dictionary) const {
  std::string page;
  ctemplate::StringEmitter emitter(&page);
  if (!cache_->ExpandNoLoad(std::string(file), kStrip, &dictionary, nullptr, &emitter)) {
    return absl::InternalError(absl::StrCat("the template ", std::string(file), " could not be expanded"));
  }
  return page;
}

}  // namespace communique::render

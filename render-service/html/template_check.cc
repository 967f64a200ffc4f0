#include "render-service/html/template_check.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

constexpr absl::string_view kOpen = "{{";
constexpr absl::string_view kClose = "}}";

bool IsName(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '_';
  });
}

absl::string_view PragmaOf(absl::string_view file) {
  return absl::EndsWith(file, ".xml") ? R"({{%AUTOESCAPE context="XML"}})"
                                      : R"({{%AUTOESCAPE context="HTML"}})";
}

// Follows the sections of one template.
class Sections {
 public:
  explicit Sections(absl::string_view file) : file_(file) {}

  // `marker` without braces.
  absl::Status Add(absl::string_view marker, int line) {
    if (marker.empty()) return ThemeError(file_, line, "an empty marker {{}}; give it a name");
    const char kind = marker[0];
    if (kind == '!') return absl::OkStatus();
    const absl::string_view name = absl::StrContains("#/>", marker.substr(0, 1)) ? marker.substr(1) : marker;
    if (absl::StrContains(name, ":")) {
      return ThemeError(
          file_, line,
          absl::StrCat("{{", marker, "}} has a modifier; write {{", marker.substr(0, marker.find(':')),
                       "}}, which is escaped for the place where it stands"));
    }
    if (!IsName(name)) {
      return ThemeError(
          file_, line,
          absl::StrCat("{{", marker, "}} is not a marker; names are of A-Z, 0-9 and _, after one of ",
                       "#, /, > and ! or nothing"));
    }
    if (kind == '#') open_.push_back({std::string(name), line});
    return kind == '/' ? Close(name, line) : absl::OkStatus();
  }

  absl::Status End() const {
    if (open_.empty()) return absl::OkStatus();
    const Section& section = open_.back();
    return ThemeError(
        file_, section.line,
        absl::StrCat("the section ", section.name, " is never closed; add {{/", section.name, "}}"));
  }

 private:
  struct Section {
    std::string name;
    int line;
  };

  absl::Status Close(absl::string_view name, int line) {
    if (open_.empty() || open_.back().name != name) {
      const std::string expected =
          open_.empty() ? "no section is open" : absl::StrCat("the open section is ", open_.back().name);
      return ThemeError(file_, line, absl::StrCat("{{/", name, "}} closes nothing here; ", expected));
    }
    open_.pop_back();
    return absl::OkStatus();
  }

  std::string file_;
  std::vector<Section> open_;
};

int LinesIn(absl::string_view text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

// With the sealed slot replaced by plain text of the same number of lines.
std::string WithoutSealedSlot(absl::string_view text) {
  return absl::StrReplaceAll(text, {{kSealedSlot, ""}});
}

}  // namespace

absl::Status ThemeError(absl::string_view file, int line, absl::string_view message) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_THEME",
                         absl::StrCat("theme file ", file, ", line ", line, ": ", message));
}

absl::Status CheckTemplate(absl::string_view file, absl::string_view text) {
  if (!absl::StartsWith(text, absl::StrCat(PragmaOf(file), "\n"))) {
    return ThemeError(file, 1, absl::StrCat("the first line must be ", PragmaOf(file)));
  }
  const std::string without_slot = WithoutSealedSlot(text);
  const absl::string_view checked = without_slot;
  Sections sections(file);
  int line = 2;
  size_t position = PragmaOf(file).size() + 1;
  while (true) {
    const size_t open = checked.find(kOpen, position);
    const size_t end = std::min(open, checked.size());
    line += LinesIn(checked.substr(position, end - position));
    if (open == absl::string_view::npos) return sections.End();
    const size_t close = checked.find(kClose, open);
    if (close == absl::string_view::npos) return ThemeError(file, line, "{{ without }}");
    const absl::string_view marker = checked.substr(open + 2, close - open - 2);
    RETURN_IF_ERROR(sections.Add(marker, line));
    // A comment may run over several lines.
    line += LinesIn(marker);
    position = close + 2;
  }
}

}  // namespace communique::render

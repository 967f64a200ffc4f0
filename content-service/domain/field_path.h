#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FIELD_PATH_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FIELD_PATH_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace communique::content {

// The path of the field that a walk is at ("content.blocks[3].clause.label"). It becomes text only where
// something is wrong, since nearly everything is right. Not thread-safe.
class FieldPath {
 public:
  explicit FieldPath(absl::string_view root) : root_(root) {}

  // Goes down for as long as it lives. `name` outlives it; -1 is no index.
  class Step {
   public:
    Step(FieldPath& path, absl::string_view name, int index = -1) : path_(path) {
      path_.steps_.push_back({name, index});
    }
    ~Step() { path_.steps_.pop_back(); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    FieldPath& path_;
  };

  std::string ToString() const {
    std::string text(root_);
    for (const Segment& step : steps_) {
      absl::StrAppend(&text, text.empty() ? "" : ".", step.name);
      if (step.index >= 0) absl::StrAppend(&text, "[", step.index, "]");
    }
    return text;
  }

 private:
  struct Segment {
    absl::string_view name;
    int index;
  };

  absl::string_view root_;
  std::vector<Segment> steps_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FIELD_PATH_H_

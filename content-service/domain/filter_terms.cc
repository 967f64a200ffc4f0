#include "content-service/domain/filter_terms.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/utf8.h"

namespace communique::content {
namespace {

bool IsPlain(char c) { return absl::ascii_isalnum(c) || absl::StrContains("_./-", c); }

class Splitter {
 public:
  explicit Splitter(absl::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<FilterTerm>> Split() {
    std::vector<FilterTerm> terms;
    SkipSpaces();
    while (at_ < text_.size()) {
      if (!terms.empty()) RETURN_IF_ERROR(SkipAnd());
      ASSIGN_OR_RETURN(FilterTerm term, ReadTerm());
      terms.push_back(std::move(term));
      SkipSpaces();
    }
    return terms;
  }

 private:
  void SkipSpaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  absl::Status SkipAnd() {
    const size_t begin = at_;
    const std::string word = ReadPlain();
    SkipSpaces();
    if (word == "AND" && at_ < text_.size()) return absl::OkStatus();
    if (word == "AND") return BadFilter(at_, "nothing follows AND");
    if (word == "OR" || word == "NOT") {
      return BadFilter(begin, absl::StrCat(word, " is not supported; ask once for each, or join by AND"));
    }
    return BadFilter(begin, "comparisons are joined by AND");
  }

  absl::StatusOr<FilterTerm> ReadTerm() {
    FilterTerm term;
    term.at = at_;
    term.field = ReadPlain();
    if (term.field.empty()) return BadFilter(at_, "the name of a field was expected");
    SkipSpaces();
    term.operation = ReadOperation();
    if (term.operation.empty())
      return BadFilter(at_, "one of = != < <= > >= : was expected behind the field");
    SkipSpaces();
    if (at_ < text_.size() && text_[at_] == '"') {
      ASSIGN_OR_RETURN(term.value, ReadQuoted());
    } else {
      term.value = ReadPlain();
      if (term.value.empty()) return BadFilter(at_, "a value was expected; put it between double quotes");
    }
    return term;
  }

  std::string ReadPlain() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsPlain(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string ReadOperation() {
    for (const absl::string_view operation : {"!=", "<=", ">=", "=", "<", ">", ":"}) {
      if (!absl::StartsWith(text_.substr(at_), operation)) continue;
      at_ += operation.size();
      return std::string(operation);
    }
    return "";
  }

  absl::StatusOr<std::string> ReadQuoted() {
    const size_t begin = at_++;
    std::string value;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return value;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value.push_back(text_[at_]);
    }
    return BadFilter(begin, "the quotes that begin here do not end");
  }

  const absl::string_view text_;
  size_t at_ = 0;
};

}  // namespace

absl::Status BadFilter(size_t at, absl::string_view description) {
  FieldViolations violations;
  violations.Add("filter", absl::StrCat("at byte ", at, ": ", description));
  return violations.ToStatus();
}

absl::StatusOr<std::vector<FilterTerm>> SplitFilter(absl::string_view text) {
  if (text.size() > kLongestFilter) {
    return BadFilter(kLongestFilter,
                     absl::StrCat("has ", text.size(), " bytes; the most is ", kLongestFilter));
  }
  if (!DecodeUtf8(text).has_value()) return BadFilter(0, "is not UTF-8");
  return Splitter(text).Split();
}

}  // namespace communique::content

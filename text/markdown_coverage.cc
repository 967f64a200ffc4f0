#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "text/characters.h"
#include "text/coverage.h"
#include "text/input.h"
#include "text/lines.h"
#include "text/markdown_tree.h"
#include "text/signatory_lines.h"
#include "text/visible_text.h"

namespace communique::text {
namespace {

// Words of letters and digits; each character of a script without spaces is a word.
std::vector<std::string> Words(absl::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = NextCodePoint(text, i);
    if (!IsLetterOrDigit(c)) {
      inside = false;
      continue;
    }
    if (!inside || IsWrittenWithoutSpaces(c)) {
      words.emplace_back();
    }
    words.back().append(text.data() + start, i - start);
    inside = !IsWrittenWithoutSpaces(c);
  }
  return words;
}

class WordStore {
 public:
  explicit WordStore(const Imported& imported) {
    const content::v1::Content& content = imported.content;
    for (const std::string* text : {&content.title(), &content.subtitle(), &content.author_line(),
                                    &content.letter_date().text(), &content.place()}) {
      Add(*text);
    }
    for (const content::v1::SourceHeadLine& line : content.source_head()) {
      Add(line.label());
      Add(line.value());
    }
    for (const content::v1::Signatory& signatory : imported.signatories) {
      Add(PrintedSignatory(signatory));
      Add(signatory.group_heading());
    }
    for (const content::v1::Block& block : content.blocks()) {
      for (const std::string& text : VisibleTextOf(block)) {
        Add(text);
      }
    }
  }

  // Takes all words of the line, or says that one is missing.
  bool Take(const std::vector<std::string>& words) {
    bool all = true;
    for (const std::string& word : words) {
      const auto found = left_.find(word);
      if (found == left_.end() || found->second == 0) {
        all = false;
      } else {
        --found->second;
      }
    }
    return all;
  }

 private:
  void Add(absl::string_view text) {
    for (std::string& word : Words(text)) {
      ++left_[std::move(word)];
    }
  }

  std::unordered_map<std::string, int> left_;
};

// Without "[label]" behind a link text, "[^1]" and the label of a definition ("[label]: …").
std::string WithoutReferenceLabels(absl::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::size_t close = line[i] == '[' ? line.substr(0, i + 200).find(']', i) : absl::string_view::npos;
    if (close != absl::string_view::npos) {
      const bool behind_text = i > 0 && line[i - 1] == ']';
      const bool footnote = line[i + 1] == '^';
      const bool definition = i == 0 && absl::StartsWith(line.substr(close), "]:");
      if (behind_text || footnote || definition) {
        i = close;
        out += ' ';
        continue;
      }
    }
    out += line[i];
  }
  return out;
}

}  // namespace

std::vector<MissingLine> FindMissingMarkdownLines(absl::string_view utf8, const Imported& imported) {
  std::vector<MissingLine> missing;
  const absl::StatusOr<std::string> clean = CleanInput(utf8);
  if (!clean.ok()) {
    return missing;
  }
  WordStore store(imported);
  for (const Line& line : ScanLines(*clean)) {
    const std::string text = WithoutReferenceLabels(line.text);
    if (HasLetterOrDigit(text) && !store.Take(Words(DecodeEntities(text)))) {
      missing.push_back({line.number, std::string(line.text)});
    }
  }
  return missing;
}

}  // namespace communique::text

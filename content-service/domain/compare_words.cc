#include "content-service/domain/compare_words.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/compare_sequences.h"
#include "statement/utf8.h"

namespace communique::content {
namespace {

bool IsSpace(absl::string_view text) {
  const std::optional<std::u32string> characters = DecodeUtf8(text);
  return characters.has_value() && std::all_of(characters->begin(), characters->end(), [](char32_t c) {
           return u_isUWhiteSpace(static_cast<UChar32>(c));
         });
}

// The same number for the same word.
class WordNumbers {
 public:
  std::vector<int> Of(const std::vector<Word>& words) {
    std::vector<int> numbers;
    numbers.reserve(words.size());
    for (const Word& word : words) {
      numbers.push_back(numbers_.emplace(word.text, static_cast<int>(numbers_.size())).first->second);
    }
    return numbers;
  }

 private:
  std::map<absl::string_view, int> numbers_;
};

// What one text has and the other has not, and what both have behind it.
struct Change {
  std::string removed;
  std::string added;
  std::string common;

  size_t size() const { return std::max(removed.size(), added.size()); }
};

// Every change between the words that both texts have.
class ChangeList {
 public:
  ChangeList(const std::vector<Word>& before, const std::vector<Word>& after)
      : before_(before), after_(after) {}

  void UpTo(const CommonPair& pair) {
    const bool replaces = next_.first < pair.first && next_.second < pair.second;
    for (; next_.first < pair.first; ++next_.first) Append(Before(), Last().removed);
    for (; next_.second < pair.second; ++next_.second) Append(After(), Last().added);
    if (!replaces) return;
    // Where words stand for others, the space behind them is in both.
    const absl::string_view space = before_[static_cast<size_t>(pair.first) - 1].space;
    if (space != after_[static_cast<size_t>(pair.second) - 1].space) return;
    Change& change = Last();
    change.removed.resize(change.removed.size() - space.size());
    change.added.resize(change.added.size() - space.size());
    change.common = std::string(space);
  }
  void Common(const CommonPair& pair) {
    UpTo(pair);
    const Word& before = Before();
    const Word& after = After();
    absl::StrAppend(&changes_.back().common, before.text);
    if (before.space == after.space) {
      absl::StrAppend(&changes_.back().common, before.space);
    } else {
      absl::StrAppend(&Last().removed, before.space);
      absl::StrAppend(&Last().added, after.space);
    }
    ++next_.first;
    ++next_.second;
  }

  std::vector<Change> Take() && { return std::move(changes_); }

 private:
  const Word& Before() const { return before_[static_cast<size_t>(next_.first)]; }
  const Word& After() const { return after_[static_cast<size_t>(next_.second)]; }
  static void Append(const Word& word, std::string& text) { absl::StrAppend(&text, word.text, word.space); }

  // The change that goes on here.
  Change& Last() {
    if (!changes_.back().common.empty()) changes_.emplace_back();
    return changes_.back();
  }

  const std::vector<Word>& before_;
  const std::vector<Word>& after_;
  CommonPair next_;
  std::vector<Change> changes_ = {{}};
};

// A short word between two long changes is the same by chance; told apart, it would make them hard to read.
std::vector<Change> JoinedAtCrumbs(std::vector<Change> changes) {
  std::vector<Change> joined;
  for (Change& next : changes) {
    while (!joined.empty()) {
      Change& last = joined.back();
      if (last.common.size() * 2 > std::min(last.size(), next.size())) break;
      // Onto the longer text of the two, so that many joins copy each word a few times at most.
      absl::StrAppend(&last.removed, last.common, next.removed);
      absl::StrAppend(&last.added, last.common, next.added);
      last.common = std::move(next.common);
      next = std::move(last);
      joined.pop_back();
    }
    joined.push_back(std::move(next));
  }
  return joined;
}

void AddRun(v1::DifferenceKind kind, const std::string& text, WordRuns& runs) {
  if (text.empty()) return;
  v1::WordRun& run = *runs.Add();
  run.set_kind(kind);
  run.set_text(text);
}

}  // namespace

WordComparison::WordComparison() {
  UErrorCode error = U_ZERO_ERROR;
  breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  if (U_FAILURE(error)) breaks_.reset();
}

std::vector<Word> WordComparison::WordsOf(const std::string& text) const {
  if (text.empty()) return {};
  UErrorCode error = U_ZERO_ERROR;
  UText* const utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &error);
  const std::unique_ptr<UText, UText* (*)(UText*)> closes(utext, &utext_close);
  if (breaks_ != nullptr) breaks_->setText(utext, error);
  if (breaks_ == nullptr || U_FAILURE(error)) return {{text, absl::string_view()}};
  std::vector<Word> words;
  size_t start = 0;
  for (int32_t end = breaks_->next(); end != icu::BreakIterator::DONE; end = breaks_->next()) {
    const auto length = static_cast<size_t>(end) - start;
    const absl::string_view piece(text.data() + start, length);
    start += length;
    if (!IsSpace(piece)) {
      words.push_back({piece, absl::string_view()});
    } else if (words.empty()) {
      words.push_back({absl::string_view(), piece});
    } else {
      // What was found before ends where this begins.
      Word& last = words.back();
      last.space = {last.space.empty() ? piece.data() : last.space.data(), last.space.size() + length};
    }
  }
  return words;
}

WordRuns WordComparison::Compare(const std::string& before, const std::string& after) {
  if (before == after) return WholeText(v1::DIFFERENCE_KIND_UNSPECIFIED, after);
  const std::vector<Word> words_before = WordsOf(before);
  const std::vector<Word> words_after = WordsOf(after);
  WordNumbers numbers;
  const std::vector<int> numbers_before = numbers.Of(words_before);
  const std::vector<int> numbers_after = numbers.Of(words_after);
  // Always in the same order, so that the other way round finds the same.
  const bool turned = after < before;
  ChangeList list(words_before, words_after);
  for (const CommonPair& pair : turned ? CommonInOrder(numbers_after, numbers_before, steps_)
                                       : CommonInOrder(numbers_before, numbers_after, steps_)) {
    list.Common(turned ? CommonPair{pair.second, pair.first} : pair);
  }
  list.UpTo({static_cast<int>(words_before.size()), static_cast<int>(words_after.size())});
  WordRuns runs;
  for (const Change& change : JoinedAtCrumbs(std::move(list).Take())) {
    AddRun(v1::DIFFERENCE_KIND_REMOVED, change.removed, runs);
    AddRun(v1::DIFFERENCE_KIND_ADDED, change.added, runs);
    AddRun(v1::DIFFERENCE_KIND_UNSPECIFIED, change.common, runs);
  }
  if (runs.size() > runs_) {
    runs = WholeText(v1::DIFFERENCE_KIND_REMOVED, before);
    runs.MergeFrom(WholeText(v1::DIFFERENCE_KIND_ADDED, after));
  }
  runs_ -= runs.size();
  return runs;
}

WordRuns WholeText(v1::DifferenceKind kind, const std::string& text) {
  WordRuns runs;
  AddRun(kind, text, runs);
  return runs;
}

}  // namespace communique::content

#include "render-service/html/words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "statement/errors.h"
#include "statement/language.h"

namespace communique::render {
namespace {

constexpr absl::string_view kEnglish = "en";

absl::Status BadWords(absl::string_view message) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_THEME",
                         absl::StrCat("theme file words.json: ", message));
}

bool IsWordName(const std::string& name) {
  return std::binary_search(WordNames().begin(), WordNames().end(), name);
}

absl::Status AddLanguage(const nlohmann::json& entries, const std::string& language, Words& words) {
  if (!entries.is_object()) return BadWords(absl::StrCat("\"", language, "\" is not an object of words"));
  for (const auto& [name, word] : entries.items()) {
    if (!IsWordName(name)) {
      return BadWords(absl::StrCat("\"", language, "\" has the unknown word \"", name, "\"; leave it out"));
    }
    if (!word.is_string()) return BadWords(absl::StrCat("\"", language, "\": \"", name, "\" is not a text"));
    words[name] = word.get<std::string>();
  }
  return absl::OkStatus();
}

}  // namespace

const std::vector<std::string>& WordNames() {
  static const auto* names = new std::vector<std::string>{
      "attachments",
      "back_to_text",
      "by_year",
      "choose_language",
      "contact",
      "corrected",
      "correction",
      "digest",
      "edition",
      "editions",
      "erased",
      "feed",
      "footnotes",
      "formats",
      "gone",
      "home",
      "json",
      "languages",
      "moved",
      "newest",
      "no_statements",
      "not_found",
      "not_found_text",
      "notes_to_editors",
      "open_for_signature",
      "page_count",
      "pdf",
      "plain_text",
      "published",
      "represented_by",
      "sections",
      "separator",
      "signatories",
      "skip",
      "source",
      "statements",
      "table",
      "updated",
      "way_here",
      "withdrawn",
      "withdrawn_notice",
  };
  return *names;
}

absl::StatusOr<std::unique_ptr<WordBook>> WordBook::Parse(absl::string_view json) {
  const nlohmann::json parsed = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (!parsed.is_object()) return BadWords("it is not a JSON object of languages");
  auto book = std::make_unique<WordBook>();
  Words& english = book->by_language_[std::string(kEnglish)];
  if (!parsed.contains(std::string(kEnglish)))
    return BadWords("it has no \"en\", which the others fall back to");
  if (absl::Status status = AddLanguage(parsed["en"], "en", english); !status.ok()) {
    return status;
  }
  for (const std::string& name : WordNames()) {
    if (!english.contains(name)) return BadWords(absl::StrCat("\"en\" has no word \"", name, "\"; add it"));
  }
  for (const auto& [language, entries] : parsed.items()) {
    Words words = english;
    if (absl::Status status = AddLanguage(entries, language, words); !status.ok()) return status;
    book->by_language_[language] = std::move(words);
  }
  return book;
}

const Words& WordBook::In(absl::string_view language) const {
  for (const std::string& tag : LanguageFallbacks(language)) {
    if (const auto found = by_language_.find(tag); found != by_language_.end()) return found->second;
  }
  return by_language_.at(std::string(kEnglish));
}

std::string WithNumber(const std::string& word, absl::string_view number) {
  return absl::StrReplaceAll(word, {{"{n}", number}});
}

}  // namespace communique::render

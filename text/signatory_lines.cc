#include "text/signatory_lines.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"
#include "text/name_words.h"
#include "text/phrases.h"

namespace communique::text {
namespace {

using content::v1::Signatory;

constexpr std::size_t kLongestName = 300;

// "(NKHR)" at the end: few characters, capitals above all.
absl::string_view ShortFormAtEnd(absl::string_view text) {
  const std::size_t open = text.rfind(" (");
  if (open == absl::string_view::npos || text.back() != ')') {
    return "";
  }
  const absl::string_view inside = text.substr(open + 2, text.size() - open - 3);
  const auto capitals = std::count_if(inside.begin(), inside.end(), [](char c) {
    return absl::ascii_isupper(static_cast<unsigned char>(c));
  });
  const bool short_form = inside.size() >= 2 && inside.size() <= 16 && !absl::StrContains(inside, ' ') &&
                          !absl::StrContains(inside, '(') && capitals * 2 >= static_cast<long>(inside.size());
  return short_form ? inside : "";
}

Signatory ReadOrganisation(absl::string_view line) {
  Signatory signatory;
  content::v1::Organisation& organisation = *signatory.mutable_organisation();
  const absl::string_view short_form = ShortFormAtEnd(line);
  organisation.set_abbreviation(std::string(short_form));
  organisation.set_name(std::string(
      short_form.empty() ? line : TrimSpace(line.substr(0, line.size() - short_form.size() - 2))));
  return signatory;
}

bool LooksLikePersonsName(absl::string_view text) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > 6 || NamesOrganisation(text)) {
    return false;
  }
  return StartsWithPersonalTitle(text) ||
         (words.size() >= 2 && !StartsWithLowerCase(words.front()) && !StartsWithLowerCase(words.back()));
}

// "Name, title, affiliation" or "Name, affiliation"; nothing where the parts do not say so.
std::optional<Signatory> ReadPerson(absl::string_view line) {
  std::vector<absl::string_view> parts = absl::StrSplit(line, ", ", absl::SkipEmpty());
  if (parts.size() < 2 || parts.size() > 4 || !LooksLikePersonsName(parts[0])) {
    return std::nullopt;
  }
  Signatory signatory;
  content::v1::Person& person = *signatory.mutable_person();
  person.set_name(std::string(parts[0]));
  std::size_t rest = 1;
  if (NamesPost(parts[1]) && (parts.size() > 2 || !NamesOrganisation(parts[1]))) {
    person.set_title(std::string(parts[1]));
    rest = 2;
  }
  person.set_affiliation(absl::StrJoin(parts.begin() + static_cast<std::ptrdiff_t>(rest), parts.end(), ", "));
  const bool told =
      !person.title().empty() || NamesOrganisation(person.affiliation()) || NamesPost(person.affiliation());
  return told ? std::optional<Signatory>(signatory) : std::nullopt;
}

// "The Rt. Hon. Jane Doe MP Prime Minister of Northmark": a form of address, a name and what the person is,
// without a comma between.
std::optional<Signatory> ReadAddressedPerson(absl::string_view line) {
  static const auto* const qualifiers = new Phrases(
      {"acting | defence | executive | finance | first | foreign | former | home | prime | vice"});
  if (!StartsWithPersonalTitle(line)) {
    return std::nullopt;
  }
  const std::vector<absl::string_view> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
  for (std::size_t i = 2; i + 1 < words.size(); ++i) {
    if (!NamesPost(words[i]) || StartsWithLowerCase(words[i])) {
      continue;
    }
    const absl::string_view first = qualifiers->Has(words[i - 1]) ? words[i - 1] : words[i];
    const std::size_t post = static_cast<std::size_t>(first.data() - line.data());
    const absl::string_view name = TrimSpace(line.substr(0, post));
    if (name.back() == '.' || !LooksLikePersonsName(name)) {
      return std::nullopt;
    }
    Signatory signatory;
    signatory.mutable_person()->set_name(std::string(name));
    signatory.mutable_person()->set_title(std::string(line.substr(post)));
    return signatory;
  }
  return std::nullopt;
}

// "Fishers' Union · Water Institute": each part says that it is an organisation, so it may be several.
bool MayNameSeveral(absl::string_view line) {
  for (const absl::string_view separator : {", ", " · ", "・", "、", "，", "،", " / "}) {
    const std::vector<absl::string_view> parts = absl::StrSplit(line, separator);
    if (parts.size() > 1 && std::all_of(parts.begin(), parts.end(), NamesOrganisation)) {
      return true;
    }
  }
  return false;
}

bool CouldBeName(absl::string_view line) {
  if (line.empty() || line.size() > kLongestName || StartsWithLowerCase(line) || EndsOpen(line)) {
    return false;
  }
  if (EndsSentence(line) && !absl::EndsWith(line, "Inc.") && !absl::EndsWith(line, "Ltd.") &&
      !absl::EndsWith(line, "e.V.") && !absl::EndsWith(line, "Jr.")) {
    return false;
  }
  for (const absl::string_view sign : {"@", "://", "[", "<", "\t", "=", ";", ":"}) {
    if (absl::StrContains(line, sign)) {
      return false;
    }
  }
  std::size_t digits = 0;
  for (std::size_t i = 0; i < line.size();) {
    digits += DigitValue(NextCodePoint(line, i)) >= 0 ? 1 : 0;
  }
  return digits <= 4 && IsLetterOrDigit(FirstCodePoint(line));
}

}  // namespace

std::optional<SignatoryReading> ReadSignatory(absl::string_view line) {
  line = TrimSpace(line);
  if (!CouldBeName(line)) {
    return std::nullopt;
  }
  if (std::optional<Signatory> person = ReadPerson(line)) {
    return SignatoryReading{*std::move(person), true};
  }
  if (std::optional<Signatory> person = ReadAddressedPerson(line)) {
    return SignatoryReading{*std::move(person), true};
  }
  if (StartsWithPersonalTitle(line) && LooksLikePersonsName(line)) {
    Signatory signatory;
    signatory.mutable_person()->set_name(std::string(line));
    return SignatoryReading{signatory, true};
  }
  const bool says_so = NamesOrganisation(line) || !ShortFormAtEnd(line).empty();
  return SignatoryReading{ReadOrganisation(line), says_so && !MayNameSeveral(line)};
}

std::string PrintedSignatory(const Signatory& signatory) {
  if (signatory.has_person()) {
    const content::v1::Person& person = signatory.person();
    std::vector<std::string> parts = {person.name(), person.title(), person.affiliation()};
    parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
    return absl::StrJoin(parts, ", ");
  }
  if (signatory.has_organisation()) {
    const content::v1::Organisation& organisation = signatory.organisation();
    std::string text = organisation.name();
    if (!organisation.abbreviation().empty()) {
      absl::StrAppend(&text, " (", organisation.abbreviation(), ")");
    }
    if (!organisation.country().empty()) {
      absl::StrAppend(&text, ", ", organisation.country());
    }
    return text;
  }
  const content::v1::State& state = signatory.state();
  return state.represented_by().empty() ? state.name()
                                        : absl::StrCat(state.name(), ", ", state.represented_by());
}

}  // namespace communique::text

#include "text/inlines.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace communique::text {
namespace {

constexpr std::size_t kLongestLink = 2048;

// A stretch of the text that becomes a run of its own.
struct Span {
  std::size_t begin = absl::string_view::npos;
  std::size_t end = absl::string_view::npos;
  bool is_reference = false;
};

bool IsAddressCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
         absl::StrContains("-._~:/?#[]@!$&'()*+,;=%", absl::string_view(&c, 1));
}

// Drops what follows an address in a sentence: a full stop, a bracket that was opened before it.
std::size_t TrimmedEnd(absl::string_view address) {
  const auto surplus = [&](char open, char close) {
    return std::count(address.begin(), address.end(), close) -
           std::count(address.begin(), address.end(), open);
  };
  auto stray_round = surplus('(', ')');
  auto stray_square = surplus('[', ']');
  std::size_t end = address.size();
  for (; end > 0; --end) {
    const char last = address[end - 1];
    if (last == ')' && stray_round > 0) {
      --stray_round;
    } else if (last == ']' && stray_square > 0) {
      --stray_square;
    } else if (!absl::StrContains(".,;:!?'*", absl::string_view(&last, 1))) {
      break;
    }
  }
  return end;
}

Span FindAddress(absl::string_view text, std::size_t from) {
  for (std::size_t at = text.find(':', from); at != absl::string_view::npos; at = text.find(':', at + 1)) {
    for (const absl::string_view scheme : {"https:", "http:", "mailto:"}) {
      const std::size_t before = scheme.size() - 1;
      if (at < from + before || !absl::EqualsIgnoreCase(text.substr(at - before, scheme.size()), scheme)) {
        continue;
      }
      const std::size_t begin = at - before;
      if (begin > 0 && absl::ascii_isalnum(static_cast<unsigned char>(text[begin - 1]))) {
        continue;
      }
      std::size_t end = at + 1;
      while (end < text.size() && end - begin <= kLongestLink && IsAddressCharacter(text[end])) {
        ++end;
      }
      end = begin + TrimmedEnd(text.substr(begin, end - begin));
      if (IsLinkable(text.substr(begin, end - begin))) {
        return {begin, end, false};
      }
    }
  }
  return {};
}

Span FindReference(absl::string_view text, std::size_t from, const FootnoteLabels& footnotes) {
  if (footnotes.empty()) {
    return {};
  }
  for (std::size_t at = text.find('[', from); at != absl::string_view::npos; at = text.find('[', at + 1)) {
    const std::size_t close = text.substr(0, at + 10).find(']', at);
    if (close != absl::string_view::npos && footnotes.contains(text.substr(at + 1, close - at - 1))) {
      return {at, close + 1, true};
    }
  }
  return {};
}

void AppendText(absl::string_view text, Inlines& inlines) {
  if (text.empty()) {
    return;
  }
  std::string clean(text);
  std::replace(clean.begin(), clean.end(), '\t', ' ');
  inlines.Add()->set_text(std::move(clean));
}

}  // namespace

bool IsLinkable(absl::string_view address) {
  if (address.size() > kLongestLink || address.find_first_of(" \"<>\\^`{|}\t\n") != absl::string_view::npos) {
    return false;
  }
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (absl::StartsWithIgnoreCase(address, scheme)) {
      const absl::string_view rest = address.substr(scheme.size());
      const absl::string_view host = rest.substr(0, rest.find_first_of("/?#"));
      return !host.empty() && host.front() != ':';
    }
  }
  return absl::StartsWithIgnoreCase(address, "mailto:") && absl::StrContains(address, '@');
}

void AppendInlines(absl::string_view text, const FootnoteLabels& footnotes, Inlines& inlines) {
  std::size_t done = 0;
  Span address = FindAddress(text, 0);
  Span reference = FindReference(text, 0, footnotes);
  while (address.begin != absl::string_view::npos || reference.begin != absl::string_view::npos) {
    const Span next =
        std::min(address, reference, [](const Span& a, const Span& b) { return a.begin < b.begin; });
    AppendText(text.substr(done, next.begin - done), inlines);
    const absl::string_view found = text.substr(next.begin, next.end - next.begin);
    if (next.is_reference) {
      inlines.Add()->set_footnote_reference(std::string(found.substr(1, found.size() - 2)));
    } else {
      AppendText(found, inlines);
      inlines.rbegin()->set_link(std::string(found));
    }
    done = next.end;
    if (address.begin < done) {
      address = FindAddress(text, done);
    }
    if (reference.begin < done) {
      reference = FindReference(text, done, footnotes);
    }
  }
  AppendText(text.substr(done), inlines);
}

void AppendLines(const std::vector<std::string>& lines, const FootnoteLabels& footnotes, Inlines& inlines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) {
      inlines.Add()->mutable_line_break();
    }
    AppendInlines(lines[i], footnotes, inlines);
  }
}

std::string PlainText(const content::v1::Inline& run) {
  if (run.has_footnote_reference()) {
    return absl::StrCat("[", run.footnote_reference(), "]");
  }
  return run.has_line_break() ? "\n" : run.text();
}

std::string PlainText(const Inlines& inlines) {
  std::string text;
  for (const content::v1::Inline& run : inlines) {
    text += PlainText(run);
  }
  return text;
}

}  // namespace communique::text

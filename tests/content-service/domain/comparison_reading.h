#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_COMPARISON_READING_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_COMPARISON_READING_H_

#include <string>

#include "content-service/domain/compare_words.h"

namespace communique::content {

inline std::string OlderText(const WordRuns& runs) {
  std::string text;
  for (const v1::WordRun& run : runs) text += run.kind() == v1::DIFFERENCE_KIND_ADDED ? "" : run.text();
  return text;
}

inline std::string NewerText(const WordRuns& runs) {
  std::string text;
  for (const v1::WordRun& run : runs) text += run.kind() == v1::DIFFERENCE_KIND_REMOVED ? "" : run.text();
  return text;
}

// "by [-May-]{+June+}."
inline std::string RunsInShort(const WordRuns& runs) {
  std::string text;
  for (const v1::WordRun& run : runs) {
    switch (run.kind()) {
      case v1::DIFFERENCE_KIND_REMOVED:
        text += "[-" + run.text() + "-]";
        break;
      case v1::DIFFERENCE_KIND_ADDED:
        text += "{+" + run.text() + "+}";
        break;
      default:
        text += run.text();
    }
  }
  return text;
}

inline v1::DifferenceKind Turned(v1::DifferenceKind kind) {
  if (kind == v1::DIFFERENCE_KIND_ADDED) return v1::DIFFERENCE_KIND_REMOVED;
  return kind == v1::DIFFERENCE_KIND_REMOVED ? v1::DIFFERENCE_KIND_ADDED : kind;
}

// As they are when the newer version is taken for the older one.
inline WordRuns Turned(const WordRuns& runs) {
  WordRuns turned;
  for (const v1::WordRun& run : runs) {
    v1::WordRun& other = *turned.Add();
    other.set_kind(Turned(run.kind()));
    other.set_text(run.text());
    // What was removed stands before what was added.
    const int last = turned.size() - 1;
    if (last > 0 && other.kind() == v1::DIFFERENCE_KIND_REMOVED &&
        turned[last - 1].kind() == v1::DIFFERENCE_KIND_ADDED) {
      turned.SwapElements(last - 1, last);
    }
  }
  return turned;
}

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_COMPARISON_READING_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_STAGES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_STAGES_H_

#include <vector>

#include "communique/content/v1/comparison.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "content-service/domain/compare_words.h"

namespace communique::content {

// The stages of CompareContents, a file each. Pure.

// The two contents. Where there is a choice, it is made as if the first of them, by their bytes, were the
// older one, so that the other way round finds the same.
struct ContentPair {
  const v1::Content& from;
  const v1::Content& to;
  // `to` is the first of them.
  bool turned = false;
};

void CompareFields(const ContentPair& contents, WordComparison& words, v1::Comparison& comparison);
void CompareBlocks(const ContentPair& contents, WordComparison& words, v1::Comparison& comparison);
void CompareAttachments(const ContentPair& contents, v1::Comparison& comparison);

// Places of one thing in the older and the newer version; -1 where it is not there.
struct PlacePair {
  int from = -1;
  int to = -1;
};

// Of things in two versions, by their places there: what is the same thing in both.
struct Counterparts {
  // By place in the older version the place in the newer one, and the other way; -1 where it is in one alone.
  std::vector<int> to;
  std::vector<int> from;
  // By place in the newer version: it is in both and stands elsewhere.
  std::vector<bool> moved;

  Counterparts(int count_from, int count_to);
  void Join(const PlacePair& places);
  // Finds which of things that stand beside each other in both have another order there: as few as can be.
  void MarkMoved(std::vector<PlacePair> beside, bool turned);
};

// Every place of the newer version in order, and among them, alone, the places of the older one that nothing
// in the newer is the same as, behind what they stood behind.
std::vector<PlacePair> InNewerOrder(const Counterparts& counterparts);

// The same blocks by their places in reading order (compare_block_matching.cc): by a text that stands once in
// each, then by anchor, then by label path; then, of those without a label between the same neighbours, by
// most of their words.
Counterparts SameBlocks(const ContentPair& contents, const WordComparison& words);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_STAGES_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_SEQUENCES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_SEQUENCES_H_

#include <cstdint>
#include <vector>

namespace communique::content {

// What two sequences have in common. Pure.

// Places of something that is in both.
struct CommonPair {
  int first = 0;
  int second = 0;
};

// Equal elements, each of them once and in the order of both sequences: as many as there can be (Myers'
// algorithm) where the sequences differ little, else those between what stands once in both, each part
// likewise. What takes more than `steps`, of which it takes off those it took, is left as different.
std::vector<CommonPair> CommonInOrder(const std::vector<int>& first, const std::vector<int>& second,
                                      int64_t& steps);

// Which of some things that stand in two orders keep their order, as many as can. `places[i]` is the place in
// the one order, each once, of what is i-th in the other.
std::vector<bool> KeepingOrder(const std::vector<int>& places);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_SEQUENCES_H_

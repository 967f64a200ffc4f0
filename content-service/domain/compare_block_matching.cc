#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "content-service/domain/compare_block_facts.h"
#include "content-service/domain/compare_stages.h"
#include "statement/inline_text.h"

namespace communique::content {
namespace {

// Among how many blocks one that was written anew is looked for.
constexpr int kMostCandidates = 8;

// The words of a block with all that is in it, to see how many another one has of them.
struct BagOfWords {
  std::string text;
  std::vector<Word> words;

  BagOfWords(const v1::Block& block, const WordComparison& comparison) : text(PlainText(block)) {
    words = comparison.WordsOf(text);
    std::sort(words.begin(), words.end(), ByText);
  }
  // Its words are borrowed from its text.
  BagOfWords(const BagOfWords&) = delete;
  BagOfWords& operator=(const BagOfWords&) = delete;

  static bool ByText(const Word& a, const Word& b) { return a.text < b.text; }

  // From 0 to 1.
  double Likeness(const BagOfWords& other) const {
    if (words.empty() || other.words.empty()) return 0;
    std::vector<Word> common;
    std::set_intersection(words.begin(), words.end(), other.words.begin(), other.words.end(),
                          std::back_inserter(common), ByText);
    return 2.0 * static_cast<double>(common.size()) / static_cast<double>(words.size() + other.words.size());
  }
};

// The older one is the first of the two, by their bytes.
class BlockMatching {
 public:
  BlockMatching(const v1::Content& first, const v1::Content& second, const WordComparison& words)
      : first_(first), second_(second), same_(first_.size(), second_.size()), words_(words) {}

  Counterparts Find() && {
    // A label may have gone to another text, and its anchor with it: a text is the same first of all.
    MatchUnique(first_.whole_texts, second_.whole_texts);
    MatchUnique(first_.texts, second_.texts);
    MatchBy([](const KnownContent& content, size_t place) { return content.anchors[place].anchor; });
    MatchBy([](const KnownContent& content, size_t place) { return content.anchors[place].label_path; });
    MatchBelow(-1, -1);
    // Those above are settled before what is in them.
    for (int place = 0; place < first_.size(); ++place) {
      if (CounterpartOf(place) >= 0) MatchBelow(place, CounterpartOf(place));
    }
    MarkMoved();
    return std::move(same_);
  }

 private:
  int CounterpartOf(int place) const { return same_.to[static_cast<size_t>(place)]; }
  bool IsMatched(int place_in_second) const { return same_.from[static_cast<size_t>(place_in_second)] >= 0; }
  void JoinUnmatched(int place, int other) {
    if (CounterpartOf(place) < 0 && !IsMatched(other)) same_.Join({place, other});
  }

  // Places by text, each text that stands once.
  static std::map<std::string, int> UniqueIn(const std::vector<std::string>& texts) {
    std::map<std::string, int> places;
    for (size_t place = 0; place < texts.size(); ++place) {
      const auto [text, is_new] = places.try_emplace(texts[place], static_cast<int>(place));
      if (!is_new) text->second = -1;
    }
    return places;
  }

  // Blocks whose text stands once in each content. What is in them is the same as well where it is so
  // as a whole.
  void MatchUnique(const std::vector<std::string>& texts, const std::vector<std::string>& other_texts) {
    const std::map<std::string, int> places = UniqueIn(texts);
    for (const auto& [text, other] : UniqueIn(other_texts)) {
      const auto found = places.find(text);
      if (text.empty() || other < 0 || found == places.end() || found->second < 0) continue;
      const int place = found->second;
      const int count = WholeSize(place, other);
      for (int i = 0; i < count; ++i) JoinUnmatched(place + i, other + i);
    }
  }

  // How many blocks are the same one by one; 1 where what is in the two differs.
  int WholeSize(int place, int other) const {
    const auto i = static_cast<size_t>(place);
    const auto j = static_cast<size_t>(other);
    const bool is_whole =
        first_.whole_texts[i] == second_.whole_texts[j] && first_.sizes[i] == second_.sizes[j];
    return is_whole ? first_.sizes[i] : 1;
  }

  // Of several with the same key each with the one that comes as far behind in the other content.
  template <typename Key>
  void MatchBy(const Key& key_of) {
    std::map<std::string, std::vector<int>> places;
    for (size_t place = second_.blocks.size(); place-- > 0;) {
      if (!IsMatched(static_cast<int>(place))) {
        places[key_of(second_, place)].push_back(static_cast<int>(place));
      }
    }
    for (size_t place = 0; place < first_.blocks.size(); ++place) {
      const std::string key = key_of(first_, place);
      const auto found = places.find(key);
      const bool is_open = !key.empty() && CounterpartOf(static_cast<int>(place)) < 0;
      if (!is_open || found == places.end() || found->second.empty()) continue;
      same_.Join({static_cast<int>(place), found->second.back()});
      found->second.pop_back();
    }
  }

  // Of blocks right below two that are the same.
  void MatchBelow(int place, int other_place) {
    const std::vector<int>& others = second_.Below(other_place);
    size_t next = 0;
    for (const int below : first_.Below(place)) {
      const int counterpart = CounterpartOf(below);
      const int found = counterpart >= 0 ? counterpart : FindAlike(below, others, next);
      const auto at = std::find(others.begin() + static_cast<std::ptrdiff_t>(next), others.end(), found);
      if (at == others.end()) continue;
      if (counterpart < 0) same_.Join({below, found});
      next = static_cast<size_t>(at - others.begin()) + 1;
    }
  }

  // The one of `others` from `next` up to the first that is matched that has the most words of it, if it has
  // at least half of them; else -1.
  int FindAlike(int place, const std::vector<int>& others, size_t next) {
    if (IsLabelled(first_, place)) return -1;
    int best = -1;
    double likeness = 0.5;
    int candidates = 0;
    for (; next < others.size() && !IsMatched(others[next]) && candidates < kMostCandidates; ++next) {
      const int other = others[next];
      if (IsLabelled(second_, other) || KindOf(first_, place) != KindOf(second_, other)) continue;
      ++candidates;
      const double found =
          WordsAt(first_, place, first_bags_).Likeness(WordsAt(second_, other, second_bags_));
      if (found < likeness || (best >= 0 && found == likeness)) continue;
      best = other;
      likeness = found;
    }
    return best;
  }

  static bool IsLabelled(const KnownContent& content, int place) {
    return !content.anchors[static_cast<size_t>(place)].label_path.empty();
  }
  static v1::Block::KindCase KindOf(const KnownContent& content, int place) {
    return content.At(place).block->kind_case();
  }

  const BagOfWords& WordsAt(const KnownContent& content, int place, std::map<int, BagOfWords>& bags) const {
    const auto found = bags.find(place);
    if (found != bags.end()) return found->second;
    return bags.try_emplace(place, *content.At(place).block, words_).first->second;
  }

  // Elsewhere is in another block, or in another order among those that stay in it.
  void MarkMoved() {
    std::map<int, std::vector<PlacePair>> beside;
    for (int place = 0; place < first_.size(); ++place) {
      const int other = CounterpartOf(place);
      if (other < 0) continue;
      if (StandsInTheSame(first_.At(place), second_.At(other))) {
        beside[first_.At(place).parent].push_back({place, other});
      } else {
        same_.moved[static_cast<size_t>(other)] = true;
      }
    }
    for (auto& [parent, pairs] : beside) same_.MarkMoved(std::move(pairs), false);
  }

  bool StandsInTheSame(const PlacedBlock& block, const PlacedBlock& other) const {
    if (block.parent < 0 || other.parent < 0) return block.parent == other.parent;
    if (CounterpartOf(block.parent) != other.parent) return false;
    if (block.list == other.list) return true;
    // An item is another one where its place and its text are.
    const v1::BulletList& list = first_.At(block.parent).block->bullet_list();
    const v1::BulletList& other_list = second_.At(other.parent).block->bullet_list();
    return list.items_size() >= block.list && other_list.items_size() >= other.list &&
           PlainText(list.items(block.list - 1).inlines()) ==
               PlainText(other_list.items(other.list - 1).inlines());
  }

  const KnownContent first_;
  const KnownContent second_;
  Counterparts same_;
  const WordComparison& words_;
  std::map<int, BagOfWords> first_bags_;
  std::map<int, BagOfWords> second_bags_;
};

}  // namespace

Counterparts SameBlocks(const ContentPair& contents, const WordComparison& words) {
  if (!contents.turned) return BlockMatching(contents.from, contents.to, words).Find();
  Counterparts same = BlockMatching(contents.to, contents.from, words).Find();
  // Which blocks have moved is told by their places in the newer one.
  std::vector<bool> moved(same.to.size());
  for (size_t place = 0; place < same.to.size(); ++place) {
    moved[place] = same.to[place] >= 0 && same.moved[static_cast<size_t>(same.to[place])];
  }
  std::swap(same.to, same.from);
  same.moved = std::move(moved);
  return same;
}

}  // namespace communique::content

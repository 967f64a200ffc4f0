#include "content-service/domain/compare_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/compare_sequences.h"
#include "tests/content-service/domain/comparison_reading.h"

namespace communique::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Le;

std::string Shown(const std::string& before, const std::string& after) {
  return RunsInShort(WordComparison().Compare(before, after));
}

TEST(CompareWords, WordsThatDifferAreToldAndAllOthersStayTogether) {
  EXPECT_EQ(Shown("We ask for an answer by May.", "We ask for an answer by June."),
            "We ask for an answer by [-May-]{+June+}.");
  EXPECT_EQ(Shown("We ask for an answer.", "We ask for a full answer."),
            "We ask for [-an-]{+a full+} answer.");
  EXPECT_EQ(Shown("one two", "zero one two"), "{+zero +}one two");
  EXPECT_EQ(Shown("one two", "one"), "one[- two-]");
}

TEST(CompareWords, ASentenceThatGoesOnKeepsItsLastWord) {
  EXPECT_EQ(Shown("We love the river.", "We love the river now."), "We love the river{+ now+}.");
}

TEST(CompareWords, WhiteSpaceIsADifferenceOfItsOwn) {
  EXPECT_EQ(Shown("one two", "one  two"), "one[- -]{+  +}two");
  EXPECT_EQ(Shown("one two", "one\ntwo"), "one[- -]{+\n+}two");
  EXPECT_EQ(Shown(" one", "one"), "[- -]one");
}

TEST(CompareWords, NothingAndSomethingAreOneRun) {
  EXPECT_EQ(Shown("", ""), "");
  EXPECT_EQ(Shown("", "one two"), "{+one two+}");
  EXPECT_EQ(Shown("one two", ""), "[-one two-]");
}

TEST(CompareWords, ScriptsWithoutSpacesAreComparedByTheirWords) {
  EXPECT_EQ(Shown("私たちは川を守ります。", "私たちは湖を守ります。"), "私たちは[-川-]{+湖+}を守ります。");
  EXPECT_EQ(Shown("เราขอคำตอบภายในเดือนพฤษภาคม", "เราขอคำตอบภายในเดือนมิถุนายน"),
            "เราขอคำตอบภายในเดือน[-พฤษภาคม-]{+มิถุนายน+}");
  EXPECT_EQ(Shown("我们要求答复", "我们要求立即答复"), "我们要求{+立即+}答复");
}

TEST(CompareWords, KoreanAndArabicAreComparedByTheirWords) {
  EXPECT_EQ(Shown("우리는 강을 지킵니다.", "우리는 호수를 지킵니다."), "우리는 [-강을-]{+호수를+} 지킵니다.");
  EXPECT_EQ(Shown("نطلب جوابا قبل مايو.", "نطلب جوابا قبل يونيو."), "نطلب جوابا قبل [-مايو-]{+يونيو+}.");
}

TEST(CompareWords, AMarkIsNeverPartedFromItsLetter) {
  // The same to look at, composed and not: other text all the same.
  EXPECT_EQ(Shown("le caf\u00e9 noir", "le cafe\u0301 noir"), "le [-caf\u00e9-]{+cafe\u0301+} noir");
  EXPECT_EQ(Shown("e\u0301", "e\u0300"), "[-e\u0301-]{+e\u0300+}");
}

TEST(CompareWords, AShortWordBetweenLongChangesIsNoIslandInThem) {
  EXPECT_EQ(Shown("governments of everybody", "corporations of nobody"),
            "[-governments of everybody-]{+corporations of nobody+}");
}

TEST(CompareWords, WordsMakeTheWholeText) {
  for (const std::string text : {"", " ", "a  b\t", "\n\na", "私は 川", "e\u0301 x", "x\u00a0y"}) {
    std::string joined;
    for (const Word& word : WordComparison().WordsOf(text)) absl::StrAppend(&joined, word.text, word.space);
    EXPECT_EQ(joined, text);
  }
}

std::string RandomWords(std::mt19937& random, size_t count) {
  static constexpr const char* kWords[] = {"river ", "lake", " ", "강을 ",   "호수", "川",  "湖を",
                                           "نهر ",   ".",    ",", "e\u0301", "\n",   "ไทย", "5,000 "};
  std::string text;
  for (; count > 0; --count) text += kWords[random() % std::size(kWords)];
  return text;
}

TEST(CompareWords, RunsMakeBothTextsAndTurnedAroundTheyAreTheSame) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    const std::string before = RandomWords(random, random() % 30);
    const std::string after = RandomWords(random, random() % 30);
    const WordRuns runs = WordComparison().Compare(before, after);
    ASSERT_EQ(OlderText(runs), before);
    ASSERT_EQ(NewerText(runs), after);
    ASSERT_EQ(RunsInShort(Turned(runs)), RunsInShort(WordComparison().Compare(after, before)));
  }
}

TEST(CompareWords, TheFewestWordsAreTold) {
  std::mt19937 random(8);
  for (int round = 0; round < 200; ++round) {
    std::vector<int> first(random() % 12);
    std::vector<int> second(random() % 12);
    for (int& element : first) element = static_cast<int>(random() % 4);
    for (int& element : second) element = static_cast<int>(random() % 4);
    // The longest common subsequence, by the table of all beginnings.
    std::vector<std::vector<size_t>> longest(first.size() + 1, std::vector<size_t>(second.size() + 1));
    for (size_t i = 1; i <= first.size(); ++i) {
      for (size_t j = 1; j <= second.size(); ++j) {
        longest[i][j] = first[i - 1] == second[j - 1] ? longest[i - 1][j - 1] + 1
                                                      : std::max(longest[i - 1][j], longest[i][j - 1]);
      }
    }
    int64_t steps = 1'000'000;
    const std::vector<CommonPair> common = CommonInOrder(first, second, steps);
    ASSERT_EQ(common.size(), longest.back().back());
    CommonPair last{-1, -1};
    for (const CommonPair& pair : common) {
      ASSERT_LT(last.first, pair.first);
      ASSERT_LT(last.second, pair.second);
      ASSERT_EQ(first[static_cast<size_t>(pair.first)], second[static_cast<size_t>(pair.second)]);
      last = pair;
    }
  }
}

TEST(CompareWords, WhatStandsOnceInBothIsFoundAlsoInTextsThatDifferMuch) {
  // Far more edits than the search for the fewest goes to.
  std::vector<int> first;
  std::vector<int> second;
  for (int i = 0; i < 4000; ++i) {
    first.push_back(i % 100 == 0 ? i : -1 - i % 3);
    second.push_back(i % 100 == 0 ? i : -5 - i % 3);
  }
  int64_t steps = 20'000'000;
  EXPECT_EQ(CommonInOrder(first, second, steps).size(), 40u);
}

// Two words in random order: nothing stands once, and nearly everything differs.
std::vector<int> TwoWords(size_t count, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<int> words(count);
  for (int& word : words) word = static_cast<int>(random() % 2);
  return words;
}

TEST(CompareWords, WhatHostileTextsCostIsBounded) {
  const std::vector<int> first = TwoWords(50'000, 1);
  const std::vector<int> second = TwoWords(50'000, 2);
  int64_t steps = 20'000'000;
  (void)CommonInOrder(first, second, steps);
  EXPECT_GT(steps, 0);
  // The last search may go to the end of both.
  for (steps = 1000; steps > 0;) (void)CommonInOrder(first, second, steps);
  EXPECT_GT(steps, -200'000);
  EXPECT_THAT(CommonInOrder(first, second, steps).size(), Le(100));
}

TEST(CompareWords, TextsThatHaveHardlyAWordInCommonAreToldWhole) {
  std::string before;
  std::string after;
  for (const int word : TwoWords(50'000, 3)) before += word == 0 ? "a " : "b ";
  for (const int word : TwoWords(50'000, 4)) after += word == 0 ? "a " : "b ";
  const WordRuns runs = WordComparison().Compare(before, after);
  EXPECT_EQ(OlderText(runs), before);
  EXPECT_EQ(NewerText(runs), after);
  EXPECT_THAT(runs.size(), Le(5));
}

TEST(KeepingOrder, AsFewAsCanBeAreMoved) {
  EXPECT_THAT(KeepingOrder({}), IsEmpty());
  EXPECT_THAT(KeepingOrder({0, 1, 2}), ElementsAre(true, true, true));
  EXPECT_THAT(KeepingOrder({1, 2, 3, 0}), ElementsAre(true, true, true, false));
  EXPECT_THAT(KeepingOrder({3, 0, 1, 2}), ElementsAre(false, true, true, true));
}

}  // namespace
}  // namespace communique::content

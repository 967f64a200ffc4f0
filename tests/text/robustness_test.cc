// Hostile and oversized texts: nothing is lost, nothing takes long.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "statement/block_walk.h"
#include "tests/text/describe.h"
#include "text/coverage.h"
#include "text/depth.h"
#include "text/import.h"
#include "text/visible_text.h"

namespace communique::text {
namespace {

// Far above what any of these takes, far below what quadratic work would take.
constexpr auto kPatience = std::chrono::seconds(10);

Imported Quickly(const std::string& text, bool markdown = false) {
  const auto start = std::chrono::steady_clock::now();
  auto imported = markdown ? ImportMarkdown(text) : ImportPlainText(text);
  EXPECT_LT(std::chrono::steady_clock::now() - start, kPatience);
  EXPECT_TRUE(imported.ok()) << imported.status();
  if (!imported.ok()) {
    return {};
  }
  if (!markdown) {
    EXPECT_TRUE(FindMissingLines(text, *imported).empty());
  }
  for (const PlacedBlock& block : BlocksInReadingOrder(imported->content)) {
    EXPECT_LE(block.depth, kDeepestBlock);
    if (block.depth > kDeepestBlock) {
      break;
    }
  }
  return *std::move(imported);
}

std::string Repeat(absl::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    absl::StrAppend(&all, text);
  }
  return all;
}

TEST(Robustness, FiveThousandClauses) {
  std::string text = "Title\n\n";
  for (int i = 1; i <= 900; ++i) {
    absl::StrAppend(&text, i, ". Clause.\n\n");
    for (int j = 1; j <= 5; ++j) {
      absl::StrAppend(&text, i, ".", j, ". Clause.\n");
    }
    text += "\n";
  }
  const Imported imported = Quickly(text);
  EXPECT_EQ(imported.content.blocks_size(), 900);
  EXPECT_EQ(imported.content.blocks(899).clause().children_size(), 5);
}

TEST(Robustness, LinesOfAHundredKibibytes) {
  const std::string line = Repeat("water ", 100 * 1024 / 6);
  Quickly("Title\n\n" + Repeat(line + "\n\n", 10));
  Quickly(line + "\n" + line + "\n");
  Quickly("Title\n\n" + std::string(100 * 1024, '.') + "\n");
}

TEST(Robustness, ManyThingsOfOneKind) {
  Quickly("Title\n\n" + Repeat("https://water.example/ ", 16000));
  Quickly("Title\n\n" + Repeat("https://w.example/))))))))))))))))) ", 8000));
  Quickly("Title\n\n[1] note\n\n" + Repeat("[1] ", 60000));
  Quickly("Title\n\n" + Repeat("(a) x\n\n", 40000));
  Quickly("Title\n\n" + Repeat("1. x\n\n", 40000));
  Quickly("Title\n\n" + Repeat("1.1 x\n", 40000));
  Quickly("Title\n\n" + Repeat("- x\n", 80000));
  Quickly("Title\n\n" + Repeat("> x\n", 80000));
  Quickly("Title\n\n" + Repeat("a\tb\n", 80000));
  Quickly("Title\n\nx" + Repeat("\t", 20000) + "y\n" + Repeat("a\tb\n", 20000));
  Quickly("Title\n\n" + Repeat("Heading\n\n", 40000));
  Quickly("Title\n\n" + Repeat("Name :\n", 40000));
  Quickly("Title\n\n16 May 2024\n\n" + Repeat("River Union\n", 20000));
  Quickly("Title\n\n" + Repeat("Attachment: a.png\n", 20000));
  Quickly(Repeat("[", 200000));
  Quickly(Repeat("\n", 200000) + "x");
}

TEST(Robustness, DeepNestingIsFlattened) {
  std::string text = "Title\n\n";
  for (int i = 0; i < 1000; ++i) {
    absl::StrAppend(&text, std::string(static_cast<std::size_t>(i), ' '),
                    i % 2 == 0 ? "1. x\n\n" : "- y\n\n");
  }
  Quickly(text);
  Quickly("# T\n\n" + Repeat("> ", 20000) + "x\n", true);
  Quickly("# T\n\n" + Repeat("- ", 5000) + "x\n", true);
  Quickly("# T\n\n" + Repeat("1. ", 500000) + "x\n", true);
  Quickly("# T\n\n" + Repeat("*a **b ", 5000) + "\n", true);
}

TEST(Robustness, MarkdownOfEverySize) {
  Quickly("# T\n\n" + Repeat("[a](b) ", 100000) + "\n", true);
  Quickly("# T\n\n" + Repeat("1. x\n", 100000), true);
  Quickly("# T\n\n" + Repeat("| a | b |\n", 50000), true);
  Quickly("# T\n\n" + Repeat("|a", 5000) + "|\n" + Repeat("|-", 5000) + "|\n" + Repeat("|x|\n", 5000), true);
  Quickly("# T\n\n" + Repeat("&eacute; ", 50000), true);
}

// Texts put together at random from what the importer looks for, in every order.
std::string RandomText(std::mt19937& random) {
  static const std::vector<std::string> kLines = {"1. One.",
                                                  "2. Two.",
                                                  "2.1. Two one.",
                                                  "3) Three",
                                                  "(a) a",
                                                  "(b) b",
                                                  "(i) i",
                                                  "(ii) ii",
                                                  "A. A",
                                                  "제1조(목적) 물",
                                                  "① 하나",
                                                  "② 둘",
                                                  "第二条　水",
                                                  "المادة ٣: الماء",
                                                  "- item",
                                                  "  - below",
                                                  "• item",
                                                  "* item",
                                                  "— dash",
                                                  "> quoted",
                                                  ">",
                                                  "> > twice",
                                                  "a\tb\t1",
                                                  "\tc\t2",
                                                  "[1] note",
                                                  "see [1] and [2]",
                                                  "[2] second",
                                                  "Heading",
                                                  "Another heading",
                                                  "## Marked",
                                                  "Name :",
                                                  "Date : 2014-04-28",
                                                  "Hit :",
                                                  "Published",
                                                  "From:",
                                                  "17 May 2024",
                                                  "Halden, 17 May 2024",
                                                  "Halden Quay, Northmark",
                                                  "River Union",
                                                  "Jane Doe, Director, River Union",
                                                  "Signed by:",
                                                  "Notes to editors",
                                                  "Contact",
                                                  "x@water.example",
                                                  "Attachment: a.png",
                                                  "첨부파일 : b.pdf",
                                                  "A sentence that ends.",
                                                  "a line that goes on",
                                                  "It says:",
                                                  "“All of it quoted.”",
                                                  "https://water.example/a.",
                                                  "2014. Then",
                                                  "1.5 million",
                                                  "---",
                                                  "* * *",
                                                  "#",
                                                  "...",
                                                  "\xE2\x80\x8B",
                                                  "Joint Statement"};
  std::string text;
  const int lines = std::uniform_int_distribution<int>(1, 40)(random);
  for (int i = 0; i < lines; ++i) {
    const auto pick = std::uniform_int_distribution<std::size_t>(0, kLines.size() - 1)(random);
    text += std::string(std::uniform_int_distribution<std::size_t>(0, 3)(random) * 2, ' ');
    text += kLines[pick] + (random() % 2 == 0 ? "\n" : "\n\n");
  }
  return text + "End.\n";
}

TEST(Robustness, TextsOfEveryMixtureLoseNothing) {
  std::mt19937 random(20240516);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = RandomText(random);
    const auto imported = ImportPlainText(text);
    ASSERT_TRUE(imported.ok()) << imported.status();
    for (const MissingLine& line : FindMissingLines(text, *imported)) {
      ADD_FAILURE() << "line " << line.line << " of:\n" << text;
      return;
    }
    for (const Finding& finding : imported->findings) {
      ASSERT_FALSE(absl::StrContains(finding.message, "found no place"))
          << "line " << finding.line << " of:\n"
          << text;
    }
    ASSERT_TRUE(ImportMarkdown(text).ok()) << text;
  }
}

// The numbers behind "w" in what a reader sees of the blocks, in order.
std::vector<int> NumbersInOrder(const Imported& imported) {
  std::vector<int> numbers;
  for (const content::v1::Block& block : imported.content.blocks()) {
    for (const std::string& text : VisibleTextOf(block)) {
      for (std::size_t at = text.find('w'); at != std::string::npos; at = text.find('w', at + 1)) {
        int number = 0;
        if (absl::SimpleAtoi(text.substr(at + 1, 3), &number)) {
          numbers.push_back(number);
        }
      }
    }
  }
  return numbers;
}

TEST(Robustness, TextsOfEveryMixtureKeepTheirOrder) {
  static const std::vector<std::string> kLines = {"1. One", "2. Two",    "2.1. Two", "3) Three", "(a) a",
                                                  "(b) b",  "(i) i",     "A. A",     "제1조 물", "① 하나",
                                                  "② 둘",   "- item",    "  - item", "• item",   "> said",
                                                  "A word", "## Marked", "he said",  "It ends.", "a\tb\t1"};
  std::mt19937 random(20240517);
  for (int i = 0; i < 3000; ++i) {
    std::string text = "Title\n\n";
    const int lines = std::uniform_int_distribution<int>(1, 40)(random);
    for (int line = 0; line < lines; ++line) {
      const auto pick = std::uniform_int_distribution<std::size_t>(0, kLines.size() - 1)(random);
      text += std::string(std::uniform_int_distribution<std::size_t>(0, 3)(random) * 2, ' ');
      text += absl::StrCat(kLines[pick], " w", 100 + line, random() % 3 == 0 ? ":" : "",
                           random() % 2 == 0 ? "\n" : "\n\n");
    }
    const auto imported = ImportPlainText(text);
    ASSERT_TRUE(imported.ok()) << imported.status();
    const std::vector<int> numbers = NumbersInOrder(*imported);
    ASSERT_TRUE(std::is_sorted(numbers.begin(), numbers.end())) << text << testing::DescribeBlocks(*imported);
  }
}

}  // namespace
}  // namespace communique::text

#include "render-service/html/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/match.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

std::string BuiltInWords() {
  std::ifstream stream(std::string(COMMUNIQUE_SOURCE_DIR) + "/render-service/theme/words.json");
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

TEST(Words, AreSortedByName) { EXPECT_TRUE(std::is_sorted(WordNames().begin(), WordNames().end())); }

TEST(Words, OfTheBuiltInThemeAreCompleteInEveryLanguage) {
  const nlohmann::json book = nlohmann::json::parse(BuiltInWords());
  for (const char* language :
       {"ar", "de", "en", "es", "fa", "fr", "he", "id", "ja", "ko", "pt", "ru", "ur", "zh", "zh-Hant"}) {
    ASSERT_TRUE(book.contains(language)) << language;
    EXPECT_EQ(book[language].size(), WordNames().size()) << language;
    EXPECT_TRUE(absl::StrContains(book[language]["edition"].get<std::string>(), "{n}")) << language;
    EXPECT_TRUE(absl::StrContains(book[language]["page_count"].get<std::string>(), "{n}")) << language;
  }
}

TEST(Words, FallBackFromRegionToLanguageToEnglish) {
  ASSERT_OK_AND_ASSIGN(const auto book, WordBook::Parse(BuiltInWords()));
  EXPECT_EQ(&book->In("pt-BR"), &book->In("pt"));
  EXPECT_NE(&book->In("zh-Hant"), &book->In("zh"));
  EXPECT_EQ(&book->In("zh-Hans-SG"), &book->In("zh"));
  for (const char* traditional : {"zh-TW", "zh-HK", "zh-Hant-HK"}) {
    EXPECT_EQ(&book->In(traditional), &book->In("zh-Hant")) << traditional;
  }
  EXPECT_EQ(&book->In("sw"), &book->In("en"));
}

TEST(Words, ThatALanguageLacksAreEnglish) {
  nlohmann::json book = nlohmann::json::parse(BuiltInWords());
  book["sw"] = {{"signatories", "Waliotia saini"}};
  ASSERT_OK_AND_ASSIGN(const auto words, WordBook::Parse(book.dump()));
  EXPECT_EQ(words->In("sw").at("signatories"), "Waliotia saini");
  EXPECT_EQ(words->In("sw").at("published"), "Published");
}

TEST(Words, ThatNobodyKnowsOrThatAreMissingInEnglishAreRefused) {
  nlohmann::json book = nlohmann::json::parse(BuiltInWords());
  book["ko"]["signatorys"] = "x";
  EXPECT_THAT(WordBook::Parse(book.dump()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("signatorys")));
  EXPECT_THAT(WordBook::Parse(R"({"en": {}})"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("\"attachments\"")));
  EXPECT_THAT(WordBook::Parse("{"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("words.json")));
}

}  // namespace
}  // namespace communique::render

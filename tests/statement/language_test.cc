#include "statement/language.h"

#include <gmock/gmock.h>

#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Language, HasOneCanonicalTag) {
  EXPECT_EQ(*CanonicalLanguage("EN"), "en");
  EXPECT_EQ(*CanonicalLanguage("zh-hant"), "zh-Hant");
  EXPECT_EQ(*CanonicalLanguage("PT-br"), "pt-BR");
  EXPECT_EQ(*CanonicalLanguage("in"), "id");
  EXPECT_EQ(*CanonicalLanguage("ber"), "ber");
  EXPECT_EQ(*CanonicalLanguage("es-419"), "es-419");
}

TEST(Language, CanonicalTagsStayAsTheyAre) {
  for (const char* tag : {"en", "ko", "ar", "ja", "fr", "id", "ur", "fa", "zh-Hans", "zh-Hant-TW", "sr-Latn",
                          "nb", "no", "fil", "tet", "ckb", "de-1996", "yi", "he"}) {
    EXPECT_EQ(*CanonicalLanguage(tag), tag);
  }
}

TEST(Language, AnythingElseIsRefusedWithExamples) {
  for (const char* tag : {"", "e", "english", "files", "en_US", "en-", "-en", "en--US", "en-x-secret", "x-a",
                          "en-u-ca-buddhist", "../en", "en/us", "한국어", "i-klingon", "en-US-US"}) {
    EXPECT_THAT(CanonicalLanguage(tag), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("zh-Hant")))
        << tag;
  }
  EXPECT_THAT(CanonicalLanguage(std::string(10'000, 'a')), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Language, RunsInTheDirectionOfItsScript) {
  for (const char* tag : {"ar", "ur", "fa", "he", "ckb", "yi", "ps", "az-Arab", "dv"}) {
    EXPECT_TRUE(IsRightToLeft(tag)) << tag;
  }
  for (const char* tag : {"en", "ko", "ja", "ru", "ar-Latn", "zz", "", "nonsense"}) {
    EXPECT_FALSE(IsRightToLeft(tag)) << tag;
  }
}

TEST(Language, FallsBackOverItsUsualScriptToTheLanguage) {
  EXPECT_THAT(LanguageFallbacks("zh-TW"), ElementsAre("zh-TW", "zh-Hant", "zh"));
  EXPECT_THAT(LanguageFallbacks("zh-Hant-HK"), ElementsAre("zh-Hant-HK", "zh-Hant", "zh"));
  EXPECT_THAT(LanguageFallbacks("pt-BR"), ElementsAre("pt-BR", "pt-Latn", "pt"));
  EXPECT_THAT(LanguageFallbacks("qaa"), ElementsAre("qaa"));
  EXPECT_THAT(LanguageFallbacks("nonsense"), ElementsAre("nonsense"));
}

TEST(Language, IsLowerCaseInPaths) { EXPECT_EQ(LanguagePathSegment("zh-Hant"), "zh-hant"); }

TEST(Language, IsNamedAsItsSpeakersNameIt) {
  EXPECT_EQ(LanguageOwnName("ko"), "한국어");
  EXPECT_EQ(LanguageOwnName("fr"), "Français");
  EXPECT_EQ(LanguageOwnName("ar"), "العربية");
  EXPECT_EQ(LanguageOwnName("zh-Hant"), "繁體中文");
  EXPECT_EQ(LanguageOwnName("en"), "English");
  EXPECT_EQ(LanguageOwnName("qaa"), "qaa");
  EXPECT_EQ(LanguageOwnName("nonsense"), "nonsense");
}

}  // namespace
}  // namespace communique

#include "statement/paths.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "statement/errors.h"
#include "statement/names.h"
#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::IsOk;
using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

TEST(Slug, IsOfLowerCaseLettersDigitsAndHyphens) {
  for (const char* slug : {"a", "joint-statement", "2014-statement", "5-1", "a--b", "pages-of-history"}) {
    EXPECT_OK(CheckSlug(slug)) << slug;
  }
  EXPECT_OK(CheckSlug(std::string(80, 'a')));
  for (const char* slug : {"", "A", "a b", "a_b", "a.b", "../a", "a/b", "é", "성명"}) {
    EXPECT_THAT(CheckSlug(slug), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("1 to 80"))) << slug;
  }
  EXPECT_THAT(CheckSlug(std::string(81, 'a')), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("80")));
  EXPECT_THAT(CheckSlug("-a"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("hyphen")));
  EXPECT_THAT(CheckSlug("a-"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("hyphen")));
  EXPECT_THAT(CheckSlug("2014"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("digits")));
  EXPECT_EQ(ReasonOf(CheckSlug("2014")), "BAD_SLUG");
}

TEST(Slug, AndSectionIdAreNeverANameOfTheSite) {
  for (const char* name : {"editions", "files", "assets", "page", "feed", "sitemaps", "index"}) {
    EXPECT_TRUE(IsReservedName(name)) << name;
    EXPECT_THAT(CheckSlug(name), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("site uses")))
        << name;
    EXPECT_FALSE(IsSectionId(name)) << name;
  }
}

TEST(SlugFromTitle, KeepsTheWordsOfAnyScript) {
  EXPECT_EQ(SlugFromTitle("Joint Statement on the River's Future"), "joint-statement-on-the-rivers-future");
  EXPECT_EQ(SlugFromTitle("Déclaration d’Évian — à l'œuvre"), "declaration-devian-a-loeuvre");
  EXPECT_EQ(SlugFromTitle("공동 성명"), "gongdong-seongmyeong");
  EXPECT_EQ(SlugFromTitle("Совместное заявление"), "sovmestnoe-zaavlenie");
  EXPECT_EQ(SlugFromTitle("بيان مشترك"), "byan-mshtrk");
  EXPECT_EQ(SlugFromTitle("عقد اجتماعي"), "qd-ajtmay");
  EXPECT_EQ(SlugFromTitle("きょうどう せいめい"), "kyoudou-seimei");
  EXPECT_EQ(SlugFromTitle("共同声明"), "gong-tong-sheng-ming");
  EXPECT_EQ(SlugFromTitle("Ｆｕｌｌ　ｗｉｄｔｈ １２"), "full-width-12");
}

TEST(SlugFromTitle, DoesNotDependOnHowCharactersAreComposed) {
  EXPECT_EQ(SlugFromTitle("De\u0301claration"), SlugFromTitle("D\u00E9claration"));
  EXPECT_EQ(SlugFromTitle("\u1109\u1165\u11BC\u1106\u1167\u11BC"), SlugFromTitle("성명"));
}

TEST(SlugFromTitle, AddsAWordToWhatCouldNotBeASlug) {
  EXPECT_EQ(SlugFromTitle("2014"), "statement-2014");
  EXPECT_EQ(SlugFromTitle("٢٠١٤"), "statement-2014");
  EXPECT_EQ(SlugFromTitle("Feed"), "statement-feed");
  EXPECT_EQ(SlugFromTitle("2014 " + std::string(90, 'a')), "statement-2014");
  EXPECT_OK(CheckSlug(SlugFromTitle(std::string(200, '7'))));
}

TEST(SlugFromTitle, IsEmptyWhereNothingCanBeKept) {
  EXPECT_EQ(SlugFromTitle(""), "");
  EXPECT_EQ(SlugFromTitle(" – … "), "");
}

TEST(SlugFromTitle, IsCutAtAWord) {
  std::string title;
  for (int i = 0; i < 30; ++i) title += "seven77 ";
  const std::string slug = SlugFromTitle(title);
  EXPECT_EQ(slug.size(), 79u);
  EXPECT_EQ(slug.substr(slug.size() - 8), "-seven77");
  EXPECT_EQ(SlugFromTitle(std::string(100, 'a')), std::string(80, 'a'));
}

TEST(SlugFromTitle, OfALongTitleHasItsFirstClauses) {
  EXPECT_EQ(
      SlugFromTitle("Joint statement on the right to know the state of the Mirell, adopted at the Second "
                    "Assembly of River Communities"),
      "joint-statement-on-the-right-to-know-the-state-of-the-mirell");
  EXPECT_EQ(
      SlugFromTitle("Open letter on the wells, the weirs and the mills of Lower Halden: to the Minister "
                    "of Waters and her office"),
      "open-letter-on-the-wells-the-weirs-and-the-mills-of-lower-halden");
}

TEST(SlugFromTitle, DoesNotEndInAWordThatCallsForAnother) {
  EXPECT_EQ(SlugFromTitle(
                "Joint statement on the right to know the state of the river and its banks adopted at the "
                "Second Assembly"),
            "joint-statement-on-the-right-to-know-the-state-of-the-river-and-its-banks");
  EXPECT_EQ(
      SlugFromTitle("Yes, and now we tell the authority of all rivers what has to be done about the water "
                    "that we drink"),
      "yes-and-now-we-tell-the-authority-of-all-rivers-what-has-to-be-done");
}

TEST(SlugFromTitle, CanBeCalledFromManyThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([] {
      for (int i = 0; i < 50; ++i) EXPECT_EQ(SlugFromTitle("공동 성명"), "gongdong-seongmyeong");
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(Paths, AreBuiltOfLanguageSectionAndSlug) {
  EXPECT_EQ(StatementPath("zh-Hant", "press", "a-title"), "/zh-hant/press/a-title/");
  EXPECT_EQ(FilePath("jakarta", std::string(16, 'a') + std::string(48, 'b'), "scan 1.jpg"),
            "/files/jakarta/aaaaaaaaaaaaaaaa/scan 1.jpg");
}

TEST(FileName, MayBeInAnyScript) {
  for (const char* name : {"a", "scan 1.jpg", "성명서.pdf", "بيان.pdf", "a.tar.gz", "100%.txt", "a..b"}) {
    EXPECT_OK(CheckFileName(name)) << name;
  }
  EXPECT_OK(CheckFileName(std::string(200, 'a')));
}

TEST(FileName, CannotLeaveItsFolderOrDisguiseItself) {
  for (const char* name :
       {"", ".", "..", ".htaccess", "a/b", "../a", "a\\b", "a\nb", "a\x7F", "a\u0085", "a\u202Egpj.exe",
        "a\u2066b", "a\u200Fb", "a\u2028b", "a\xFF", "a\xC0\xAF", "\xED\xA0\x80"}) {
    EXPECT_THAT(CheckFileName(name), StatusIs(absl::StatusCode::kInvalidArgument)) << name;
    EXPECT_EQ(ReasonOf(CheckFileName(name)), "BAD_FILE_NAME");
  }
  EXPECT_THAT(CheckFileName(std::string(201, 'a')),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("200")));
  EXPECT_THAT(CheckFileName(absl::string_view("a\0b", 3)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("control")));
}

TEST(UrlPath, EncodesAllButUnreservedCharactersAndSlashes) {
  EXPECT_EQ(EncodePathForUrl("/files/a-b_c.d~e/scan 1.jpg"), "/files/a-b_c.d~e/scan%201.jpg");
  EXPECT_EQ(EncodePathForUrl("100%?#&'\"<>+.txt"), "100%25%3F%23%26%27%22%3C%3E%2B.txt");
  EXPECT_EQ(EncodePathForUrl("성"), "%EC%84%B1");
}

}  // namespace
}  // namespace communique

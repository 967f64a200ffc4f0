#include "render-service/html/addresses.h"

#include <gtest/gtest.h>

namespace communique::render {
namespace {

Addresses At(const std::string& base_url) {
  SiteSettings settings;
  settings.base_url = base_url;
  return Addresses(settings);
}

TEST(Addresses, LinkBelowThePathOfTheBaseAddress) {
  EXPECT_EQ(At("https://example.org").Link("/en/press/"), "/en/press/");
  EXPECT_EQ(At("https://example.org/site").Link("/en/press/"), "/site/en/press/");
  EXPECT_EQ(At("https://example.org/site").Absolute("/en/press/"), "https://example.org/site/en/press/");
}

TEST(Addresses, EncodeWhatAUrlCannotHold) {
  EXPECT_EQ(At("https://example.org").Link("/files/a/0/서명 \"b\".pdf"),
            "/files/a/0/%EC%84%9C%EB%AA%85%20%22b%22.pdf");
}

TEST(TagUri, KnowsTheHostTheFirstDayAndTheStatementAndNoSlug) {
  IndexEntry entry;
  entry.statement = "statements/river";
  entry.path = "/en/press/a-slug-that-may-change/";
  entry.first_publish_time = 1'715'851'800'000'000;
  EXPECT_EQ(At("https://Example.org:8443/site").TagUri(entry), "tag:example.org,2024-05-16:statements/river");
}

TEST(LinksOfAText, AreWebAndMailAddressesOnly) {
  EXPECT_TRUE(IsWebAddress("HTTPS://example.org"));
  EXPECT_TRUE(IsMailAddress("mailto:a@example.org"));
  for (const char* address :
       {"javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org", ""}) {
    EXPECT_FALSE(IsWebAddress(address)) << address;
    EXPECT_FALSE(IsMailAddress(address)) << address;
  }
}

TEST(CleanAddress, EncodesSpacesQuotesAndBrackets) {
  EXPECT_EQ(CleanAddress("https://example.org/a b?q=\"<x>\"#f"),
            "https://example.org/a%20b?q=%22%3Cx%3E%22#f");
}

}  // namespace
}  // namespace communique::render

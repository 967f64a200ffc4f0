#include "render-service/domain/site_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace communique::render {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

content::v1::Attachment Image(const std::string& type, int32_t width, int32_t height) {
  content::v1::Attachment attachment;
  attachment.set_file_name("signed page.v2.jpg");
  attachment.set_blob("blobs/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  attachment.set_media_type(type);
  attachment.set_width(width);
  attachment.set_height(height);
  return attachment;
}

std::vector<std::string> SizesOf(const content::v1::Attachment& attachment) {
  std::vector<std::string> sizes;
  for (const DerivativeSpec& spec : DerivativesOf("river", attachment)) {
    sizes.push_back(absl::StrCat(spec.width, "x", spec.height, " ", spec.media_type));
  }
  return sizes;
}

TEST(SiteLayout, PutsEachLanguageUnderItsOwnLowerCaseFolder) {
  EXPECT_EQ(HomePath("zh-Hant"), "/zh-hant/");
  EXPECT_EQ(SectionYearPath("zh-Hant", "press", 2014), "/zh-hant/press/2014/");
  EXPECT_EQ(SectionFeedPath("en", "press"), "/en/press/feed.atom");
  EXPECT_EQ(SitemapPath("zh-Hant", 2014), "/sitemaps/zh-hant-2014.xml");
  EXPECT_EQ(IndexFileOf(HomePath("en")), "/en/index.html");
}

TEST(SiteLayout, PutsTheFilesOfAStatementBesideItsPage) {
  EXPECT_EQ(StatementPagePath("/en/press/river/"), "/en/press/river/index.html");
  EXPECT_EQ(StatementJsonPath("/en/press/river/"), "/en/press/river/statement.json");
  EXPECT_EQ(StatementPngPath("/en/press/river/", 2), "/en/press/river/statement-2.png");
}

TEST(AttachmentPath, IsUnderTheStatementAndTheDigestOfTheFile) {
  EXPECT_EQ(AttachmentPath("river", Image("image/jpeg", 1, 1)),
            "/files/river/0123456789abcdef/signed page.v2.jpg");
}

TEST(CleanedCopy, IsWhatTheSiteOffersOfAnImageUnlessTheOriginalIsWanted) {
  content::v1::Attachment attachment = Image("image/jpeg", 1, 1);
  EXPECT_TRUE(IsCleanedCopy(attachment));
  attachment.set_publish_original(true);
  EXPECT_FALSE(IsCleanedCopy(attachment));
  EXPECT_FALSE(IsCleanedCopy(Image("application/pdf", 0, 0)));
}

TEST(Derivatives, GoUpToTheWidthOfTheImageItself) {
  EXPECT_THAT(SizesOf(Image("image/jpeg", 700, 1000)),
              ElementsAre("320x457 image/webp", "320x457 image/jpeg", "640x914 image/webp",
                          "640x914 image/jpeg", "700x1000 image/webp", "700x1000 image/jpeg"));
  EXPECT_THAT(SizesOf(Image("image/png", 320, 1)), ElementsAre("320x1 image/webp", "320x1 image/png"));
}

TEST(Derivatives, AreNeverWiderThan1920Pixels) {
  const std::vector<DerivativeSpec> specs = DerivativesOf("river", Image("image/webp", 6000, 3));
  ASSERT_EQ(specs.size(), 10U);
  EXPECT_EQ(specs.back().width, 1920);
  EXPECT_EQ(specs.front().height, 1);
  EXPECT_EQ(specs.back().path, "/files/river/0123456789abcdef.r2/signed page.v2.jpg-1920w.png");
}

TEST(Derivatives, HaveNamesThatNoOtherAttachmentOfTheSameBytesCanHave) {
  std::set<std::string> paths;
  size_t count = 0;
  for (const char* name : {"scan.jpg", "scan.jpeg", "scan", "scan-320w.jpg", "scan.jpg-320w.jpg",
                           "scan.jpg-320w.webp", "r2", "scan-320w.r2.jpg"}) {
    content::v1::Attachment attachment = Image("image/jpeg", 700, 1000);
    attachment.set_file_name(name);
    paths.insert(AttachmentPath("river", attachment));
    ++count;
    for (const DerivativeSpec& spec : DerivativesOf("river", attachment)) {
      paths.insert(spec.path);
      ++count;
    }
  }
  EXPECT_EQ(paths.size(), count);
}

TEST(Derivatives, AreMadeOfImagesOfKnownSizeOnly) {
  EXPECT_THAT(SizesOf(Image("application/pdf", 700, 1000)), IsEmpty());
  EXPECT_THAT(SizesOf(Image("image/jpeg", 0, 0)), IsEmpty());
}

}  // namespace
}  // namespace communique::render

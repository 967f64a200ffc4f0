#include "render-service/image/metadata_filter/webp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_images.h"

namespace communique::render {
namespace {

using ::communique::testing::AnimatedWebpPicture;
using ::communique::testing::DecodePicture;
using ::communique::testing::MetadataIn;
using ::communique::testing::PictureKind;
using ::communique::testing::StatusIs;
using ::communique::testing::SwappingIccProfile;
using ::communique::testing::WebpPicture;
using ::communique::testing::WithAllWebpMetadata;
using ::communique::testing::WithWebpChunk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr size_t kFlags = 20;
constexpr char kXmpOrExif = 0x0C;

TEST(FilterWebp, AFileWithoutMetadataStaysAsItIs) {
  const std::string webp = WebpPicture(40, 30);
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterWebp(webp));
  EXPECT_EQ(image.bytes, webp);
}

TEST(FilterWebp, ExifXmpPrivateChunksAndTrailersGoAndThePixelsStay) {
  for (const PictureKind kind : {PictureKind::kColour, PictureKind::kColourWithAlpha}) {
    const std::string clean = WebpPicture(40, 30, kind);
    const std::string full = WithAllWebpMetadata(clean);
    ASSERT_THAT(MetadataIn(full), Contains("the position"));
    ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterWebp(full));
    EXPECT_THAT(MetadataIn(image.bytes), IsEmpty());
    EXPECT_EQ(image.bytes[kFlags] & kXmpOrExif, 0);
    EXPECT_EQ(DecodePicture(image.bytes).pixels, DecodePicture(clean).pixels);
  }
}

TEST(FilterWebp, TheOrientationStaysInAChunkOfItsOwn) {
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterWebp(WithAllWebpMetadata(WebpPicture(40, 30), 3)));
  EXPECT_EQ(image.orientation, 3);
  EXPECT_THAT(MetadataIn(image.bytes), ElementsAre("EXIF"));
  ASSERT_OK_AND_ASSIGN(const FilteredImage again, FilterWebp(image.bytes));
  EXPECT_EQ(again.bytes, image.bytes);
}

TEST(FilterWebp, TheIccProfileStays) {
  const std::string profile = SwappingIccProfile();
  ASSERT_OK_AND_ASSIGN(const FilteredImage image,
                       FilterWebp(WithWebpChunk(WebpPicture(40, 30), "ICCP", profile)));
  EXPECT_TRUE(absl::StrContains(image.bytes, profile));
}

TEST(FilterWebp, AnAnimationKeepsItsFrames) {
  const std::string animation = AnimatedWebpPicture(40, 30);
  ASSERT_TRUE(absl::StrContains(animation, "ANMF"));
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterWebp(WithAllWebpMetadata(animation)));
  EXPECT_EQ(image.bytes, animation);
}

TEST(FilterWebp, EveryCutOffFileIsRefused) {
  const std::string whole = WebpPicture(16, 16);
  for (size_t size = 12; size < whole.size(); ++size) {
    ASSERT_THAT(FilterWebp(whole.substr(0, size)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cut off")))
        << size;
  }
}

TEST(FilterWebp, AChunkLongerThanItsContainerIsRefused) {
  std::string webp = WebpPicture(16, 16);
  webp.replace(16, 4, "\xFF\xFF\xFF\x7F");
  EXPECT_THAT(FilterWebp(webp), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cut off")));
}

TEST(FilterWebp, WhatIsNoWebpIsRefused) {
  EXPECT_THAT(FilterWebp("RIFF\4\0\0\0WAVE"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not a WebP")));
}

}  // namespace
}  // namespace communique::render

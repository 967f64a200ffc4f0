#include "render-service/image/metadata_filter/jpeg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_images.h"

namespace communique::render {
namespace {

using ::communique::testing::DecodePicture;
using ::communique::testing::JpegPicture;
using ::communique::testing::MetadataIn;
using ::communique::testing::PictureKind;
using ::communique::testing::ProgressiveJpegPicture;
using ::communique::testing::StatusIs;
using ::communique::testing::SwappingIccProfile;
using ::communique::testing::WithAllJpegMetadata;
using ::communique::testing::WithJpegSegment;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(FilterJpeg, AFileWithoutMetadataStaysAsItIs) {
  const std::string jpeg = JpegPicture(40, 30);
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterJpeg(jpeg));
  EXPECT_EQ(image.bytes, jpeg);
  EXPECT_EQ(image.orientation, 1);
  EXPECT_EQ(image.scans, 1);
}

TEST(FilterJpeg, ExifXmpIptcCommentsThumbnailsAndTrailersGoAndThePixelsStay) {
  const std::string clean = JpegPicture(40, 30);
  const std::string full = WithAllJpegMetadata(clean);
  ASSERT_THAT(MetadataIn(full), Contains("the position"));
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterJpeg(full));
  EXPECT_THAT(MetadataIn(image.bytes), IsEmpty());
  EXPECT_EQ(image.bytes, clean);
}

TEST(FilterJpeg, TheOrientationStaysInABlockOfItsOwn) {
  const std::string full = WithAllJpegMetadata(JpegPicture(40, 30), 6);
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterJpeg(full));
  EXPECT_EQ(image.orientation, 6);
  EXPECT_THAT(MetadataIn(image.bytes), ElementsAre("Exif"));
  ASSERT_OK_AND_ASSIGN(const FilteredImage again, FilterJpeg(image.bytes));
  EXPECT_EQ(again.orientation, 6);
  EXPECT_EQ(again.bytes, image.bytes);
}

TEST(FilterJpeg, TheIccProfileStays) {
  const std::string segment = absl::StrCat(absl::string_view("ICC_PROFILE\0\1\1", 14), SwappingIccProfile());
  const std::string jpeg = WithJpegSegment(JpegPicture(40, 30), 0xE2, segment);
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterJpeg(jpeg));
  EXPECT_TRUE(absl::StrContains(image.bytes, segment));
}

TEST(FilterJpeg, TheThumbnailOfAJfifHeaderGoes) {
  const absl::string_view jfif("JFIF\0\1\2\0\0\1\0\1\1\1\xAA\xBB\xCC", 17);
  const std::string bare = JpegPicture(40, 30).substr(2 + 18);  // behind its own JFIF header
  const std::string jpeg = WithJpegSegment(absl::StrCat("\xFF\xD8", bare), 0xE0, jfif);
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterJpeg(jpeg));
  EXPECT_FALSE(absl::StrContains(image.bytes, "\xAA\xBB\xCC"));
  EXPECT_EQ(image.bytes.substr(6, 14), absl::string_view("JFIF\0\1\2\0\0\1\0\1\0\0", 14));
}

TEST(FilterJpeg, TheColourTransformOfCmykStays) {
  const std::string cmyk = JpegPicture(40, 30, PictureKind::kCmyk);
  ASSERT_TRUE(absl::StrContains(cmyk, "Adobe"));
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterJpeg(cmyk));
  EXPECT_EQ(DecodePicture(image.bytes).pixels, DecodePicture(cmyk).pixels);
}

TEST(FilterJpeg, ScansAreCountedAndAllKept) {
  const std::string progressive = ProgressiveJpegPicture(40, 30);
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterJpeg(progressive));
  EXPECT_GT(image.scans, 5);
  EXPECT_EQ(image.bytes, progressive);
}

TEST(FilterJpeg, EveryCutOffFileIsRefused) {
  const std::string whole = WithAllJpegMetadata(JpegPicture(16, 16));
  const size_t end = whole.find("PK\3\4");
  for (size_t size = 4; size < end; ++size) {
    ASSERT_THAT(FilterJpeg(whole.substr(0, size)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cut off")))
        << size;
  }
}

TEST(FilterJpeg, WhatIsNoJpegIsRefused) {
  EXPECT_THAT(FilterJpeg(""), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not a JPEG")));
  EXPECT_THAT(FilterJpeg("GIF89a, or so"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not a JPEG")));
  EXPECT_THAT(FilterJpeg("\xFF\xD8\xFF\xD9"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no picture")));
}

}  // namespace
}  // namespace communique::render

#include "render-service/image/metadata_filter/png.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_images.h"

namespace communique::render {
namespace {

using ::communique::testing::DecodePicture;
using ::communique::testing::MetadataIn;
using ::communique::testing::PictureKind;
using ::communique::testing::PngPicture;
using ::communique::testing::StatusIs;
using ::communique::testing::WithAllPngMetadata;
using ::communique::testing::WithPngChunk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(FilterPng, TextsXmpExifPrivateChunksAndTrailersGoAndThePixelsStay) {
  for (const PictureKind kind : {PictureKind::kColour, PictureKind::kColourWithAlpha, PictureKind::kGrey,
                                 PictureKind::k16Bit, PictureKind::kPalette}) {
    const std::string clean = PngPicture(40, 30, kind);
    const std::string full = WithAllPngMetadata(clean);
    ASSERT_THAT(MetadataIn(full), Contains("the position"));
    ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterPng(full));
    EXPECT_THAT(MetadataIn(image.bytes), IsEmpty());
    EXPECT_EQ(DecodePicture(image.bytes).pixels, DecodePicture(clean).pixels);
  }
}

TEST(FilterPng, TheOrientationStaysInAChunkOfItsOwn) {
  ASSERT_OK_AND_ASSIGN(const FilteredImage image, FilterPng(WithAllPngMetadata(PngPicture(40, 30), 8)));
  EXPECT_EQ(image.orientation, 8);
  EXPECT_THAT(MetadataIn(image.bytes), ElementsAre("eXIf"));
  ASSERT_OK_AND_ASSIGN(const FilteredImage again, FilterPng(image.bytes));
  EXPECT_EQ(again.bytes, image.bytes);
}

TEST(FilterPng, ColourChunksStayUnlessTheyAreLargerThanTheyCanBe) {
  const std::string png = PngPicture(40, 30);
  ASSERT_OK_AND_ASSIGN(const FilteredImage kept,
                       FilterPng(WithPngChunk(png, "gAMA", std::string("\0\0\xB1\x8F", 4))));
  EXPECT_TRUE(absl::StrContains(kept.bytes, "gAMA"));
  ASSERT_OK_AND_ASSIGN(const FilteredImage dropped,
                       FilterPng(WithPngChunk(png, "gAMA", "a message in a bottle")));
  EXPECT_FALSE(absl::StrContains(dropped.bytes, "bottle"));
}

TEST(FilterPng, AWrongChecksumIsRefused) {
  std::string png = PngPicture(40, 30);
  png[20] = static_cast<char>(png[20] ^ 1);
  EXPECT_THAT(FilterPng(png), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("checksum")));
}

TEST(FilterPng, EveryCutOffFileIsRefused) {
  const std::string whole = PngPicture(16, 16);
  for (size_t size = 8; size < whole.size(); ++size) {
    ASSERT_THAT(FilterPng(whole.substr(0, size)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("cut off")))
        << size;
  }
}

TEST(FilterPng, WhatIsNoPngIsRefused) {
  EXPECT_THAT(FilterPng(""), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not a PNG")));
}

}  // namespace
}  // namespace communique::render

#include "render-service/image/metadata_filter/exif_orientation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/testing/test_images.h"

namespace communique::render {
namespace {

using ::communique::testing::ExifWithPosition;

TEST(ExifOrientation, IsReadFromWhatCamerasWrite) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    EXPECT_EQ(OrientationOf(ExifWithPosition(orientation)), orientation);
    EXPECT_EQ(OrientationOf(absl::StrCat(absl::string_view("Exif\0\0", 6), ExifWithPosition(orientation))),
              orientation);
  }
}

TEST(ExifOrientation, IsReadInLittleEndianToo) {
  const absl::string_view exif(
      "II*\0\x08\0\0\0"
      "\1\0\x12\x01\3\0\1\0\0\0\6\0\0\0\0\0\0\0",
      26);
  EXPECT_EQ(OrientationOf(exif), 6);
}

TEST(ExifOrientation, IsUprightWhereTheBlockSaysNothingSensible) {
  EXPECT_EQ(OrientationOf(""), 1);
  EXPECT_EQ(OrientationOf("Exif"), 1);
  EXPECT_EQ(OrientationOf(ExifWithPosition(0)), 1);
  EXPECT_EQ(OrientationOf(ExifWithPosition(9)), 1);
}

TEST(ExifOrientation, EveryCutOffBlockIsReadWithoutGoingBeyondItsEnd) {
  const std::string whole = ExifWithPosition(6);
  for (size_t size = 0; size < whole.size(); ++size) {
    const std::string cut = whole.substr(0, size);
    EXPECT_THAT(OrientationOf(cut), ::testing::AnyOf(1, 6));
  }
}

TEST(ExifOrientation, ADirectoryFarOutsideIsPassedOver) {
  std::string exif = ExifWithPosition(6);
  exif.replace(4, 4, "\xFF\xFF\xFF\xFF");
  EXPECT_EQ(OrientationOf(exif), 1);
}

TEST(ExifOrientation, TheMinimalBlockHoldsTheOrientationAndNothingElse) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const std::string exif = ExifWithOrientationOnly(orientation);
    EXPECT_EQ(exif.size(), 26u);
    EXPECT_EQ(OrientationOf(exif), orientation);
  }
}

}  // namespace
}  // namespace communique::render

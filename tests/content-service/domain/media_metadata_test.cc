#include "content-service/domain/media_metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "content-service/domain/media_type.h"
#include "statement/errors.h"
#include "tests/content-service/domain/media_samples.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kXmpHead[] = "http://ns.adobe.com/xap/1.0/";

MediaMetadata Read(absl::string_view bytes) {
  const auto type = JudgeMediaType(bytes);
  EXPECT_OK(type);
  const auto metadata = ReadMediaMetadata(bytes, *type);
  EXPECT_OK(metadata);
  return metadata.value_or(MediaMetadata());
}

void ExpectSize(absl::string_view bytes, int32_t width, int32_t height) {
  const MediaMetadata metadata = Read(bytes);
  EXPECT_EQ(metadata.width, width);
  EXPECT_EQ(metadata.height, height);
}

std::string JpegWithExif(const ExifSample& exif) {
  return Jpeg(640, 480, JpegSegment(0xE1, ExifPrefix() + Exif(exif)));
}

TEST(MediaMetadata, EveryImageFormatTellsItsSize) {
  ExpectSize(Jpeg(640, 480), 640, 480);
  ExpectSize(Png(70000, 3), 70000, 3);
  ExpectSize(Webp(LossyFrame(640, 480)), 640, 480);
  ExpectSize(Webp(LosslessFrame(16384, 1)), 16384, 1);
  ExpectSize(Webp(ExtendedHeader(640, 480) + LossyFrame(640, 480)), 640, 480);
}

TEST(MediaMetadata, ASidewaysPictureChangesWidthAndHeight) {
  for (const uint32_t upright : {1U, 2U, 3U, 4U})
    ExpectSize(JpegWithExif({.orientation = upright}), 640, 480);
  for (const uint32_t turned : {5U, 6U, 7U, 8U}) ExpectSize(JpegWithExif({.orientation = turned}), 480, 640);
  ExpectSize(Png(640, 480, PngChunk("eXIf", Exif({.orientation = 6}))), 480, 640);
  ExpectSize(Webp(ExtendedHeader(640, 480) + WebpChunk("EXIF", Exif({.orientation = 6}))), 480, 640);
}

TEST(MediaMetadata, ACleanPictureHasNothingToReport) {
  EXPECT_THAT(Read(Jpeg(640, 480)).found, IsEmpty());
  EXPECT_THAT(Read(Png(640, 480)).found, IsEmpty());
  EXPECT_THAT(Read(Webp(LossyFrame(640, 480))).found, IsEmpty());
}

TEST(MediaMetadata, APositionInExifIsFound) {
  const std::string exif = Exif({.gps_directory = true});
  for (const std::string& bytes :
       {JpegWithExif({.gps_directory = true}), Png(640, 480, PngChunk("eXIf", exif)),
        Webp(ExtendedHeader(640, 480) + WebpChunk("EXIF", exif)),
        Webp(ExtendedHeader(640, 480) + WebpChunk("EXIF", ExifPrefix() + exif))}) {
    EXPECT_THAT(Read(bytes).found, ElementsAre(v1::FOUND_METADATA_EXIF, v1::FOUND_METADATA_POSITION));
  }
}

TEST(MediaMetadata, AGpsDirectoryWithNothingButItsVersionIsNoPosition) {
  EXPECT_THAT(Read(JpegWithExif({.gps_directory = true, .gps_tag = 0})).found,
              ElementsAre(v1::FOUND_METADATA_EXIF));
}

TEST(MediaMetadata, AGpsDirectoryThatIsCutOffCountsAsAPosition) {
  const std::string exif = Exif({.gps_directory = true, .gps_tag = 0});
  const std::string cut = exif.substr(0, exif.size() - 12);
  EXPECT_THAT(Read(Png(640, 480, PngChunk("eXIf", cut))).found,
              ElementsAre(v1::FOUND_METADATA_EXIF, v1::FOUND_METADATA_POSITION));
}

TEST(MediaMetadata, APositionInXmpIsFound) {
  const std::string plain = "<x:xmpmeta>title</x:xmpmeta>";
  const std::string position = "<x:xmpmeta exif:GPSLatitude='1,2N'/>";
  EXPECT_THAT(Read(Jpeg(1, 1, JpegSegment(0xE1, kXmpHead + plain))).found,
              ElementsAre(v1::FOUND_METADATA_XMP));
  EXPECT_THAT(Read(Jpeg(1, 1, JpegSegment(0xE1, kXmpHead + position))).found,
              UnorderedElementsAre(v1::FOUND_METADATA_XMP, v1::FOUND_METADATA_POSITION));
  EXPECT_THAT(Read(Webp(ExtendedHeader(1, 1) + WebpChunk("XMP ", position))).found,
              UnorderedElementsAre(v1::FOUND_METADATA_XMP, v1::FOUND_METADATA_POSITION));
}

TEST(MediaMetadata, CommentsIptcAndColourProfilesAreNamed) {
  EXPECT_THAT(Read(Jpeg(1, 1, JpegSegment(0xFE, "by me"))).found, ElementsAre(v1::FOUND_METADATA_COMMENT));
  EXPECT_THAT(Read(Jpeg(1, 1, JpegSegment(0xED, "Photoshop 3.0"))).found,
              ElementsAre(v1::FOUND_METADATA_IPTC));
  EXPECT_THAT(Read(Jpeg(1, 1, JpegSegment(0xE2, "ICC_PROFILE"))).found,
              ElementsAre(v1::FOUND_METADATA_ICC_PROFILE));
  EXPECT_THAT(Read(Png(1, 1, PngChunk("tEXt", std::string("Author\0me", 9)))).found,
              ElementsAre(v1::FOUND_METADATA_COMMENT));
  EXPECT_THAT(Read(Png(1, 1, PngChunk("iCCP", "profile"))).found,
              ElementsAre(v1::FOUND_METADATA_ICC_PROFILE));
  EXPECT_THAT(Read(Webp(ExtendedHeader(1, 1) + WebpChunk("ICCP", "profile"))).found,
              ElementsAre(v1::FOUND_METADATA_ICC_PROFILE));
}

TEST(MediaMetadata, PackedProfilesInAPngCountAsAPosition) {
  EXPECT_THAT(Read(Png(1, 1, PngChunk("zTXt", std::string("Raw profile type exif\0\0x", 24)))).found,
              ElementsAre(v1::FOUND_METADATA_EXIF, v1::FOUND_METADATA_POSITION));
  const std::string compressed = std::string("XML:com.adobe.xmp\0\1\0\0\0", 22) + "packed";
  EXPECT_THAT(Read(Png(1, 1, PngChunk("iTXt", compressed))).found,
              UnorderedElementsAre(v1::FOUND_METADATA_XMP, v1::FOUND_METADATA_POSITION));
}

TEST(MediaMetadata, ASecondPictureBehindTheFirstIsLookedAtToo) {
  const std::string bytes =
      Jpeg(640, 480) + "padding" + JpegWithExif({.orientation = 6, .gps_directory = true});
  EXPECT_THAT(Read(bytes).found, ElementsAre(v1::FOUND_METADATA_EXIF, v1::FOUND_METADATA_POSITION));
  ExpectSize(bytes, 640, 480);
}

TEST(MediaMetadata, AnImageWithoutAReadableSizeIsRefused) {
  for (const std::string& bytes : {std::string("\xFF\xD8\xFF garbage"), Png(0, 5), Png(0x80000000U, 5),
                                   Webp(""), Jpeg(640, 0), Png(640, 480).substr(0, 18)}) {
    const auto metadata = ReadMediaMetadata(bytes, *JudgeMediaType(bytes));
    EXPECT_THAT(metadata, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_EQ(ReasonOf(metadata.status()), "BROKEN_IMAGE");
  }
}

TEST(MediaMetadata, APdfTellsItsPagesWhereTheyCanBeRead) {
  EXPECT_EQ(Read("%PDF-1.4\n1 0 obj <</Type /Pages /Kids [2 0 R] /Count 3>> endobj\n"
                 "2 0 obj <</Type/Pages /Parent 1 0 R /Count 2>> endobj\n"
                 "9 0 obj <</Type /Outlines /Count 40>> endobj")
                .page_count,
            3);
  EXPECT_EQ(Read("%PDF-1.4\n1 0 obj <</Linearized 1/L 900/N 12/T 5>> endobj").page_count, 12);
  EXPECT_EQ(Read("%PDF-1.5\n1 0 obj <</Type /ObjStm>> stream").page_count, 0);
  EXPECT_EQ(Read("%PDF-1.4\n1 0 obj <</Type /Pages /Count -7>> endobj").page_count, 0);
}

TEST(MediaMetadata, ARealScanIsRead) {
  std::ifstream file(COMMUNIQUE_SOURCE_DIR "/examples/signed-statement.jpg", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const MediaMetadata metadata = Read(bytes);
  EXPECT_GT(metadata.width, 100);
  EXPECT_GT(metadata.height, 100);
}

// Whatever a file claims, nothing outside it is read (the address sanitizer watches) and the time
// stays bounded.
TEST(MediaMetadata, CutAndCorruptedFilesNeverLeadOutside) {
  const std::string exif = Exif({.orientation = 6, .gps_directory = true});
  const std::vector<std::string> samples = {
      Jpeg(640, 480, JpegSegment(0xE1, ExifPrefix() + exif) + JpegSegment(0xE1, kXmpHead)),
      Png(640, 480, PngChunk("eXIf", exif) + PngChunk("iTXt", std::string("XML:com.adobe.xmp\0\0", 19))),
      Webp(ExtendedHeader(640, 480) + WebpChunk("EXIF", exif) + LosslessFrame(640, 480)),
      "%PDF-1.4\n1 0 obj <</Type /Pages /Kids [2 0 R] /Count 3>> endobj",
      Zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<x/>"}})};
  std::mt19937 random(20140428);  // NOLINT: the same bytes in every run
  for (const std::string& sample : samples) {
    for (int round = 0; round < 4000; ++round) {
      std::string bytes = sample.substr(0, round % 3 == 0 ? random() % (sample.size() + 1) : sample.size());
      for (auto flips = random() % 6; flips > 0 && !bytes.empty(); --flips) {
        const char extreme[] = {'\0', '\xFF', '\x7F', static_cast<char>(random())};
        bytes[random() % bytes.size()] = extreme[random() % 4];
      }
      // A copy of exactly this size, so that one byte too far is seen.
      const std::vector<char> exact(bytes.begin(), bytes.end());
      const absl::string_view view(exact.data(), exact.size());
      const auto type = JudgeMediaType(view);
      if (type.ok()) (void)ReadMediaMetadata(view, *type);
    }
  }
}

}  // namespace
}  // namespace communique::content

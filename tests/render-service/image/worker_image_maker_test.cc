#include "render-service/image/worker_image_maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <ostream>
#include <thread>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/render-service/image/hostile_images.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_images.h"

namespace communique::render {
namespace {

using ::communique::testing::AnimatedWebpPicture;
using ::communique::testing::Colour;
using ::communique::testing::DecodedPicture;
using ::communique::testing::DecodePicture;
using ::communique::testing::IsOk;
using ::communique::testing::JpegPicture;
using ::communique::testing::MetadataIn;
using ::communique::testing::PictureKind;
using ::communique::testing::PngPicture;
using ::communique::testing::StatusIs;
using ::communique::testing::SwappingIccProfile;
using ::communique::testing::WebpPicture;
using ::communique::testing::WithAllJpegMetadata;
using ::communique::testing::WithAllPngMetadata;
using ::communique::testing::WithAllWebpMetadata;
using ::communique::testing::WithJpegSegment;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// All tests share the workers, as images share them in the service: no image may spoil the next.
WorkerImageMaker& Maker() {
  static WorkerImageMaker* maker = [] {
    auto started = WorkerImageMaker::Start({.program = COMMUNIQUE_IMAGE_WORKER});
    EXPECT_THAT(started, IsOk());
    return std::move(started)->release();
  }();
  return *maker;
}

std::vector<ImageTarget> EveryTypeAt(int width, int height) {
  std::vector<ImageTarget> targets;
  for (const char* type : {"image/webp", "image/jpeg", "image/png"}) {
    targets.push_back({.width = width, .height = height, .media_type = type});
  }
  return targets;
}

MATCHER_P3(IsAbout, red, green, blue, "") {
  *result_listener << arg.red << "," << arg.green << "," << arg.blue;
  return std::abs(arg.red - red) < 24 && std::abs(arg.green - green) < 24 && std::abs(arg.blue - blue) < 24;
}

// The colours of the four quarters, in reading order, as letters: "RGBW".
std::string QuartersOf(const DecodedPicture& picture) {
  std::string letters;
  for (const auto& [x, y] : {std::pair{1, 1}, {3, 1}, {1, 3}, {3, 3}}) {
    const Colour colour = picture.At(picture.width * x / 4, picture.height * y / 4);
    letters += colour.alpha < 128                                      ? '-'
               : colour.green > 200 && colour.red > 200                ? 'W'
               : colour.red > colour.green && colour.red > colour.blue ? 'R'
               : colour.green > colour.blue                            ? 'G'
                                                                       : 'B';
  }
  return letters;
}

TEST(WorkerImageMaker, MakesEveryTypeInExactlyTheSizeAskedFor) {
  for (const std::string& source : {JpegPicture(403, 301), PngPicture(403, 301), WebpPicture(403, 301)}) {
    ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(source, EveryTypeAt(320, 239)));
    ASSERT_EQ(made.images.size(), 3u);
    for (size_t i = 0; i < 3; ++i) {
      const DecodedPicture picture = DecodePicture(made.images[i]);
      EXPECT_EQ(picture.media_type, EveryTypeAt(1, 1)[i].media_type);
      EXPECT_EQ(picture.width, 320);
      EXPECT_EQ(picture.height, 239);
      EXPECT_EQ(QuartersOf(picture), "RGBW");
    }
  }
}

TEST(WorkerImageMaker, MakesTheOwnSizeAndManySmallerOnesOfOneSource) {
  const std::vector<ImageTarget> targets = {{.width = 160, .height = 120, .media_type = "image/webp"},
                                            {.width = 1600, .height = 1200, .media_type = "image/webp"},
                                            {.width = 320, .height = 240, .media_type = "image/jpeg"}};
  ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(JpegPicture(1600, 1200), targets));
  ASSERT_EQ(made.images.size(), 3u);
  for (size_t i = 0; i < targets.size(); ++i) {
    EXPECT_EQ(DecodePicture(made.images[i]).width, targets[i].width);
    EXPECT_EQ(QuartersOf(DecodePicture(made.images[i])), "RGBW");
  }
}

TEST(WorkerImageMaker, NoMetadataOfAnyTypeReachesTheCopyOrTheDerivatives) {
  for (const std::string& source :
       {WithAllJpegMetadata(JpegPicture(64, 48)), WithAllPngMetadata(PngPicture(64, 48)),
        WithAllWebpMetadata(WebpPicture(64, 48))}) {
    ASSERT_THAT(MetadataIn(source), Contains("the position"));
    ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(source, EveryTypeAt(32, 24)));
    EXPECT_THAT(MetadataIn(made.cleaned_copy), IsEmpty());
    EXPECT_EQ(DecodePicture(made.cleaned_copy).pixels, DecodePicture(source).pixels);
    for (const std::string& image : made.images) {
      EXPECT_THAT(MetadataIn(image), IsEmpty());
    }
  }
}

TEST(WorkerImageMaker, DerivativesStandUprightInEveryOrientation) {
  // Where the quarters of the stored picture are shown, by EXIF orientation.
  const std::map<int, std::string> shown = {{1, "RGBW"}, {2, "GRWB"}, {3, "WBGR"}, {4, "BWRG"},
                                            {5, "RBGW"}, {6, "BRWG"}, {7, "WGBR"}, {8, "GWRB"}};
  for (const auto& [orientation, quarters] : shown) {
    const bool turned = orientation >= 5;
    for (const std::string& source : {WithAllJpegMetadata(JpegPicture(64, 48), orientation),
                                      WithAllPngMetadata(PngPicture(64, 48), orientation),
                                      WithAllWebpMetadata(WebpPicture(64, 48), orientation)}) {
      ASSERT_OK_AND_ASSIGN(const MadeImages made,
                           Maker().Make(source, EveryTypeAt(turned ? 24 : 32, turned ? 32 : 24)));
      for (const std::string& image : made.images) {
        EXPECT_EQ(QuartersOf(DecodePicture(image)), quarters) << orientation;
        EXPECT_THAT(MetadataIn(image), IsEmpty());
      }
      ASSERT_OK_AND_ASSIGN(const MadeImages again,
                           Maker().Make(made.cleaned_copy, EveryTypeAt(turned ? 24 : 32, turned ? 32 : 24)));
      EXPECT_EQ(again.images, made.images) << "the copy is shown as the original";
    }
  }
}

TEST(WorkerImageMaker, TransparencyStaysAndBecomesWhiteInJpeg) {
  for (const std::string& source :
       {PngPicture(64, 48, PictureKind::kColourWithAlpha), PngPicture(64, 48, PictureKind::kPalette),
        WebpPicture(64, 48, PictureKind::kColourWithAlpha)}) {
    ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(source, EveryTypeAt(32, 24)));
    EXPECT_EQ(QuartersOf(DecodePicture(made.images[0])), "RGB-");
    EXPECT_EQ(QuartersOf(DecodePicture(made.images[1])), "RGBW");
    EXPECT_EQ(QuartersOf(DecodePicture(made.images[2])), "RGB-");
  }
}

TEST(WorkerImageMaker, SixteenBitsCmykAndGreyKeepTheirColours) {
  for (const std::string& source :
       {PngPicture(64, 48, PictureKind::k16Bit), JpegPicture(64, 48, PictureKind::kCmyk)}) {
    ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(source, EveryTypeAt(32, 24)));
    for (const std::string& image : made.images) {
      EXPECT_EQ(QuartersOf(DecodePicture(image)), "RGBW");
    }
  }
  for (const std::string& source :
       {PngPicture(64, 48, PictureKind::kGrey), JpegPicture(64, 48, PictureKind::kGrey)}) {
    const Colour grey_of_red = DecodePicture(source).At(4, 4);
    ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(source, EveryTypeAt(32, 24)));
    for (const std::string& image : made.images) {
      EXPECT_THAT(DecodePicture(image).At(2, 2), IsAbout(grey_of_red.red, grey_of_red.red, grey_of_red.red));
    }
  }
}

TEST(WorkerImageMaker, AnIccProfileIsAppliedToDerivativesAndKeptInTheCopy) {
  const std::string profile = SwappingIccProfile();
  const std::string source = WithJpegSegment(
      JpegPicture(64, 48), 0xE2, absl::StrCat(absl::string_view("ICC_PROFILE\0\1\1", 14), profile));
  ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(source, EveryTypeAt(32, 24)));
  EXPECT_TRUE(absl::StrContains(made.cleaned_copy, profile));
  for (const std::string& image : made.images) {
    EXPECT_EQ(QuartersOf(DecodePicture(image)), "GRBW");
    EXPECT_FALSE(absl::StrContains(image, "acsp")) << "sRGB needs no profile";
  }
}

TEST(WorkerImageMaker, OfAnAnimationTheFirstFrameIsShown) {
  ASSERT_OK_AND_ASSIGN(const MadeImages made, Maker().Make(AnimatedWebpPicture(64, 48), EveryTypeAt(32, 24)));
  for (const std::string& image : made.images) {
    EXPECT_EQ(QuartersOf(DecodePicture(image)), "RGBW");
  }
  EXPECT_TRUE(absl::StrContains(made.cleaned_copy, "ANMF"));
}

TEST(WorkerImageMaker, TheSameSourceGivesTheSameBytesInEveryWorker) {
  const std::string source = communique::testing::JpegPhotograph(400, 300);
  ASSERT_OK_AND_ASSIGN(const MadeImages first, Maker().Make(source, EveryTypeAt(320, 240)));
  ASSERT_OK_AND_ASSIGN(auto other,
                       WorkerImageMaker::Start({.program = COMMUNIQUE_IMAGE_WORKER, .workers = 1}));
  ASSERT_OK_AND_ASSIGN(const MadeImages second, other->Make(source, EveryTypeAt(320, 240)));
  EXPECT_EQ(first.images, second.images);
  EXPECT_EQ(first.cleaned_copy, second.cleaned_copy);
}

TEST(WorkerImageMaker, NamesTheLibrariesThatTheBytesDependOn) {
  for (const char* library : {"libvips 8.", "libwebp ", "libjpeg-turbo ", "libpng ", "lcms ", "zlib "}) {
    EXPECT_THAT(Maker().version(), HasSubstr(library));
  }
}

TEST(WorkerImageMaker, ATargetOfAnotherShapeOrLargerThanTheSourceIsRefused) {
  const std::string source = JpegPicture(64, 48);
  const std::vector<std::pair<int, int>> wrong = {{32, 32}, {24, 32},   {128, 96},
                                                  {0, 0},   {-32, -24}, {32, 26}};
  for (const auto& [width, height] : wrong) {
    EXPECT_THAT(Maker().Make(source, EveryTypeAt(width, height)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("64×48")));
  }
  EXPECT_THAT(Maker().Make(source, {{.width = 32, .height = 24, .media_type = "image/gif"}}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("image/gif")));
}

struct Hostile {
  std::string name;
  std::string bytes;
  absl::StatusCode code;

  friend void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.name; }
};

class WorkerImageMakerOnHostileBytes : public ::testing::TestWithParam<Hostile> {};

TEST_P(WorkerImageMakerOnHostileBytes, FailsWithAClearErrorAndMakesTheNextImage) {
  EXPECT_THAT(Maker().Make(GetParam().bytes, {{.width = 1, .height = 1, .media_type = "image/webp"}}),
              StatusIs(GetParam().code, HasSubstr("send")));
  EXPECT_THAT(Maker().Make(GetParam().bytes, {}), StatusIs(GetParam().code, HasSubstr("send")));
  EXPECT_THAT(Maker().Make(JpegPicture(64, 48), EveryTypeAt(32, 24)), IsOk());
}

INSTANTIATE_TEST_SUITE_P(
    HostileBytes, WorkerImageMakerOnHostileBytes,
    ::testing::Values(
        Hostile{"Empty", "", absl::StatusCode::kInvalidArgument},
        Hostile{"Garbage", std::string(1000, '\x5A'), absl::StatusCode::kInvalidArgument},
        Hostile{"Gif", TinyGif(), absl::StatusCode::kInvalidArgument},
        Hostile{"Svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
                absl::StatusCode::kInvalidArgument},
        Hostile{"MagicBytesOfJpegOnly", "\xFF\xD8\xFF\xE0 and nothing else",
                absl::StatusCode::kInvalidArgument},
        Hostile{"CutOffJpeg", CutOff(JpegPicture(200, 150)), absl::StatusCode::kInvalidArgument},
        Hostile{"CutOffPng", CutOff(PngPicture(200, 150)), absl::StatusCode::kInvalidArgument},
        Hostile{"PngWithoutAllPixels", PngOfSize(200, 150), absl::StatusCode::kInvalidArgument},
        Hostile{"CutOffWebp", CutOff(WebpPicture(200, 150)), absl::StatusCode::kInvalidArgument},
        Hostile{"WebpWithBrokenPixels", WebpWithBrokenPixels(), absl::StatusCode::kInvalidArgument},
        Hostile{"PngBomb", PngOfSize(60000, 60000), absl::StatusCode::kResourceExhausted},
        Hostile{"JpegBomb", JpegOfSize(60000, 60000), absl::StatusCode::kResourceExhausted},
        Hostile{"PngOfAllMemoryAndFewPixels", InterlacedDeepPngOfSize(10000, 10000),
                absl::StatusCode::kInvalidArgument},
        Hostile{"JpegOfEndlessScans", JpegWithScans(JpegPicture(64, 48), 5000),
                absl::StatusCode::kResourceExhausted}),
    [](const auto& each) { return each.param.name; });

TEST(WorkerImageMaker, AJpegWithAnyOneByteChangedNeverCostsTheNextImage) {
  const std::string good = JpegPicture(32, 24);
  for (size_t at = 2; at < good.size(); at += 3) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 0xFF);
    const auto made = Maker().Make(changed, {});
    EXPECT_TRUE(made.ok() || absl::IsInvalidArgument(made.status()) ||
                absl::IsResourceExhausted(made.status()))
        << at << ": " << made.status();
  }
  EXPECT_THAT(Maker().Make(good, EveryTypeAt(32, 24)), IsOk());
}

TEST(WorkerImageMaker, ManyThreadsMayMakeImagesAtOnce) {
  const std::string source = JpegPicture(300, 200);
  std::atomic<int> made = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round) {
        made += Maker().Make(source, EveryTypeAt(150, 100)).ok() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(made, 40);
}

}  // namespace
}  // namespace communique::render

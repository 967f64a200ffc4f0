// The half of test_images.h that puts metadata into files and looks for it, byte by byte.

#include <zlib.h>

#include <array>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/testing/test_images.h"

namespace communique::testing {
namespace {

constexpr absl::string_view kPosition("\0\0\0\x34\0\0\0\1", 8);  // 52/1, as a rational
constexpr char kComment[] = "a secret comment";
constexpr char kTrailer[] = "PK\3\4 hidden behind the end";
constexpr char kThumbnail[] = "secret thumbnail";

std::string Big(uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) {
    out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  }
  return out;
}

std::string Little(uint64_t value, int bytes) {
  const std::string big = Big(value, bytes);
  return {big.rbegin(), big.rend()};
}

std::string TiffEntry(uint32_t tag, uint32_t type, uint32_t count, absl::string_view value) {
  return absl::StrCat(Big(tag, 2), Big(type, 2), Big(count, 4), value);
}

std::string WebpChunk(absl::string_view type, absl::string_view data) {
  return absl::StrCat(type, Little(data.size(), 4), data, std::string(data.size() % 2, '\0'));
}

std::string WithVp8xHeader(absl::string_view webp) {
  if (webp.substr(12, 4) == "VP8X") {
    return std::string(webp);
  }
  const DecodedPicture picture = DecodePicture(webp);
  const std::string flags(1, picture.bands == 4 ? '\x10' : '\0');
  const std::string vp8x =
      absl::StrCat(flags, std::string(3, '\0'), Little(static_cast<uint64_t>(picture.width - 1), 3),
                   Little(static_cast<uint64_t>(picture.height - 1), 3));
  return absl::StrCat(webp.substr(0, 12), WebpChunk("VP8X", vp8x), webp.substr(12));
}

}  // namespace

std::string ExifWithPosition(int orientation) {
  constexpr uint32_t kDirectory = 8;
  constexpr uint32_t kGpsDirectory = kDirectory + 2 + 3 * 12 + 4;
  constexpr uint32_t kGpsValues = kGpsDirectory + 2 + 4 * 12 + 4;
  const std::string camera = absl::StrCat(kSecretCamera, std::string(1, '\0'));
  const std::string degrees_north = absl::StrCat(kPosition, Big(30, 4), Big(1, 4), Big(0, 4), Big(1, 4));
  const std::string degrees_east =
      absl::StrCat(Big(13, 4), Big(1, 4), Big(24, 4), Big(1, 4), Big(0, 4), Big(1, 4));
  return absl::StrCat(
      absl::string_view("MM\0*", 4), Big(kDirectory, 4), Big(3, 2),                                  //
      TiffEntry(0x0110, 2, static_cast<uint32_t>(camera.size()), Big(kGpsValues + 48, 4)),           //
      TiffEntry(0x0112, 3, 1, absl::StrCat(Big(static_cast<uint64_t>(orientation), 2), Big(0, 2))),  //
      TiffEntry(0x8825, 4, 1, Big(kGpsDirectory, 4)), Big(0, 4),                                     //
      Big(4, 2), TiffEntry(1, 2, 2, absl::string_view("N\0\0\0", 4)),
      TiffEntry(2, 5, 3, Big(kGpsValues, 4)),  //
      TiffEntry(3, 2, 2, absl::string_view("E\0\0\0", 4)), TiffEntry(4, 5, 3, Big(kGpsValues + 24, 4)),
      Big(0, 4), degrees_north, degrees_east, camera);
}

std::string XmpPacket() {
  return absl::StrCat(
      R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF )",
      R"(xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description dc:creator=")",
      kSecretAuthor, R"("/></rdf:RDF></x:xmpmeta>)");
}

std::string WithJpegSegment(absl::string_view jpeg, uint8_t marker, absl::string_view payload) {
  return absl::StrCat(jpeg.substr(0, 2), "\xFF", std::string(1, static_cast<char>(marker)),
                      Big(payload.size() + 2, 2), payload, jpeg.substr(2));
}

std::string WithPngChunk(absl::string_view png, absl::string_view type, absl::string_view data) {
  constexpr size_t kAfterHeader = 8 + 25;
  const std::string type_and_data = absl::StrCat(type, data);
  const uint64_t checksum =
      ::crc32_z(0, reinterpret_cast<const Bytef*>(type_and_data.data()), type_and_data.size());
  return absl::StrCat(png.substr(0, kAfterHeader), Big(data.size(), 4), type_and_data, Big(checksum, 4),
                      png.substr(kAfterHeader));
}

std::string WithWebpChunk(absl::string_view webp, absl::string_view type, absl::string_view data) {
  constexpr size_t kFlags = 20;
  std::string extended = WithVp8xHeader(webp);
  const int flag = type == "ICCP" ? 0x20 : type == "EXIF" ? 0x08 : type == "XMP " ? 0x04 : 0;
  extended[kFlags] = static_cast<char>(extended[kFlags] | flag);
  if (type == "ICCP") {  // belongs before the pixels
    extended.insert(30, WebpChunk(type, data));
  } else {
    extended += WebpChunk(type, data);
  }
  extended.replace(4, 4, Little(extended.size() - 8, 4));
  return extended;
}

std::string WithAllJpegMetadata(absl::string_view jpeg, int orientation) {
  std::string full = WithJpegSegment(jpeg, 0xFE, kComment);
  full = WithJpegSegment(full, 0xE2, absl::StrCat(absl::string_view("MPF\0", 4), kThumbnail));
  full = WithJpegSegment(full, 0xED, absl::StrCat(absl::string_view("Photoshop 3.0\0", 14), kSecretAuthor));
  full = WithJpegSegment(full, 0xE1,
                         absl::StrCat(absl::string_view("http://ns.adobe.com/xap/1.0/\0", 29), XmpPacket()));
  full = WithJpegSegment(full, 0xE1,
                         absl::StrCat(absl::string_view("Exif\0\0", 6), ExifWithPosition(orientation)));
  full = WithJpegSegment(full, 0xE0, absl::StrCat(absl::string_view("JFXX\0\x13", 6), kThumbnail));
  return absl::StrCat(full, kTrailer);
}

std::string WithAllPngMetadata(absl::string_view png, int orientation) {
  std::string full = WithPngChunk(png, "eXIf", ExifWithPosition(orientation));
  full = WithPngChunk(full, "tEXt", absl::StrCat("Comment", std::string(1, '\0'), kComment));
  full = WithPngChunk(full, "iTXt",
                      absl::StrCat(absl::string_view("XML:com.adobe.xmp\0\0\0\0\0", 22), XmpPacket()));
  full = WithPngChunk(full, "prVt", kThumbnail);
  return absl::StrCat(full, kTrailer);
}

std::string WithAllWebpMetadata(absl::string_view webp, int orientation) {
  std::string full = WithWebpChunk(webp, "EXIF", ExifWithPosition(orientation));
  full = WithWebpChunk(full, "XMP ", XmpPacket());
  full = WithWebpChunk(full, "priv", kThumbnail);
  return absl::StrCat(full, kTrailer);
}

std::vector<std::string> MetadataIn(absl::string_view bytes) {
  const std::array<absl::string_view, 14> signs = {
      "Exif",     "EXIF",        "eXIf",      kSecretCamera, kPosition,  "ns.adobe",      "XMP ",
      "adobe:ns", kSecretAuthor, "Photoshop", kComment,      kThumbnail, "hidden behind", "JFXX"};
  std::vector<std::string> found;
  for (const absl::string_view sign : signs) {
    if (absl::StrContains(bytes, sign)) {
      found.push_back(sign == kPosition ? "the position" : std::string(sign));
    }
  }
  return found;
}

}  // namespace communique::testing

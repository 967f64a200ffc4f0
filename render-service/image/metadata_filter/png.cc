#include "render-service/image/metadata_filter/png.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/metadata_filter/bytes.h"
#include "render-service/image/metadata_filter/exif_orientation.h"

namespace communique::render {
namespace {

constexpr absl::string_view kSignature("\x89PNG\r\n\x1A\n", 8);
constexpr size_t kChunkOverhead = 12;  // length, type and checksum
constexpr size_t kAnySize = std::numeric_limits<size_t>::max();

// What stays, and how large it can honestly be: a larger one is ignored by decoders and would carry
// whatever someone put there.
struct KeptChunk {
  absl::string_view type;
  size_t max_size;
};
constexpr KeptChunk kKeptChunks[] = {
    {"IHDR", 13}, {"PLTE", 768}, {"IDAT", kAnySize}, {"tRNS", 256}, {"iCCP", kAnySize}, {"sRGB", 1},
    {"gAMA", 4},  {"cHRM", 32},  {"pHYs", 9},        {"sBIT", 4},   {"bKGD", 6},        {"IEND", 0},
};

bool IsKept(absl::string_view type, size_t size) {
  return std::any_of(std::begin(kKeptChunks), std::end(kKeptChunks),
                     [&](const KeptChunk& kept) { return kept.type == type && size <= kept.max_size; });
}

uint32_t Checksum(absl::string_view type_and_data) {
  return static_cast<uint32_t>(::crc32_z(
      ::crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(type_and_data.data()), type_and_data.size()));
}

void AppendChunk(absl::string_view type, absl::string_view data, std::string& out) {
  AppendBigEndian32(static_cast<uint32_t>(data.size()), out);
  const std::string type_and_data = absl::StrCat(type, data);
  out += type_and_data;
  AppendBigEndian32(Checksum(type_and_data), out);
}

absl::Status CutOff() {
  return absl::InvalidArgumentError("the PNG is cut off before its end; send the whole file");
}

struct Chunk {
  absl::string_view type;
  absl::string_view data;
  absl::string_view whole;
};

absl::StatusOr<Chunk> ChunkAt(absl::string_view source, size_t at) {
  if (source.size() - at < kChunkOverhead) {
    return CutOff();
  }
  const size_t size = BigEndian32(source, at);
  if (size > source.size() - at - kChunkOverhead) {
    return CutOff();
  }
  const Chunk chunk{source.substr(at + 4, 4), source.substr(at + 8, size),
                    source.substr(at, size + kChunkOverhead)};
  if (Checksum(source.substr(at + 4, size + 4)) != BigEndian32(source, at + 8 + size)) {
    return absl::InvalidArgumentError(
        "a checksum in the PNG is wrong, so its bytes have changed; send the file again");
  }
  return chunk;
}

}  // namespace

absl::StatusOr<FilteredImage> FilterPng(absl::string_view source) {
  if (!absl::StartsWith(source, kSignature)) {
    return absl::InvalidArgumentError("not a PNG; send a JPEG, PNG or WebP");
  }
  std::optional<int> orientation;
  std::string header;
  std::string rest;
  rest.reserve(source.size());
  bool has_pixels = false;
  bool has_ended = false;
  for (size_t at = kSignature.size(); !has_ended;) {
    const absl::StatusOr<Chunk> chunk = ChunkAt(source, at);
    if (!chunk.ok()) {
      return chunk.status();
    }
    if (header.empty()) {
      if (chunk->type != "IHDR" || chunk->data.size() != 13) {
        return absl::InvalidArgumentError("the PNG does not begin with its header; send the whole file");
      }
      header = absl::StrCat(kSignature, chunk->whole);
    } else if (chunk->type == "eXIf" && !orientation) {
      orientation = OrientationOf(chunk->data);
    } else if (IsKept(chunk->type, chunk->data.size())) {
      rest.append(chunk->whole.data(), chunk->whole.size());
      has_pixels = has_pixels || chunk->type == "IDAT";
    }
    has_ended = chunk->type == "IEND";
    at += chunk->whole.size();
  }
  if (!has_pixels) {
    return absl::InvalidArgumentError("the PNG holds no picture; send the whole file");
  }
  FilteredImage image;
  image.orientation = orientation.value_or(1);
  image.bytes = std::move(header);
  if (image.orientation != 1) {
    AppendChunk("eXIf", ExifWithOrientationOnly(image.orientation), image.bytes);
  }
  image.bytes += rest;
  return image;
}

}  // namespace communique::render

#include "render-service/image/metadata_filter/webp.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/metadata_filter/bytes.h"
#include "render-service/image/metadata_filter/exif_orientation.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr size_t kRiffHeader = 12;   // "RIFF", size, "WEBP"
constexpr size_t kChunkHeader = 8;   // type, size
constexpr size_t kFrameHeader = 16;  // place, size, duration and flags of an animation's frame
constexpr size_t kVp8xSize = 10;
constexpr char kXmpFlag = 0x04;
constexpr char kExifFlag = 0x08;

absl::Status CutOff() {
  return absl::InvalidArgumentError("the WebP is cut off before its end; send the whole file");
}

struct Chunk {
  absl::string_view type;
  absl::string_view data;
};

// Takes the first chunk off `rest`, with the byte that pads it to an even length.
absl::StatusOr<Chunk> TakeChunk(absl::string_view& rest) {
  if (rest.size() < kChunkHeader || LittleEndian32(rest, 4) > rest.size() - kChunkHeader) {
    return CutOff();
  }
  const Chunk chunk{rest.substr(0, 4), rest.substr(kChunkHeader, LittleEndian32(rest, 4))};
  const size_t taken = kChunkHeader + chunk.data.size();
  rest.remove_prefix(taken + (taken % 2 != 0 && taken < rest.size() ? 1 : 0));
  return chunk;
}

void AppendChunk(absl::string_view type, absl::string_view data, std::string& out) {
  out.append(type.data(), type.size());
  AppendLittleEndian32(static_cast<uint32_t>(data.size()), out);
  out.append(data.data(), data.size());
  if (data.size() % 2 != 0) {
    out.push_back('\0');
  }
}

bool IsPixels(absl::string_view type) { return type == "VP8 " || type == "VP8L" || type == "ALPH"; }

// A frame of an animation holds chunks of its own.
absl::StatusOr<std::string> FilterFrame(absl::string_view frame) {
  if (frame.size() < kFrameHeader) {
    return CutOff();
  }
  std::string filtered(frame.substr(0, kFrameHeader));
  for (absl::string_view rest = frame.substr(kFrameHeader); !rest.empty();) {
    ASSIGN_OR_RETURN(const Chunk chunk, TakeChunk(rest));
    if (IsPixels(chunk.type)) {
      AppendChunk(chunk.type, chunk.data, filtered);
    }
  }
  return filtered;
}

std::string WithFlags(absl::string_view vp8x, bool has_exif) {
  std::string kept(vp8x);
  kept[0] = static_cast<char>(kept[0] & ~(kXmpFlag | kExifFlag));
  if (has_exif) {
    kept[0] = static_cast<char>(kept[0] | kExifFlag);
  }
  return kept;
}

}  // namespace

absl::StatusOr<FilteredImage> FilterWebp(absl::string_view source) {
  if (source.size() < kRiffHeader || !absl::StartsWith(source, "RIFF") || source.substr(8, 4) != "WEBP") {
    return absl::InvalidArgumentError("not a WebP; send a JPEG, PNG or WebP");
  }
  const size_t riff_size = LittleEndian32(source, 4);
  if (riff_size < 4 || riff_size > source.size() - 8) {
    return CutOff();
  }
  absl::string_view vp8x;
  std::optional<int> orientation;
  std::string kept;
  kept.reserve(riff_size);
  bool is_first = true;
  for (absl::string_view rest = source.substr(kRiffHeader, riff_size - 4); !rest.empty(); is_first = false) {
    ASSIGN_OR_RETURN(const Chunk chunk, TakeChunk(rest));
    if (chunk.type == "VP8X" && is_first && chunk.data.size() >= kVp8xSize) {
      vp8x = chunk.data.substr(0, kVp8xSize);
    } else if (chunk.type == "ANMF") {
      ASSIGN_OR_RETURN(const std::string frame, FilterFrame(chunk.data));
      AppendChunk(chunk.type, frame, kept);
    } else if (chunk.type == "EXIF" && !vp8x.empty() && !orientation) {
      orientation = OrientationOf(chunk.data);
    } else if (IsPixels(chunk.type) || (!vp8x.empty() && (chunk.type == "ICCP" || chunk.type == "ANIM"))) {
      AppendChunk(chunk.type, chunk.data, kept);
    }
  }
  FilteredImage image;
  image.orientation = orientation.value_or(1);
  std::string body = "WEBP";
  if (!vp8x.empty()) {
    AppendChunk("VP8X", WithFlags(vp8x, image.orientation != 1), body);
  }
  body += kept;
  if (image.orientation != 1) {
    AppendChunk("EXIF", ExifWithOrientationOnly(image.orientation), body);
  }
  AppendChunk("RIFF", body, image.bytes);
  return image;
}

}  // namespace communique::render

#ifndef COMMUNIQUE_RENDER_SERVICE_DOMAIN_OUTPUT_KEY_H_
#define COMMUNIQUE_RENDER_SERVICE_DOMAIN_OUTPUT_KEY_H_

#include <compare>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/render/v1/output.pb.h"

namespace communique::render {

// What is rendered in one go. Values; the numbers are stored, so they are never given anew.
enum class OutputType : uint8_t {
  kStylesheet = 1,
  kStatementJson = 2,
  kStatementText = 3,
  kStatementPage = 4,
  // The redirect or gone page that stands at an address.
  kNotice = 5,
  kRootPage = 6,
  kFront = 7,  // home of a language, or a section in a language
  kYear = 8,   // a year of a section in a language
  kFeed = 9,   // of a language, or of a section in a language
  kSitemap = 10,
  kSitemapIndex = 11,
  kNotFoundPage = 12,
  kRobots = 13,
  // An attached file, or its cleaned copy, with all images made from it.
  kAttachment = 14,
  // The statement set as A4 pages: the PDF and its page images.
  kSetPages = 15,
};

// In which order outputs become visible: nobody reads a page that speaks of what is not there yet,
// and texts wait for no image.
enum class Phase : uint8_t { kFiles = 1, kPages = 2, kIndexes = 3, kImages = 4 };

// Names one thing to render. Fields that its type does not need are empty. The order is total and
// stable, by phase first.
struct OutputKey {
  OutputType type = OutputType::kStylesheet;
  // "statements/{id}".
  std::string statement;
  // Entry id of an attachment.
  std::string entry;
  std::string language;
  // "sections/{id}"; empty for a whole language.
  std::string section;
  int32_t year = 0;
  // Address of a notice.
  std::string path;

  friend bool operator==(const OutputKey&, const OutputKey&) = default;
};
std::strong_ordering operator<=>(const OutputKey& a, const OutputKey& b);

Phase PhaseOf(OutputType type);

// What the API calls the files of it. Set pages are a PDF and PNGs, attachments files and derivatives:
// the first of both.
v1::OutputKind KindOf(OutputType type);

// Bytes that sort as the keys do, at any place in a longer key; Decode gives DATA_LOSS for others.
std::string EncodeOutputKey(const OutputKey& key);
absl::StatusOr<OutputKey> DecodeOutputKey(absl::string_view bytes);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_DOMAIN_OUTPUT_KEY_H_

#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATEMENT_RULES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATEMENT_RULES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/section.pb.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "statement/errors.h"

namespace communique::content {

// What a text must be like to be stored. Each check adds everything that it finds, with the path of
// the field below `field` ("content" -> "content.blocks[3].clause.label"). Pure.

inline constexpr size_t kLargestContentBytes = size_t{512} << 10;  // serialised
inline constexpr int kMostBlocks = 5000;    // items of lists and lines of contacts among them
inline constexpr int kMostInlines = 20000;  // of all blocks
inline constexpr int kMostTableRows = 2000;
inline constexpr int kMostTableColumns = 50;
inline constexpr int kDeepestBlock = 8;
inline constexpr int kMostAttachments = 50;
inline constexpr int kMostSignatoriesInOneCall = 1000;
inline constexpr int64_t kMostSignatories = 50000;  // of one statement
inline constexpr int kDeepestSection = 8;
inline constexpr size_t kMostPublishedTogether = 50;  // beside the one that is named first
inline constexpr size_t kMostMaskPaths = 50;
inline constexpr size_t kLargestReasonBytes = 2000;  // of a withdrawal, removal or correction

// RESOURCE_EXHAUSTED, reason CONTENT_TOO_LARGE, where it has more than kLargestContentBytes.
absl::Status CheckContentSize(const v1::Content& content);

// Every field and limit of a content: sizes, depth and number of blocks, footnotes and their
// references, image blocks, links, forbidden characters, labels, dates, slug and file names, addresses,
// blob names. Whether the section and the blobs exist is for decide.
void CheckContent(const v1::Content& content, absl::string_view field, FieldViolations& violations);

void CheckSignatory(const v1::Signatory& signatory, absl::string_view field, FieldViolations& violations);

// What a mask of CorrectSignatory names, and what of `signatory` it names; an empty one is all.
void CheckCorrection(const v1::Signatory& signatory, const std::vector<std::string>& update_mask,
                     absl::string_view field, FieldViolations& violations);

// Titles (at least one, canonical tags, at most 200 bytes each) and the form of the parent's name.
void CheckSection(const v1::Section& section, absl::string_view field, FieldViolations& violations);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATEMENT_RULES_H_

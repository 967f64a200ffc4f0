#include "render-service/html/picture_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "render-service/domain/site_layout.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kPicture = STS_INIT(kPicture, "PICTURE");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");
const StaticTemplateString kImageUrl = STS_INIT(kImageUrl, "IMAGE_URL");
const StaticTemplateString kSourceWebp = STS_INIT(kSourceWebp, "SOURCE_WEBP");
const StaticTemplateString kSrcset = STS_INIT(kSrcset, "SRCSET");
const StaticTemplateString kSizes = STS_INIT(kSizes, "SIZES");
const StaticTemplateString kWidth = STS_INIT(kWidth, "WIDTH");
const StaticTemplateString kHeight = STS_INIT(kHeight, "HEIGHT");
const StaticTemplateString kIsTall = STS_INIT(kIsTall, "IS_TALL");
const StaticTemplateString kAlternative = STS_INIT(kAlternative, "ALTERNATIVE");

constexpr char kWebp[] = "image/webp";
// For programs that do not choose from a srcset.
constexpr int32_t kMiddleWidth = 960;

std::string SrcsetOf(const std::vector<DerivativeSpec>& specs, bool webp, const Addresses& addresses) {
  std::string srcset;
  for (const DerivativeSpec& spec : specs) {
    if ((spec.media_type == kWebp) != webp) continue;
    absl::StrAppend(&srcset, srcset.empty() ? "" : ", ", addresses.Link(spec.path), " ", spec.width, "w");
  }
  return srcset;
}

// The widest one up to the middle width, or the narrowest. Never WebP.
const DerivativeSpec& MiddleOf(const std::vector<DerivativeSpec>& specs) {
  const DerivativeSpec* middle = nullptr;
  for (const DerivativeSpec& spec : specs) {
    if (spec.media_type == kWebp) continue;
    if (middle == nullptr || spec.width <= kMiddleWidth) middle = &spec;
  }
  return *middle;
}

// A picture that leads somewhere needs a name.
std::string AlternativeOf(const content::v1::Attachment& attachment) {
  if (!attachment.alternative_text().empty()) return attachment.alternative_text();
  return attachment.caption().empty() ? attachment.file_name() : attachment.caption();
}

}  // namespace

bool AddPicture(absl::string_view statement_id, const content::v1::Attachment& attachment, const char* sizes,
                const Addresses& addresses, TemplateDictionary& parent) {
  const std::vector<DerivativeSpec> specs = DerivativesOf(statement_id, attachment);
  if (specs.empty()) return false;
  TemplateDictionary* picture = parent.AddIncludeDictionary(kPicture);
  picture->SetFilename("picture.html");
  picture->SetValue(kUrl, addresses.Link(AttachmentPath(statement_id, attachment)));
  picture->AddSectionDictionary(kSourceWebp)->SetValue(kSrcset, SrcsetOf(specs, true, addresses));
  picture->SetValue(kSrcset, SrcsetOf(specs, false, addresses));
  picture->SetValue(kSizes, sizes);
  picture->SetValue(kImageUrl, addresses.Link(MiddleOf(specs).path));
  picture->SetIntValue(kWidth, attachment.width());
  picture->SetIntValue(kHeight, attachment.height());
  if (attachment.height() > attachment.width()) picture->ShowSection(kIsTall);
  picture->SetValue(kAlternative, AlternativeOf(attachment));
  return true;
}

std::string PreviewPath(absl::string_view statement_id, const content::v1::Attachment& attachment) {
  const std::vector<DerivativeSpec> specs = DerivativesOf(statement_id, attachment);
  return specs.empty() ? "" : MiddleOf(specs).path;
}

}  // namespace communique::render

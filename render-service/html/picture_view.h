#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_PICTURE_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_PICTURE_VIEW_H_

#include <string>

#include "absl/strings/string_view.h"
#include "communique/content/v1/attachment.pb.h"
#include "render-service/html/addresses.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// How wide a picture is shown, as the `sizes` attribute of HTML.
inline constexpr char kAcrossTheText[] = "(max-width: 44rem) 92vw, 40rem";
inline constexpr char kBesideAFile[] = "(max-width: 26rem) 92vw, 22rem";

// Puts an attached image, in the widths that the site has of it, where `parent`'s template says
// {{>PICTURE}}. False, and nothing is put there, where the attachment is not an image of known size.
bool AddPicture(absl::string_view statement_id, const content::v1::Attachment& attachment, const char* sizes,
                const Addresses& addresses, ctemplate::TemplateDictionary& parent);

// The image in a middle width and a format that every program reads, as a path; empty where it is none.
std::string PreviewPath(absl::string_view statement_id, const content::v1::Attachment& attachment);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_PICTURE_VIEW_H_

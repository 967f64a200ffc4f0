#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_FOOTNOTE_LINKS_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_FOOTNOTE_LINKS_H_

#include <map>
#include <string>
#include <vector>

#include "communique/content/v1/statement.pb.h"

namespace communique::render {

// Joins the footnotes of a content with the references to them, both ways, while its text is being laid
// out in order. For one page and one thread.
class FootnoteLinks {
 public:
  // `content` must outlive this.
  explicit FootnoteLinks(const content::v1::Content& content);

  // In reading order.
  const std::vector<const content::v1::Block*>& notes() const { return notes_; }

  // The anchor of the footnote with this label, or empty.
  std::string AnchorOf(const std::string& label) const;

  // The id of the next reference in the text. Ids of the page's own begin with an underscore, which no
  // anchor has.
  std::string AddReference(const std::string& label);

  // Ids of the references added so far.
  std::vector<std::string> ReferencesTo(const std::string& label) const;

 private:
  std::vector<const content::v1::Block*> notes_;
  std::map<std::string, std::string> anchors_;
  std::map<std::string, std::vector<std::string>> references_;
  int count_ = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_FOOTNOTE_LINKS_H_

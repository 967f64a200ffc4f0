#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_FLOW_BUILDER_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_FLOW_BUILDER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "render-service/image/pages/page_flow.h"
#include "render-service/image/pages/text_layout.h"

namespace communique::render {

// How a block of text is set into the column.
struct BlockSetting {
  TextStyle style = TextStyle::kBody;
  RowRole role = RowRole::kParagraph;
  double space_before = 7;
  // From the start edge of the column (the right one where text runs from right to left).
  double indent = 0;
  // Stays on the page with what comes after it.
  bool keep_with_next = false;
  // For the outline; 0 for none.
  int outline_level = 0;
  bool rule_above = false;
};

// Collects rows of type, top to bottom. Knows which way text runs, nothing about statements. However far
// something is set in, all of it stays within the margins.
class FlowBuilder {
 public:
  // `layouter` must outlive this.
  explicit FlowBuilder(const TextLayouter& layouter) : layouter_(layouter) {}

  absl::Status AddText(const std::vector<TextSpan>& spans, const BlockSetting& setting);

  // The label hangs in front of the text, which begins `label_width` after `setting.indent`; a wider
  // label stands on lines of its own above.
  absl::Status AddLabelled(const std::string& label, double label_width, const std::vector<TextSpan>& spans,
                           const BlockSetting& setting);

  // Cells side by side in equal columns; the row is as high as its highest cell. Where they would be too
  // narrow to read, they follow each other in one paragraph.
  absl::Status AddCells(const std::vector<std::vector<TextSpan>>& cells, size_t columns,
                        const BlockSetting& setting);

  // Width of a label as it would be set.
  absl::StatusOr<double> WidthOf(const std::string& text) const;

  // Adds to the space before what is added next.
  void AddSpace(double points) { extra_space_ += points; }

  // Keeps what is added next on the page with what stands last.
  void KeepLastWithNext();

  std::vector<Row> Take() { return std::move(rows_); }

 private:
  double LeftOf(double indent, double width) const;
  // Gives the first row of a block what its setting says, and uses up the extra space.
  void OpenBlock(Row& first, const BlockSetting& setting);
  void AddLines(const std::vector<LaidLine>& lines, double left, const BlockSetting& setting,
                const std::vector<TextSpan>& spans);

  const TextLayouter& layouter_;
  std::vector<Row> rows_;
  int blocks_ = 0;
  double extra_space_ = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_FLOW_BUILDER_H_

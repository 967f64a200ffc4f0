#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "benchmarks/load/failure.h"
#include "benchmarks/load/sides.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/content/v1/section_service.pb.h"
#include "communique/content/v1/statement_service.pb.h"

namespace communique::benchmarks {
namespace {

namespace v1 = content::v1;

constexpr char kSection[] = "bench";
constexpr int kParagraphs = 4;

// A draft of kTextBytes, with its title and paragraphs.
v1::Statement Draft(std::string title, uint64_t number) {
  v1::Statement statement;
  statement.set_language("en");
  v1::Content& content = *statement.mutable_draft()->mutable_content();
  content.set_title(std::move(title));
  content.set_section(absl::StrCat("sections/", kSection));
  for (int i = 0; i < kParagraphs; ++i) content.add_blocks()->mutable_paragraph()->add_inlines();
  while (content.ByteSizeLong() < kTextBytes) {
    const size_t each = (kTextBytes - content.ByteSizeLong()) / kParagraphs + 1;
    for (int i = 0; i < kParagraphs; ++i) {
      v1::Inline& text = *content.mutable_blocks(i)->mutable_paragraph()->mutable_inlines(0);
      text.set_text(TextOf(number * kParagraphs + static_cast<uint64_t>(i), text.text().size() + each));
    }
  }
  return statement;
}

class ContentSide final : public Side {
 public:
  Request Prepare() const override {
    v1::CreateSectionRequest request;
    request.set_section_id(kSection);
    (*request.mutable_section()->mutable_titles())["en"] = "Benchmarks";
    return {"/communique.content.v1.SectionService/CreateSection", request.SerializeAsString()};
  }

  Request Write(uint64_t number) const override {
    v1::CreateStatementRequest request;
    request.set_statement_id(KeyOf(number));
    *request.mutable_statement() = Draft(absl::StrCat("A statement with the number ", number), number);
    return {kCreate, request.SerializeAsString()};
  }

  // A title of which no address can be made, so that it is made from the id, which the service gives.
  Request RepeatableWrite() const override {
    v1::CreateStatementRequest request;
    *request.mutable_statement() = Draft("- - -", 0);
    return {kCreate, request.SerializeAsString()};
  }

  Request ReadHead() const override {
    v1::GetHeadRequest request;
    request.set_view(v1::VIEW_EDITORIAL);
    return {"/communique.content.v1.ChangeService/GetHead", request.SerializeAsString()};
  }

  Head ParseHead(absl::string_view message) const override {
    v1::GetHeadResponse head;
    if (!head.ParseFromArray(message.data(), static_cast<int>(message.size()))) Fail("GetHead is malformed");
    return {head.number(), head.position()};
  }

  Request Watch(const std::string& position) const override {
    v1::WatchRequest request;
    request.set_view(v1::VIEW_EDITORIAL);
    request.set_cursor(position);
    return {"/communique.content.v1.ChangeService/Watch", request.SerializeAsString()};
  }

  void ForEachChange(absl::string_view message, absl::FunctionRef<void(uint64_t)> told) const override {
    ForEachField(message, v1::WatchResponse::kChangeSetsFieldNumber, [&](absl::string_view sets) {
      ForEachField(sets, v1::ChangeSets::kChangeSetsFieldNumber,
                   [&](absl::string_view set) { told(NumberIn(set)); });
    });
  }

 private:
  static constexpr char kCreate[] = "/communique.content.v1.StatementService/CreateStatement";
};

}  // namespace

std::unique_ptr<Side> MakeContentSide() { return std::make_unique<ContentSide>(); }

}  // namespace communique::benchmarks

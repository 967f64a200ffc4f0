#include "render-service/image/worker/draw_role.h"

#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "communique/worker/v1/worker.pb.h"
#include "render-service/image/pages/font_library.h"
#include "render-service/image/pages/statement_pages.h"
#include "render-service/image/worker/sandbox.h"
#include "render-service/image/worker/serve_jobs.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

PagesRequest RequestOf(const worker::v1::PagesInput& input) {
  PagesRequest request;
  request.address = input.address();
  request.publisher = input.publisher();
  request.words.signatories = input.signatories_word();
  request.words.attached_files = input.attached_files_word();
  request.words.notes_to_editors = input.notes_to_editors_word();
  request.words.erased = input.erased_word();
  request.words.notice = input.notice();
  request.words.signatory_marks = {input.signatory_marks().begin(), input.signatory_marks().end()};
  return request;
}

absl::StatusOr<std::vector<std::string>> DoJob(const FontLibrary& fonts, const worker::v1::Request& request,
                                               absl::string_view serialised) {
  worker::v1::PagesInput input;
  if (!request.has_set_pages() ||
      !input.ParseFromArray(serialised.data(), static_cast<int>(serialised.size()))) {
    return absl::InvalidArgumentError("this worker sets pages only");
  }
  const PagesRequest pages_request = RequestOf(input);
  PublicStatement statement;
  statement.statement = std::move(*input.mutable_statement());
  statement.signatories.assign(std::make_move_iterator(input.mutable_signatories()->begin()),
                               std::make_move_iterator(input.mutable_signatories()->end()));
  ASSIGN_OR_RETURN(SetPages pages, DrawStatementPages(statement, pages_request, fonts));
  std::vector<std::string> results;
  results.push_back(std::move(pages.pdf));
  std::move(pages.pngs.begin(), pages.pngs.end(), std::back_inserter(results));
  return results;
}

// Draws once outside the sandbox, so that what the libraries set up at first use is there.
absl::Status WarmUp(const FontLibrary& fonts) {
  PublicStatement statement;
  statement.statement.set_language("en");
  statement.statement.mutable_live()->mutable_content()->set_title("A");
  return DrawStatementPages(statement, {}, fonts).status();
}

}  // namespace

absl::Status RunDrawRole(int channel) {
  ASSIGN_OR_RETURN(const std::unique_ptr<FontLibrary> fonts, FontLibrary::Open());
  RETURN_IF_ERROR(LimitResources());
  RETURN_IF_ERROR(WarmUp(*fonts));
  RETURN_IF_ERROR(EnterSandbox({.readable_directories = {"/usr/share/fonts", "/var/cache/fontconfig"}}));
  return ServeJobs(channel, fonts->version(),
                   [&fonts](const worker::v1::Request& request, absl::string_view input) {
                     return DoJob(*fonts, request, input);
                   });
}

}  // namespace communique::render

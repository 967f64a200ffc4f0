#include "render-service/image/worker_page_setter.h"

#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "communique/worker/v1/worker.pb.h"
#include "serving/status_macros.h"
#include "statement/paths.h"

namespace communique::render {

WorkerPageSetter::WorkerPageSetter(PageWorkerOptions options, std::unique_ptr<WorkerPool> pool)
    : options_(std::move(options)), pool_(std::move(pool)) {}

absl::StatusOr<std::unique_ptr<WorkerPageSetter>> WorkerPageSetter::Start(PageWorkerOptions options) {
  ASSIGN_OR_RETURN(auto pool, WorkerPool::Start({.program = options.program,
                                                 .role = "draw",
                                                 .workers = options.workers,
                                                 .time_limit = options.time_limit}));
  return std::unique_ptr<WorkerPageSetter>(new WorkerPageSetter(std::move(options), std::move(pool)));
}

absl::StatusOr<SetPages> WorkerPageSetter::Set(const PublicStatement& statement) {
  const PageWords words = options_.words == nullptr ? PageWords{} : options_.words(statement);
  worker::v1::PagesInput input;
  *input.mutable_statement() = statement.statement;
  input.mutable_signatories()->Add(statement.signatories.begin(), statement.signatories.end());
  input.set_address(absl::StrCat(options_.base_url, EncodePathForUrl(statement.statement.path())));
  input.set_publisher(options_.publisher);
  input.set_signatories_word(words.signatories);
  input.set_attached_files_word(words.attached_files);
  input.set_notes_to_editors_word(words.notes_to_editors);
  input.set_erased_word(words.erased);
  input.set_notice(words.notice);
  input.mutable_signatory_marks()->Add(words.signatory_marks.begin(), words.signatory_marks.end());

  worker::v1::Request request;
  request.mutable_set_pages();
  ASSIGN_OR_RETURN(std::vector<std::string> results, pool_->Run(request, input.SerializeAsString()));
  if (results.size() < 2) {
    return absl::InternalError("a page worker returned no page");
  }
  SetPages pages;
  pages.pdf = std::move(results.front());
  pages.pngs.assign(std::make_move_iterator(results.begin() + 1), std::make_move_iterator(results.end()));
  return pages;
}

std::string WorkerPageSetter::version() const {
  return absl::StrCat(pool_->version(), ", pages ", kPagesRecipe);
}

void WorkerPageSetter::Stop() { pool_->Stop(); }

}  // namespace communique::render

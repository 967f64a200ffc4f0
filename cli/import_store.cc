#include "cli/import_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/blob_upload.h"
#include "cli/request_id.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr int kSignatoriesInOneCall = 1000;

// Before anything is uploaded: the section is there, or is made with this title.
absl::Status EnsureSection(const std::string& name, const std::string& language, const std::string& title,
                           Session& session) {
  v1::GetSectionRequest get;
  get.set_name(name);
  get.set_view(v1::VIEW_EDITORIAL);
  const auto found = session.content().Call(get);
  if (!absl::IsNotFound(found.status())) return found.status();
  if (title.empty()) {
    return absl::NotFoundError(absl::StrCat("there is no ", name,
                                            "; make it with --create-section TITLE, or name one that "
                                            "'communique section list' shows"));
  }
  v1::CreateSectionRequest create;
  create.set_section_id(name.substr(name.find('/') + 1));
  create.set_request_id(NewRequestId());
  (*create.mutable_section()->mutable_titles())[language] = title;
  const absl::Status created = session.content().Call(create).status();
  // Another import may have been quicker.
  return absl::IsAlreadyExists(created) ? absl::OkStatus() : created;
}

absl::Status UploadAttachments(std::vector<AttachedFile>& files, v1::Content& content, Session& session) {
  for (AttachedFile& file : files) {
    ASSIGN_OR_RETURN(const v1::UploadBlobResponse stored, UploadBytes(file.path, file.bytes, session));
    file.entry.set_blob(stored.blob().name());
    // A picture or a PDF that goes with a statement is nearly always the signed paper.
    const bool paper = stored.blob().width() > 0 || stored.blob().media_type() == "application/pdf";
    if (paper) file.entry.set_role(v1::ATTACHMENT_ROLE_SCAN);
    if (std::count(stored.blob().found_metadata().begin(), stored.blob().found_metadata().end(),
                   v1::FOUND_METADATA_POSITION) > 0) {
      session.terminal().err << file.path
                             << ": holds the position where it was taken; the site gets a copy without\n";
    }
    *content.add_attachments() = file.entry;
  }
  return absl::OkStatus();
}

absl::Status AddSignatories(const std::string& statement, const std::vector<v1::Signatory>& signatories,
                            Session& session) {
  v1::AddSignatoriesRequest request;
  for (size_t i = 0; i < signatories.size(); ++i) {
    *request.add_signatories() = signatories[i];
    if (request.signatories_size() < kSignatoriesInOneCall && i + 1 < signatories.size()) continue;
    request.set_parent(statement);
    request.set_request_id(NewRequestId());
    RETURN_IF_ERROR(session.content().Call(request).status());
    request.Clear();
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Statement> StoreImported(ImportedStatement imported, Session& session) {
  v1::Statement& statement = imported.statement;
  v1::Content& content = *statement.mutable_draft()->mutable_content();
  RETURN_IF_ERROR(EnsureSection(content.section(), statement.language(), imported.section_title, session));
  RETURN_IF_ERROR(UploadAttachments(imported.files, content, session));

  v1::CreateStatementRequest request;
  request.set_statement_id(imported.id);
  request.set_take_over_gone_path(imported.take_over_gone_path);
  *request.mutable_statement() = std::move(statement);
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(v1::CreateStatementResponse created, session.content().Call(request));
  const std::string& name = created.statement().name();
  const absl::Status signed_by = AddSignatories(name, imported.signatories, session);
  if (!signed_by.ok()) {
    session.terminal().err << name << " was created, but its signatories could not all be added\n";
    return signed_by;
  }
  return std::move(*created.mutable_statement());
}

}  // namespace communique::cli

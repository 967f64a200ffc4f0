#include "content-service/service/section_handler.h"

#include <utility>

#include "content-service/service/list_pages.h"
#include "content-service/service/name_fields.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

SectionHandler::SectionHandler(const ContentStore& store, Committer& committer, const PositionGate& gate,
                               const serving::Authorization& authorization, serving::Executor& executor)
    : store_(store),
      runner_(v1::SectionService::service_full_name(), authorization, executor),
      reads_(runner_, store, gate),
      writes_(runner_, store, committer) {}

absl::Status SectionHandler::ReadTouched(const Touched& touched, ReadAt at, v1::Section& section) const {
  ASSIGN_OR_RETURN(const std::string id, ParseSectionName(touched.resource));
  ASSIGN_OR_RETURN(section, store_.GetSection(id, at));
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* SectionHandler::CreateSection(grpc::CallbackServerContext* context,
                                                        const v1::CreateSectionRequest* request,
                                                        v1::CreateSectionResponse* response) {
  return writes_.Run(
      context, "CreateSection", request, response,
      [request]() -> absl::StatusOr<Action> {
        return content::CreateSection{request->section_id(), request->section()};
      },
      [this, response](const Touched& touched, ReadAt at) {
        return ReadTouched(touched, at, *response->mutable_section());
      });
}

grpc::ServerUnaryReactor* SectionHandler::UpdateSection(grpc::CallbackServerContext* context,
                                                        const v1::UpdateSectionRequest* request,
                                                        v1::UpdateSectionResponse* response) {
  return writes_.Run(
      context, "UpdateSection", request, response,
      [request]() -> absl::StatusOr<Action> {
        const v1::Section& section = request->section();
        ASSIGN_OR_RETURN(std::string id, IdIn("section.name", ParseSectionName(section.name())));
        const auto& mask = request->update_mask().paths();
        return content::UpdateSection{std::move(id), section.etag(), section, {mask.begin(), mask.end()}};
      },
      [this, response](const Touched& touched, ReadAt at) {
        return ReadTouched(touched, at, *response->mutable_section());
      });
}

grpc::ServerUnaryReactor* SectionHandler::DeleteSection(grpc::CallbackServerContext* context,
                                                        const v1::DeleteSectionRequest* request,
                                                        v1::DeleteSectionResponse* response) {
  return writes_.Run(
      context, "DeleteSection", request, response,
      [request]() -> absl::StatusOr<Action> {
        ASSIGN_OR_RETURN(std::string id, IdIn("name", ParseSectionName(request->name())));
        return content::DeleteSection{std::move(id), request->etag()};
      },
      [](const Touched&, ReadAt) { return absl::OkStatus(); });
}

grpc::ServerUnaryReactor* SectionHandler::GetSection(grpc::CallbackServerContext* context,
                                                     const v1::GetSectionRequest* request,
                                                     v1::GetSectionResponse* response) {
  return reads_.Run(context, "GetSection", request, response, [=, this](ReadAt at) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string id, IdIn("name", ParseSectionName(request->name())));
    ASSIGN_OR_RETURN(*response->mutable_section(), store_.GetSection(id, at));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* SectionHandler::ListSections(grpc::CallbackServerContext* context,
                                                       const v1::ListSectionsRequest* request,
                                                       v1::ListSectionsResponse* response) {
  return reads_.Run(context, "ListSections", request, response, [=, this](ReadAt at) -> absl::Status {
    ASSIGN_OR_RETURN(const PageAsked asked, ReadPage("ListSections", *request, 50, 500));
    ASSIGN_OR_RETURN(Page<v1::Section> page,
                     store_.ListSections(asked.after, asked.size, kLargestAnswer, at));
    for (v1::Section& section : page.items) {
      *response->add_sections() = std::move(section);
    }
    if (page.more) {
      ASSIGN_OR_RETURN(const std::string last, ParseSectionName(response->sections().rbegin()->name()));
      response->set_next_page_token(asked.NextToken(last));
    }
    return absl::OkStatus();
  });
}

}  // namespace communique::content

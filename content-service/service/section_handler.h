#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_SECTION_HANDLER_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_SECTION_HANDLER_H_

#include "communique/content/v1/section_service.grpc.pb.h"
#include "content-service/service/read_calls.h"
#include "content-service/service/write_calls.h"

namespace communique::content {

// SectionService. Thread-safe; everything it is given outlives the server.
class SectionHandler final : public v1::SectionService::CallbackService {
 public:
  SectionHandler(const ContentStore& store, Committer& committer, const PositionGate& gate,
                 const serving::Authorization& authorization, serving::Executor& executor);

  grpc::ServerUnaryReactor* CreateSection(grpc::CallbackServerContext* context,
                                          const v1::CreateSectionRequest* request,
                                          v1::CreateSectionResponse* response) override;
  grpc::ServerUnaryReactor* GetSection(grpc::CallbackServerContext* context,
                                       const v1::GetSectionRequest* request,
                                       v1::GetSectionResponse* response) override;
  grpc::ServerUnaryReactor* ListSections(grpc::CallbackServerContext* context,
                                         const v1::ListSectionsRequest* request,
                                         v1::ListSectionsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateSection(grpc::CallbackServerContext* context,
                                          const v1::UpdateSectionRequest* request,
                                          v1::UpdateSectionResponse* response) override;
  grpc::ServerUnaryReactor* DeleteSection(grpc::CallbackServerContext* context,
                                          const v1::DeleteSectionRequest* request,
                                          v1::DeleteSectionResponse* response) override;

 private:
  // The section that a commit touched, as it left it.
  absl::Status ReadTouched(const Touched& touched, ReadAt at, v1::Section& section) const;

  const ContentStore& store_;
  const serving::CallRunner runner_;
  const ReadCalls reads_;
  const WriteCalls writes_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_SECTION_HANDLER_H_

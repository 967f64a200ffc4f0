#include "render-service/service/render_handler.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "render-service/service/job_stream.h"
#include "render-service/service/output_page.h"
#include "render-service/service/position_wait.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"
#include "statement/position.h"

namespace communique::render {
namespace {

constexpr auto kPublic = content::v1::VIEW_PUBLIC;

absl::Status CheckStatementNames(const google::protobuf::RepeatedPtrField<std::string>& names) {
  FieldViolations violations;
  for (int i = 0; i < names.size(); ++i) {
    const absl::Status name = ParseStatementName(names[i]).status();
    if (!name.ok()) violations.Add(absl::StrCat("statements[", i, "]"), name.message());
  }
  return violations.ToStatus();
}

absl::Status CheckStartRender(const v1::StartRenderRequest& request, const LocalState& state) {
  RETURN_IF_ERROR(CheckStatementNames(request.statements()));
  FieldViolations violations;
  for (int i = 0; i < request.kinds_size(); ++i) {
    if (!v1::OutputKind_IsValid(request.kinds(i)) || request.kinds(i) == v1::OUTPUT_KIND_UNSPECIFIED) {
      violations.Add(absl::StrCat("kinds[", i, "]"), "must be a kind of output");
    }
  }
  RETURN_IF_ERROR(violations.ToStatus());
  for (const std::string& name : request.statements()) {
    ASSIGN_OR_RETURN(const auto statement, state.ReadStatement(name));
    if (statement.has_value()) continue;
    return ErrorWithReason(absl::StatusCode::kNotFound, "NOT_PUBLIC",
                           absl::StrCat(QuoteForMessage(name),
                                        " is not public, or not known here yet; wait for "
                                        "the position of its publication"));
  }
  return absl::OkStatus();
}

std::string PositionAt(const RenderStatus::Facts& facts, uint64_t number) {
  return EncodePosition({.epoch = facts.epoch, .sequence = 0, .public_position = number});
}

}  // namespace

RenderHandler::RenderHandler(Parts parts, const serving::Authorization& authorization,
                             serving::Executor& executor, serving::Executor& stream_executor)
    : parts_(std::move(parts)),
      runner_(v1::RenderService::service_full_name(), authorization, executor),
      executor_(executor),
      stream_executor_(stream_executor) {}

grpc::ServerUnaryReactor* RenderHandler::StartRender(grpc::CallbackServerContext* context,
                                                     const v1::StartRenderRequest* request,
                                                     v1::StartRenderResponse* response) {
  return runner_.Run(context, "StartRender", kPublic, [=, this](const serving::Caller&) -> absl::Status {
    RETURN_IF_ERROR(CheckStartRender(*request, parts_.state));
    ASSIGN_OR_RETURN(*response->mutable_job(), parts_.jobs.Add(*request));
    parts_.wake_loop();
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* RenderHandler::GetJob(grpc::CallbackServerContext* context,
                                                const v1::GetJobRequest* request,
                                                v1::GetJobResponse* response) {
  return runner_.Run(context, "GetJob", kPublic, [=, this](const serving::Caller&) -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_job(), FindJob(parts_.jobs, request->name()));
    return absl::OkStatus();
  });
}

grpc::ServerWriteReactor<v1::WatchJobResponse>* RenderHandler::WatchJob(grpc::CallbackServerContext* context,
                                                                        const v1::WatchJobRequest* request) {
  const absl::Status allowed = runner_.Check(*context, "WatchJob").status();
  if (!allowed.ok()) return new serving::RefusedStream<v1::WatchJobResponse>(allowed);
  auto* const stream = new JobStream(parts_.jobs, request->name(), stream_executor_);
  stream->Start();
  return stream;
}

grpc::ServerUnaryReactor* RenderHandler::WaitForPosition(grpc::CallbackServerContext* context,
                                                         const v1::WaitForPositionRequest* request,
                                                         v1::WaitForPositionResponse* response) {
  return runner_.RunAsync(
      context, "WaitForPosition", kPublic,
      [=, this](const serving::Caller&, const serving::CallRunner::Reply& reply) {
        const absl::StatusOr<Position> position = PositionToWaitFor(request->position());
        absl::Status checked = CheckStatementNames(request->statements());
        if (checked.ok()) checked = position.status();
        if (!checked.ok()) return reply(checked);
        AwaitPosition(*position, *context, parts_.status, executor_, [=, this](absl::Status reached) {
          if (reached.ok()) reached = FillWaited(*request, parts_.state, parts_.status, *response);
          reply(reached);
        });
      });
}

grpc::ServerUnaryReactor* RenderHandler::GetStatus(grpc::CallbackServerContext* context,
                                                   const v1::GetStatusRequest*,
                                                   v1::GetStatusResponse* response) {
  return runner_.Run(context, "GetStatus", kPublic, [=, this](const serving::Caller&) -> absl::Status {
    const RenderStatus::Facts facts = parts_.status.Read();
    ASSIGN_OR_RETURN(const StateCounts counts, parts_.state.Count());
    if (!facts.epoch.empty()) {
      if (facts.complete.has_value()) response->set_position(PositionAt(facts, *facts.complete));
      if (facts.head.has_value()) response->set_head(PositionAt(facts, *facts.head));
    }
    const uint64_t complete = facts.complete.value_or(0);
    response->set_lag(std::max(complete, facts.head.value_or(0)) - complete);
    response->set_connected(facts.connected);
    response->set_statement_count(counts.statements);
    response->set_output_count(counts.outputs);
    response->set_failure_count(counts.failures);
    response->mutable_renderer_versions()->insert(parts_.renderer_versions.begin(),
                                                  parts_.renderer_versions.end());
    response->set_last_error(facts.last_error);
    if (auto change = parts_.epochs.pending()) *response->mutable_epoch_change() = *std::move(change);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* RenderHandler::AcceptEpoch(grpc::CallbackServerContext* context,
                                                     const v1::AcceptEpochRequest* request,
                                                     v1::AcceptEpochResponse*) {
  return runner_.Run(context, "AcceptEpoch", kPublic, [=, this](const serving::Caller&) -> absl::Status {
    return parts_.epochs.Accept(request->epoch());
  });
}

grpc::ServerUnaryReactor* RenderHandler::ListOutputs(grpc::CallbackServerContext* context,
                                                     const v1::ListOutputsRequest* request,
                                                     v1::ListOutputsResponse* response) {
  return runner_.Run(context, "ListOutputs", kPublic, [=, this](const serving::Caller&) -> absl::Status {
    ASSIGN_OR_RETURN(*response, ListOutputPage(*request, parts_.state));
    return absl::OkStatus();
  });
}

}  // namespace communique::render

#include "content-service/domain/decision_builder.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/timestamps.h"
#include "statement/digest.h"

namespace communique::content {
namespace {

// 80 bits: enough never to meet again, short enough to read out.
constexpr size_t kNewIdBytes = 10;

}  // namespace

DecisionBuilder::DecisionBuilder(const Command& command, stored::v1::CommandKind kind, const Context& context)
    : seed_(context.seed), context_(context) {
  stored::v1::Record& record = decision_.record;
  record.set_sequence(context.sequence);
  *record.mutable_commit_time() = ToTimestamp(context.time);
  record.set_command(kind);
  record.set_actor(command.actor);
  record.set_request_id(command.request_id);
  record.set_traceparent(command.traceparent);
}

void DecisionBuilder::BeginOperation(size_t index) {
  context_.seed = Sha256(absl::StrCat(seed_, "/operation/", index));
}

std::string DecisionBuilder::NewId(absl::string_view purpose) const {
  return absl::BytesToHexString(
      DeriveSalt(context_.seed, absl::StrCat("id/", purpose)).substr(0, kNewIdBytes));
}

stored::v1::BodyRef DecisionBuilder::Add(stored::v1::Body body) {
  stored::v1::BodyRef ref;
  ref.set_sequence(context_.sequence);
  ref.set_index(static_cast<uint32_t>(decision_.bodies.size()));
  body.set_salt(DeriveSalt(context_.seed, absl::StrCat("body/", ref.index())));
  decision_.bodies.push_back(std::move(body));
  return ref;
}

stored::v1::Effect& DecisionBuilder::AddEffect(Audience audience) {
  stored::v1::Effect& effect = *decision_.record.add_effects();
  effect.set_in_editorial(audience.editorial);
  effect.set_in_public(audience.in_public);
  return effect;
}

stored::v1::StatementEffect& DecisionBuilder::TellStatement(Audience audience, absl::string_view statement,
                                                            v1::ChangeReason reason) {
  stored::v1::StatementEffect& effect = *AddEffect(audience).mutable_statement();
  effect.set_statement(std::string(statement));
  effect.set_reason(reason);
  return effect;
}

void DecisionBuilder::TellSignatories(Audience audience, absl::string_view statement, int64_t first,
                                      int64_t count) {
  stored::v1::SignatoriesEffect& effect = *AddEffect(audience).mutable_signatories();
  effect.set_statement(std::string(statement));
  effect.set_first_number(first);
  effect.set_count(count);
}

void DecisionBuilder::TellSection(Audience audience, absl::string_view section) {
  AddEffect(audience).mutable_section()->set_section(std::string(section));
}

void DecisionBuilder::TellSectionRemoval(Audience audience, absl::string_view section) {
  stored::v1::SectionEffect& effect = *AddEffect(audience).mutable_section();
  effect.set_section(std::string(section));
  effect.set_deleted(true);
}

void DecisionBuilder::TellErasure(Audience audience, const stored::v1::ErasureEffect& effect) {
  *AddEffect(audience).mutable_erasure() = effect;
}

stored::v1::BodyRef DecisionBuilder::TellPath(absl::string_view statement, v1::PathChange change) {
  stored::v1::Body body;
  *body.mutable_path() = std::move(change);
  const stored::v1::BodyRef ref = Add(std::move(body));
  stored::v1::PathEffect& effect = *AddEffect(kEverybody).mutable_path();
  effect.set_statement(std::string(statement));
  effect.set_body(ref.index());
  return ref;
}

v1::PublicFact& DecisionBuilder::AddFact(std::string resource) {
  v1::PublicFact& fact = decision_.facts.emplace_back();
  fact.set_resource(std::move(resource));
  return fact;
}

}  // namespace communique::content

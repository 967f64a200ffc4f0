#include "content-service/domain/signatory_list.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "statement/party_key.h"

namespace communique::content {
namespace {

bool Counts(const v1::Signatory* signatory) {
  return signatory != nullptr && signatory->status() != v1::SIGNATORY_STATUS_WITHDRAWN;
}

}  // namespace

SignatoryList::SignatoryList(const StateView& state, std::string id, const stored::v1::StatementRow& row,
                             DecisionBuilder& decision)
    : id_(std::move(id)),
      before_(row),
      row_(row),
      decision_(decision),
      tree_(state, id_, row.last_signatory(), decision.rows()) {}

absl::Status SignatoryList::Put(int64_t number, const v1::Signatory* previous, v1::Signatory next) {
  next.set_name(SignatoryName(id_, number));
  next.set_salt(DeriveSalt(decision_.context().seed, absl::StrCat("signatory/", next.name())));
  next.set_digest(SignatoryDigest(next, next.salt()));

  // Only those who stand by their signature can be found to be in the list already.
  auto& parties = decision_.rows().signatory_parties;
  if (Counts(previous)) parties[{id_, PartyKey(id_, *previous), number}] = false;
  if (Counts(&next)) parties[{id_, PartyKey(id_, next), number}] = true;
  row_.set_signatory_count(row_.signatory_count() + (Counts(&next) ? 1 : 0) - (Counts(previous) ? 1 : 0));

  stored::v1::SignatoryRow& row = decision_.rows().signatories[{id_, number}];
  row.set_display_order(next.display_order());
  row.set_status(next.status());
  row.set_digest(next.digest());
  RETURN_IF_ERROR(tree_.Set(number, next.digest()));
  stored::v1::Body body;
  *body.mutable_signatory() = std::move(next);
  *row.mutable_body() = decision_.Add(std::move(body));
  return absl::OkStatus();
}

absl::Status SignatoryList::Finish(int64_t first, int64_t count) {
  row_.set_last_signatory(tree_.rows());
  ASSIGN_OR_RETURN(*row_.mutable_signatories_digest(), tree_.Digest());
  *row_.mutable_update_time() = decision_.time();

  const std::string name = StatementName(id_);
  const Audience audience = IsPublic(before_) ? kEverybody : kEditors;
  if (audience.in_public) {
    row_.set_content_digest(ContentDigest(LiveEdition(row_)->text_digest(), row_.signatories_digest()));
    v1::PublicFact& fact = decision_.AddFact(name);
    fact.set_public_state(row_.public_state());
    fact.set_signatories_digest(row_.signatories_digest());
    fact.set_content_digest(row_.content_digest());
  }
  SetStates(decision_.TellStatement(audience, id_, v1::CHANGE_REASON_SIGNATORIES), before_, row_);
  decision_.TellSignatories(audience, id_, first, count);
  decision_.rows().statements[id_] = std::move(row_);
  decision_.Touch({.resource = name, .first_signatory = first, .signatory_count = count});
  return absl::OkStatus();
}

bool IsOpenForSignature(const stored::v1::StatementRow& row) {
  if (row.public_state() == v1::PUBLIC_STATE_NEVER) return true;
  return row.public_state() == v1::PUBLIC_STATE_LIVE && LiveEdition(row)->open_for_signature();
}

}  // namespace communique::content

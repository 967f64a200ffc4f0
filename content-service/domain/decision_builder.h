#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECISION_BUILDER_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECISION_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "communique/content/v1/change.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decide.h"
#include "content-service/domain/merged_effects.h"
#include "google/protobuf/timestamp.pb.h"

namespace communique::content {

// Who is told of an effect.
struct Audience {
  bool editorial = false;
  bool in_public = false;
};
inline constexpr Audience kEditors{true, false};
inline constexpr Audience kThePublic{false, true};
inline constexpr Audience kEverybody{true, true};

// What everything that is decided has in common: the record's head, salts of bodies, references to them.
// One thread.
class DecisionBuilder {
 public:
  DecisionBuilder(const Command& command, stored::v1::CommandKind kind, const Context& context);

  const Context& context() const { return context_; }
  const google::protobuf::Timestamp& time() const { return decision_.record.commit_time(); }
  RowChanges& rows() { return decision_.rows; }
  const std::vector<stored::v1::Body>& bodies() const { return decision_.bodies; }
  const std::string& actor() const { return decision_.record.actor(); }
  // Whom the record names instead of who asks: the service itself does it for that one.
  void ActFor(const std::string& actor) { decision_.record.set_actor(actor); }

  // What follows is the operation of this index: its ids and salts are others than those of the rest.
  void BeginOperation(size_t index);
  // After the last of several operations: what they told becomes what one commit tells.
  void MergeOperations() { MergeEffects(decision_); }

  // An id that nobody can guess; `purpose` tells ids of one command apart.
  std::string NewId(absl::string_view purpose) const;

  // Salts the body and keeps it.
  stored::v1::BodyRef Add(stored::v1::Body body);

  // Tells of an effect. The reference holds until the next call.
  stored::v1::StatementEffect& TellStatement(Audience audience, absl::string_view statement,
                                             v1::ChangeReason reason);
  void TellSignatories(Audience audience, absl::string_view statement, int64_t first, int64_t count);
  void TellSection(Audience audience, absl::string_view section);
  void TellSectionRemoval(Audience audience, absl::string_view section);
  // Before whatever else the erasure does: see ErasureEffect.
  void TellErasure(Audience audience, const stored::v1::ErasureEffect& effect);
  // What an address leads to from now on, kept as the body that is returned.
  stored::v1::BodyRef TellPath(absl::string_view statement, v1::PathChange change);

  // What the public chain commits to.
  v1::PublicFact& AddFact(std::string resource);

  // What the answer is about.
  void Touch(Touched touched) { decision_.touched = std::move(touched); }
  const Touched& touched() const { return decision_.touched; }

  Decision Finish() { return std::move(decision_); }

 private:
  stored::v1::Effect& AddEffect(Audience audience);

  const std::string seed_;
  Context context_;
  Decision decision_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECISION_BUILDER_H_

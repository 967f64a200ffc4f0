#include "content-service/domain/chain.h"

#include "communique/content/v1/change.pb.h"
#include "content-service/domain/timestamps.h"
#include "statement/digest.h"

namespace communique::content {

SealedCommit Seal(Decision& decision, ChainEnd& end) {
  SealedCommit commit;
  commit.sequence = end.sequence + 1;
  commit.has_public_effect = !decision.facts.empty();
  commit.public_position = end.public_position + (commit.has_public_effect ? 1 : 0);

  stored::v1::Record& record = decision.record;
  record.set_public_position(commit.public_position);
  record.set_has_public_effect(commit.has_public_effect);
  record.set_previous_hash(end.record_hash);
  for (const stored::v1::Body& body : decision.bodies) {
    commit.bodies.push_back(body.SerializeAsString());
    record.add_body_digests(Sha256(commit.bodies.back()));
  }
  commit.record = record.SerializeAsString();

  if (commit.has_public_effect) {
    v1::PublicRecord public_record;
    public_record.set_number(commit.public_position);
    *public_record.mutable_commit_time() = record.commit_time();
    public_record.set_previous_hash(end.public_hash);
    for (const v1::PublicFact& fact : decision.facts) *public_record.add_facts() = fact;
    commit.public_record = public_record.SerializeAsString();
    end.public_hash = Sha256(commit.public_record);
  }
  end.sequence = commit.sequence;
  end.public_position = commit.public_position;
  end.record_hash = Sha256(commit.record);
  end.commit_time = FromTimestamp(record.commit_time());
  return commit;
}

}  // namespace communique::content

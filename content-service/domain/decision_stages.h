#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECISION_STAGES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECISION_STAGES_H_

#include <cstddef>
#include <cstdint>
#include <utility>

#include "content-service/domain/decision_builder.h"
#include "content-service/domain/overlay_state_view.h"

namespace communique::content {

// One commit that is decided in stages, each against the state that those before it leave. Between two
// stages the rows of the decision are in the state instead, so that a stage finds its own rows alone there.
class DecisionStages {
 public:
  // Before the first stage. Both outlive it.
  DecisionStages(const StateView& state, DecisionBuilder& decision)
      : state_(state), decision_(decision), bodies_(decision.bodies().size()) {}

  const StateView& state() const { return state_; }

  // A stage has been decided.
  void EndStage() {
    const auto first = decision_.bodies().begin() + static_cast<std::ptrdiff_t>(bodies_);
    const auto bodies =
        std::make_shared<const std::vector<stored::v1::Body>>(first, decision_.bodies().end());
    state_.Add(decision_.context().sequence, std::exchange(decision_.rows(), {}), bodies, bodies_);
    bodies_ = decision_.bodies().size();
  }

  // After the last stage: the decision has the rows of all of them.
  void EndAll() { decision_.rows() = state_.TakeRows(); }

 private:
  OverlayStateView state_;
  DecisionBuilder& decision_;
  size_t bodies_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECISION_STAGES_H_

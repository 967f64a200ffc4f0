#include "content-service/domain/merged_effects.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace communique::content {
namespace {

using stored::v1::Effect;
using stored::v1::StatementEffect;

// A reason that says no more than that something beside the text changed.
bool IsMinor(v1::ChangeReason reason) {
  return reason == v1::CHANGE_REASON_TRANSLATIONS || reason == v1::CHANGE_REASON_SIGNATORIES;
}

void Merge(const StatementEffect& later, StatementEffect& effect) {
  if (!IsMinor(later.reason()) || IsMinor(effect.reason())) effect.set_reason(later.reason());
  effect.set_public_after(later.public_after());
  effect.set_draft_after(later.draft_after());
  if (later.revision() != 0) effect.set_revision(later.revision());
  if (later.edition() != 0) effect.set_edition(later.edition());
}

// Of one audience, in the order first told.
std::vector<Effect> StatementsOf(const std::vector<Effect>& effects, bool in_public) {
  std::vector<Effect> merged;
  std::map<std::string, size_t> places;
  for (const Effect& effect : effects) {
    if (!effect.has_statement() || !(in_public ? effect.in_public() : effect.in_editorial())) continue;
    const auto [known, is_new] = places.emplace(effect.statement().statement(), merged.size());
    if (!is_new) {
      Merge(effect.statement(), *merged[known->second].mutable_statement());
      continue;
    }
    merged.push_back(effect);
    merged.back().set_in_public(in_public);
    merged.back().set_in_editorial(!in_public);
  }
  return merged;
}

// Sections first, then statements, then what is told beside them.
int PlaceOf(const Effect& effect) {
  if (effect.has_section()) return 0;
  return effect.has_statement() ? 1 : 2;
}

// Keeps the last of each address.
std::vector<Effect> WithoutEarlierPaths(const std::vector<Effect>& effects,
                                        const std::vector<stored::v1::Body>& bodies) {
  std::set<std::string> told;
  std::vector<Effect> kept;
  for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
    if (effect->has_path() && !told.insert(bodies[effect->path().body()].path().path()).second) continue;
    kept.push_back(*effect);
  }
  std::reverse(kept.begin(), kept.end());
  return kept;
}

std::vector<v1::PublicFact> OnePerResource(const std::vector<v1::PublicFact>& facts) {
  std::vector<v1::PublicFact> merged;
  std::map<std::string, size_t> places;
  for (const v1::PublicFact& fact : facts) {
    const auto [known, is_new] = places.emplace(fact.resource(), merged.size());
    // What the later one does not say, such as the edition that was made, stays.
    is_new ? merged.push_back(fact) : merged[known->second].MergeFrom(fact);
  }
  return merged;
}

}  // namespace

void MergeEffects(Decision& decision) {
  auto& effects = *decision.record.mutable_effects();
  const std::vector<Effect> told(effects.begin(), effects.end());
  std::vector<Effect> merged = StatementsOf(told, true);
  for (Effect& effect : StatementsOf(told, false)) merged.push_back(std::move(effect));
  for (const Effect& effect : told) {
    if (!effect.has_statement()) merged.push_back(effect);
  }
  std::stable_sort(merged.begin(), merged.end(),
                   [](const Effect& a, const Effect& b) { return PlaceOf(a) < PlaceOf(b); });
  merged = WithoutEarlierPaths(merged, decision.bodies);
  effects.Assign(merged.begin(), merged.end());
  decision.facts = OnePerResource(decision.facts);
}

}  // namespace communique::content

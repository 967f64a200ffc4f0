#include <map>
#include <string>
#include <utility>
#include <vector>

#include "content-service/domain/compare_stages.h"

namespace communique::content {
namespace {

Counterparts SameEntries(const ContentPair& contents) {
  Counterparts entries(contents.from.attachments_size(), contents.to.attachments_size());
  std::map<std::string, int> places;
  for (int i = 0; i < contents.from.attachments_size(); ++i) {
    places.emplace(contents.from.attachments(i).entry_id(), i);
  }
  std::vector<PlacePair> same;
  for (int i = 0; i < contents.to.attachments_size(); ++i) {
    const auto found = places.find(contents.to.attachments(i).entry_id());
    if (found != places.end()) same.push_back({found->second, i});
  }
  for (const PlacePair& pair : same) entries.Join(pair);
  entries.MarkMoved(std::move(same), contents.turned);
  return entries;
}

}  // namespace

void CompareAttachments(const ContentPair& contents, v1::Comparison& comparison) {
  const Counterparts entries = SameEntries(contents);
  for (const PlacePair& places : InNewerOrder(entries)) {
    v1::AttachmentDifference difference;
    if (places.from >= 0) *difference.mutable_before() = contents.from.attachments(places.from);
    if (places.to >= 0) *difference.mutable_after() = contents.to.attachments(places.to);
    if (places.from < 0) {
      difference.set_kind(v1::DIFFERENCE_KIND_ADDED);
    } else if (places.to < 0) {
      difference.set_kind(v1::DIFFERENCE_KIND_REMOVED);
    } else if (difference.before().SerializeAsString() != difference.after().SerializeAsString()) {
      difference.set_kind(v1::DIFFERENCE_KIND_CHANGED);
    } else if (entries.moved[static_cast<size_t>(places.to)]) {
      difference.set_kind(v1::DIFFERENCE_KIND_MOVED);
    } else {
      continue;
    }
    *comparison.add_attachments() = std::move(difference);
  }
}

}  // namespace communique::content

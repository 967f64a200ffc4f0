#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATE_AT_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATE_AT_H_

#include "content-service/storage/content_store.h"
#include "content-service/storage/database.h"
#include "content-service/storage/rocks_state_view.h"

namespace communique::content {

// The state that a read shows. What was taken from the public since is hidden from it in the past too.
inline RocksStateView StateOf(const Database& database, ReadAt at) {
  const bool hides = at.past && at.view != v1::VIEW_EDITORIAL;
  return RocksStateView(database, at.sequence,
                        hides ? RocksStateView::TakenDown::kHidden : RocksStateView::TakenDown::kAsItWas);
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATE_AT_H_

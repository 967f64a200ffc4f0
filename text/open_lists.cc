#include "text/open_lists.h"

#include <utility>

namespace communique::text {
namespace {

constexpr std::size_t kMostLapsed = 16;

}  // namespace

void OpenLists::GoOn(std::size_t level, OpenList list) {
  CloseFrom(level + 1);
  open_[level] = std::move(list);
}

void OpenLists::Begin(std::size_t level, OpenList list) {
  CloseFrom(level);
  open_.push_back(std::move(list));
}

void OpenLists::CloseFrom(std::size_t level) {
  for (; open_.size() > level; open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(level))) {
    lapsed_.push_back(std::move(open_[level]));
  }
  if (lapsed_.size() > kMostLapsed) {
    lapsed_.erase(lapsed_.begin(), lapsed_.end() - kMostLapsed);
  }
}

}  // namespace communique::text

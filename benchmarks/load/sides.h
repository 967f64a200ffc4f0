#ifndef COMMUNIQUE_BENCHMARKS_LOAD_SIDES_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_SIDES_H_

#include <memory>

#include "benchmarks/load/side.h"

namespace communique::benchmarks {

std::unique_ptr<Side> MakeContentSide();
std::unique_ptr<Side> MakeEtcdSide();

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_SIDES_H_

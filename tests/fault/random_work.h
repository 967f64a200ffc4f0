#ifndef COMMUNIQUE_TESTS_FAULT_RANDOM_WORK_H_
#define COMMUNIQUE_TESTS_FAULT_RANDOM_WORK_H_

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "content-service/domain/command.h"

namespace communique::testing {

// What editors might do, at random, right or wrong: the same for the same seed and the same answers. A new
// command is one function and one line of the table in random_work.cc. One thread.
class RandomWork {
 public:
  // As what it works on is now; etags are empty where there is nothing.
  struct Reads {
    std::function<std::string(const std::string& id)> etag_of;
    std::function<std::string(const std::string& id)> etag_of_section;
    std::function<content::SeenSignatory(const std::string& id, int64_t number)> row_of;
  };

  // Its statements are "{prefix}{n}" with n below `statements`. Several may work on the same ones.
  RandomWork(uint32_t seed, std::string prefix, int statements, Reads reads);

  content::Action Next();
  // The sections that the work is filed under, before all else.
  static std::vector<content::Action> Sections();
  // The files that texts list, whether or not they were uploaded.
  static constexpr int kFiles = 12;
  static std::string File(int number);

  // 0 to count - 1.
  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }

 private:
  // One for each command; in random_work.cc.
  struct Commands;

  std::string AnyId();
  std::string AnySection();
  // One of those that come and go.
  std::string MoreSection();
  content::SeenStatement Any();
  content::SeenSignatory AnyRow();

  std::mt19937 random_;
  const std::string prefix_;
  const int statements_;
  const Reads reads_;
  int step_ = 0;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_RANDOM_WORK_H_

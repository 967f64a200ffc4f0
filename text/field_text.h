#ifndef COMMUNIQUE_TEXT_FIELD_TEXT_H_
#define COMMUNIQUE_TEXT_FIELD_TEXT_H_

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "text/import.h"

namespace communique::text {

// The fields beside the blocks (title, dates, place, source head, signatories), for the
// check that no line was lost. They are compared by letters and digits, and each is found as often as it is
// there. A value; not thread-safe.
class FieldText {
 public:
  explicit FieldText(const Imported& imported);

  // A line that is two parts ("Name : Secretariat", "Halden Quay, 16 May 2024"); both are used up.
  bool TakeTogether(absl::string_view text);
  // A line that is one field; it is used up. Never for an empty text.
  bool Take(absl::string_view text);
  bool Has(absl::string_view text) const;

 private:
  void Add(absl::string_view text);
  void AddTogether(absl::string_view a, absl::string_view b);
  bool TakePart(const std::string& key);

  std::unordered_map<std::string, int> parts_;
  std::unordered_map<std::string, std::vector<std::pair<std::string, std::string>>> together_;
};

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_FIELD_TEXT_H_

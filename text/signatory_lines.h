#ifndef COMMUNIQUE_TEXT_SIGNATORY_LINES_H_
#define COMMUNIQUE_TEXT_SIGNATORY_LINES_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "communique/content/v1/signatory.pb.h"

namespace communique::text {

// A line of a list of those who signed, read. Names stay as they are printed.
struct SignatoryReading {
  content::v1::Signatory signatory;
  // A word of it says what it is. Otherwise it was taken for one organisation for want of a better:
  // nothing says what it is, or the line may name several ("Fishers' Union · Water Institute").
  bool certain = false;
};

// "Citizens' Union (CU)" is an organisation with its short form; "Jane Doe, Director, Open Water
// Institute" a person with title and affiliation. Nothing where the line is a sentence, has an address or a
// number, or is too long for a name.
std::optional<SignatoryReading> ReadSignatory(absl::string_view line);

// The line as it was printed, from what was read from it; for the check that nothing was lost.
std::string PrintedSignatory(const content::v1::Signatory& signatory);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_SIGNATORY_LINES_H_

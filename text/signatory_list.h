#ifndef COMMUNIQUE_TEXT_SIGNATORY_LIST_H_
#define COMMUNIQUE_TEXT_SIGNATORY_LIST_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "text/lines.h"
#include "text/signatory_lines.h"

namespace communique::text {

// Lines read as a list of those who signed. Line numbers are indices.
struct SignatoryList {
  struct Row {
    std::size_t line = 0;
    // Nothing for the heading of a group.
    std::optional<SignatoryReading> reading;
    std::string group;
  };
  // The first line is a heading.
  bool headed = false;
  std::vector<Row> rows;
  // A day among them.
  std::optional<std::size_t> date;
  // The first line that does not read like one of them; the rest was not read then.
  std::optional<std::size_t> misfit;

  // Whether all lines read like names, and enough of them say what they are: one below a heading, most where
  // there is none.
  bool Convinces() const;
  // Whether every line says for certain that it is a person.
  bool NamesPersonsAlone() const;
};

// Reads the lines [begin, end). With `headed` the first of them is a heading ("Signed by:"), and others may
// head further groups.
SignatoryList ReadSignatoryList(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                                bool headed);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_SIGNATORY_LIST_H_

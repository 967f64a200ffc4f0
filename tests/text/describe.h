#ifndef COMMUNIQUE_TESTS_TEXT_DESCRIBE_H_
#define COMMUNIQUE_TESTS_TEXT_DESCRIBE_H_

#include <string>

#include "text/import.h"

namespace communique::testing {

// What was made of a text, one line a thing, nested by two spaces: "title …", "clause [5.1.] …",
// "item …". For expectations that read like the text they are about.
std::string Describe(const text::Imported& imported);

// The blocks alone.
std::string DescribeBlocks(const text::Imported& imported);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TEXT_DESCRIBE_H_

#include "serving/port_file.h"

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace communique::serving {

absl::Status WritePortFile(const std::string& path, const std::vector<std::pair<std::string, int>>& ports) {
  const std::string temporary = path + ".new";
  std::ofstream stream(temporary, std::ios::trunc);
  for (const auto& [name, port] : ports) {
    stream << name << '=' << port << '\n';
  }
  stream.close();
  if (!stream || std::rename(temporary.c_str(), path.c_str()) != 0) {
    return absl::InvalidArgumentError(absl::StrCat("cannot write the port file ", path,
                                                   "; check that its folder exists and can be written"));
  }
  return absl::OkStatus();
}

}  // namespace communique::serving

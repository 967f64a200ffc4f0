#include "tests/fault/damage.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace communique::testing {
namespace {

constexpr size_t kEdge = 64;
constexpr size_t kSector = 512;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

size_t PickPlace(size_t size, std::mt19937& random) {
  const size_t edge = std::min(kEdge, size);
  switch (random() % 4) {
    case 0:
      return random() % edge;
    case 1:
      return size - 1 - random() % edge;
    default:
      return random() % size;
  }
}

bool IsOfKind(const std::string& name, const std::string& kind) {
  return absl::StartsWith(name, kind) || absl::EndsWith(name, absl::StrCat(".", kind));
}

}  // namespace

std::vector<std::string> KindsOfFiles() {
  return {"sst", "log", "blob", "MANIFEST-", "CURRENT", "OPTIONS-", "IDENTITY", "DURABLE"};
}

std::vector<std::filesystem::path> FilesOfKind(const std::filesystem::path& directory,
                                               const std::string& kind) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.is_regular_file() && entry.file_size() > 0 && IsOfKind(entry.path().filename(), kind)) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string DamageOne(const std::filesystem::path& directory, const std::string& kind, std::mt19937& random) {
  const std::vector<std::filesystem::path> files = FilesOfKind(directory, kind);
  if (files.empty()) return "";
  const std::filesystem::path& path = files[random() % files.size()];
  std::string bytes = ReadFile(path);
  const size_t place = PickPlace(bytes.size(), random);
  std::string what;
  switch (random() % 6) {
    case 0:
      what = "cut off at ";
      bytes.resize(place);
      break;
    case 1:
      what = "a sector of zeros at ";
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(place), std::min(kSector, bytes.size() - place),
                  '\0');
      break;
    default:
      what = "another byte at ";
      bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1 + random() % 255));
  }
  std::ofstream(path, std::ios::binary) << bytes;
  return absl::StrCat(path.filename().string(), ": ", what, place);
}

}  // namespace communique::testing

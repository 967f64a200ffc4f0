// Reads every #include of the tree and fails on an arrow that runs the other way.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace communique {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A layer, and the layers whose headers its files may include. A layer may always include itself.
using Arrows = std::map<std::string, std::set<std::string>>;

const Arrows& AllowedArrows() {
  static const auto* arrows = new Arrows{
      {"proto/", {}},
      {"statement/", {"proto/"}},
      {"serving/", {"proto/", "statement/"}},
      {"rocks/", {}},
      {"text/", {"proto/", "statement/"}},
      {"content-service/domain/", {"proto/", "statement/"}},
      {"content-service/storage/", {"proto/", "statement/", "rocks/", "content-service/domain/"}},
      {"content-service/commit/",
       {"proto/", "statement/", "content-service/domain/", "content-service/storage/"}},
      {"content-service/service/",
       {"proto/", "statement/", "serving/", "content-service/domain/", "content-service/storage/",
        "content-service/commit/"}},
      {"content-service/",
       {"proto/", "statement/", "serving/", "content-service/domain/", "content-service/storage/",
        "content-service/commit/", "content-service/service/"}},
      {"render-service/domain/", {"proto/", "statement/"}},
      {"render-service/html/", {"proto/", "statement/", "text/", "render-service/domain/"}},
      {"render-service/image/", {"proto/", "statement/", "render-service/domain/"}},
      {"render-service/storage/", {"proto/", "statement/", "rocks/", "render-service/domain/"}},
      {"render-service/pipeline/",
       {"proto/", "statement/", "serving/", "render-service/domain/", "render-service/html/",
        "render-service/image/", "render-service/storage/"}},
      {"render-service/service/",
       {"proto/", "statement/", "serving/", "render-service/domain/", "render-service/storage/",
        "render-service/pipeline/"}},
      {"render-service/",
       {"proto/", "statement/", "serving/", "render-service/domain/", "render-service/html/",
        "render-service/image/", "render-service/storage/", "render-service/pipeline/",
        "render-service/service/"}},
      {"cli/", {"proto/", "statement/", "text/"}},
  };
  return *arrows;
}

// Everything may use the two status macros: they depend on nothing.
constexpr absl::string_view kStatusMacros = "serving/status_macros.h";

// The layer with the longest prefix, or empty for a file of none (a system header).
std::string LayerOf(absl::string_view path) {
  if (absl::StartsWith(path, "communique/") && absl::EndsWith(path, ".pb.h")) {
    return "proto/";
  }
  std::string best;
  for (const auto& [layer, unused] : AllowedArrows()) {
    if (absl::StartsWith(path, layer) && layer.size() > best.size()) {
      best = layer;
    }
  }
  return best;
}

std::vector<std::string> IncludesOf(const std::filesystem::path& file) {
  std::vector<std::string> includes;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    absl::string_view rest = line;
    if (!absl::ConsumePrefix(&rest, "#include \"")) {
      continue;
    }
    includes.emplace_back(rest.substr(0, rest.find('"')));
  }
  return includes;
}

bool IsAllowed(const std::string& from_layer, const std::string& included) {
  const std::string to_layer = LayerOf(included);
  return to_layer.empty() || to_layer == from_layer || included == kStatusMacros ||
         AllowedArrows().at(from_layer).contains(to_layer);
}

// "file includes header" for every arrow that runs the wrong way.
std::vector<std::string> WrongArrows(const std::string& file, const std::vector<std::string>& includes) {
  std::vector<std::string> wrong;
  const std::string layer = LayerOf(file);
  for (const std::string& included : includes) {
    if (!layer.empty() && !IsAllowed(layer, included)) {
      wrong.push_back(absl::StrCat(file, " includes ", included));
    }
  }
  return wrong;
}

std::vector<std::string> SourceFiles() {
  const std::filesystem::path root = COMMUNIQUE_SOURCE_DIR;
  std::vector<std::string> files;
  for (const char* top :
       {"statement", "serving", "rocks", "text", "content-service", "render-service", "cli"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".h" || extension == ".cc") {
        files.push_back(std::filesystem::relative(entry.path(), root).string());
      }
    }
  }
  return files;
}

TEST(IncludeDirection, EveryIncludeFollowsTheWayOfTheData) {
  const std::filesystem::path root = COMMUNIQUE_SOURCE_DIR;
  const std::vector<std::string> files = SourceFiles();
  ASSERT_GT(files.size(), 50u) << "the walk found too few files to mean anything";
  std::vector<std::string> wrong;
  for (const std::string& file : files) {
    const std::vector<std::string> here = WrongArrows(file, IncludesOf(root / file));
    wrong.insert(wrong.end(), here.begin(), here.end());
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(IncludeDirection, DomainAndInterfaceHeadersKnowNeitherGrpcNorRocksDb) {
  const std::filesystem::path root = COMMUNIQUE_SOURCE_DIR;
  for (const std::string& file : SourceFiles()) {
    const bool pure = absl::StartsWith(file, "statement/") || absl::StrContains(file, "/domain/") ||
                      absl::StartsWith(file, "text/");
    if (!pure) {
      continue;
    }
    std::ifstream stream(root / file);
    for (std::string line; std::getline(stream, line);) {
      EXPECT_FALSE(absl::StrContains(line, "#include <grpc") ||
                   absl::StrContains(line, "#include <rocksdb/") || absl::StrContains(line, ".grpc.pb.h"))
          << file << ": " << line;
    }
  }
}

TEST(IncludeDirection, AnArrowThatRunsTheOtherWayIsFound) {
  EXPECT_THAT(WrongArrows("content-service/domain/decide.cc", {"content-service/storage/keys.h"}),
              ElementsAre("content-service/domain/decide.cc includes content-service/storage/keys.h"));
}

TEST(IncludeDirection, TheTwoServicesNeverIncludeEachOther) {
  EXPECT_THAT(WrongArrows("render-service/pipeline/a.cc", {"content-service/domain/decide.h"}),
              ElementsAre("render-service/pipeline/a.cc includes content-service/domain/decide.h"));
}

TEST(IncludeDirection, TheStatusMacrosAreForAll) {
  EXPECT_THAT(WrongArrows("statement/digest.cc", {"serving/status_macros.h"}), IsEmpty());
  EXPECT_THAT(WrongArrows("statement/digest.cc", {"serving/logging.h"}),
              ElementsAre("statement/digest.cc includes serving/logging.h"));
}

}  // namespace
}  // namespace communique

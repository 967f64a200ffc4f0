#ifndef COMMUNIQUE_TESTS_TESTING_SAMPLE_TEXTS_H_
#define COMMUNIQUE_TESTS_TESTING_SAMPLE_TEXTS_H_

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace communique::testing {

// A real text, of those that are not a part of the project.
struct SampleText {
  // "00-en-joint-statement-jakarta.txt": number, language, words.
  std::string name;
  // Without the lines above it that say where it is from.
  std::string text;
};

// All sample texts in the folder that COMMUNIQUE_SAMPLES names, else in ../shared/statements beside the
// project, by name; none where there is no such folder.
inline std::vector<SampleText> SampleTexts() {
  const char* const named = std::getenv("COMMUNIQUE_SAMPLES");
  const std::filesystem::path folder =
      named != nullptr ? std::filesystem::path(named)
                       : std::filesystem::path(COMMUNIQUE_SOURCE_DIR) / "../shared/statements";
  std::vector<SampleText> samples;
  if (!std::filesystem::is_directory(folder)) return samples;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::stringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    std::string text = bytes.str();
    if (const size_t header = text.find("# ---- body starts"); header != std::string::npos) {
      text.erase(0, text.find('\n', header) + 1);
    }
    samples.push_back({entry.path().filename().string(), std::move(text)});
  }
  std::sort(samples.begin(), samples.end(),
            [](const SampleText& a, const SampleText& b) { return a.name < b.name; });
  return samples;
}

}  // namespace communique::testing

#define SKIP_WITHOUT_SAMPLES(samples) \
  if ((samples).empty()) GTEST_SKIP() << "no sample texts; set COMMUNIQUE_SAMPLES to a folder of .txt files"

#endif  // COMMUNIQUE_TESTS_TESTING_SAMPLE_TEXTS_H_

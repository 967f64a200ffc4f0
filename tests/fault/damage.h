#ifndef COMMUNIQUE_TESTS_FAULT_DAMAGE_H_
#define COMMUNIQUE_TESTS_FAULT_DAMAGE_H_

#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace communique::testing {

// The kinds of files of a store, by how RocksDB or we name them; "blob" are those of BlobDB.
std::vector<std::string> KindsOfFiles();
// Those of a kind in a directory, by name. None that is empty.
std::vector<std::filesystem::path> FilesOfKind(const std::filesystem::path& directory,
                                               const std::string& kind);

// Damages one file of a kind at random: a byte is another one, or the end is missing, or a sector is zeros.
// Beginnings and ends, where headers and footers stand, are hit as often as all the rest. What was done, in
// words; empty where there is no such file.
std::string DamageOne(const std::filesystem::path& directory, const std::string& kind, std::mt19937& random);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_DAMAGE_H_

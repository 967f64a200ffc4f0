#include "content-service/storage/checksum.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace communique::content {
namespace {

TEST(Checksum, IsCrc32cAsTheStandardHasIt) {
  // The usual check value, and RFC 3720, B.4.
  EXPECT_EQ(Crc32c("123456789"), "\xE3\x06\x92\x83");
  EXPECT_EQ(Crc32c("1234", "56789"), "\xE3\x06\x92\x83");
  EXPECT_EQ(Crc32c(std::string(32, '\0')), "\x8A\x91\x36\xAA");
  EXPECT_EQ(Crc32c(std::string(32, '\xFF')), "\x62\xA8\xAB\x43");
  EXPECT_EQ(Crc32c(""), std::string(4, '\0'));
}

// So that what was stored on one machine is read on another.
TEST(Checksum, IsTheSameOnAMachineWithoutTheInstruction) {
  std::mt19937 random(1);
  std::string all;
  for (size_t size = 0; size < 300; ++size) {
    const size_t cut = size == 0 ? 0 : random() % size;
    const absl::string_view bytes = all;
    EXPECT_EQ(Crc32c(bytes.substr(0, cut), bytes.substr(cut)), Crc32cByRocksDb("", bytes)) << size;
    all.push_back(static_cast<char>(random()));
  }
}

}  // namespace
}  // namespace communique::content

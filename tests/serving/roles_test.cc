#include "serving/roles.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "communique/content/v1/admin_service.pb.h"
#include "communique/content/v1/blob_service.pb.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/content/v1/section_service.pb.h"
#include "communique/content/v1/statement_service.pb.h"
#include "communique/render/v1/render_service.pb.h"
#include "tests/testing/status_matchers.h"

namespace communique::serving {
namespace {

using ::communique::testing::StatusIs;

constexpr Role kAllRoles[] = {Role::kAnyone, Role::kRenderer,  Role::kReader,
                              Role::kAuthor, Role::kPublisher, Role::kAdmin};

// Every method of the services that these files define.
std::vector<const google::protobuf::MethodDescriptor*> AllMethods() {
  std::vector<const google::protobuf::MethodDescriptor*> methods;
  for (const auto* file :
       {content::v1::GetStatusRequest::descriptor()->file(), content::v1::UploadHeader::descriptor()->file(),
        content::v1::WatchRequest::descriptor()->file(), content::v1::GetSectionRequest::descriptor()->file(),
        content::v1::GetStatementRequest::descriptor()->file(),
        render::v1::GetStatusRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        methods.push_back(file->service(s)->method(m));
      }
    }
  }
  return methods;
}

std::string FullName(const google::protobuf::MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

TEST(Roles, EveryMethodOfEveryServiceHasARow) {
  const auto methods = AllMethods();
  ASSERT_GE(methods.size(), 23u);
  std::set<std::string> names;
  for (const auto* method : methods) {
    names.insert(FullName(*method));
    EXPECT_NE(FindRule(FullName(*method)), nullptr) << FullName(*method) << " has no row in serving/roles.cc";
  }
  for (const MethodRule& rule : MethodRules()) {
    EXPECT_TRUE(names.contains(std::string(rule.method))) << rule.method << " is no method of ours";
  }
}

TEST(Roles, AMethodHasAnEditorialRoleWhereItsRequestHasAView) {
  for (const auto* method : AllMethods()) {
    const bool has_view = method->input_type()->FindFieldByName("view") != nullptr;
    EXPECT_EQ(FindRule(FullName(*method))->least_editorial.has_value(), has_view) << FullName(*method);
  }
}

TEST(Roles, NobodyWithoutTokenSeesAnythingEditorial) {
  for (const MethodRule& rule : MethodRules()) {
    if (rule.least_editorial.has_value()) {
      EXPECT_FALSE(Includes(Role::kAnyone, *rule.least_editorial)) << rule.method;
      EXPECT_FALSE(Includes(Role::kRenderer, *rule.least_editorial)) << rule.method;
    }
  }
}

TEST(Roles, NobodyBelowAuthorWritesAndNobodyBelowPublisherPublishes) {
  for (const char* write : {"CreateStatement", "UpdateStatement", "AddSignatories", "PublishStatement"}) {
    const MethodRule* rule = FindRule(absl::StrCat("/communique.content.v1.StatementService/", write));
    ASSERT_NE(rule, nullptr);
    for (Role role : {Role::kAnyone, Role::kReader, Role::kRenderer}) {
      EXPECT_FALSE(Includes(role, rule->least)) << write << " by " << RoleName(role);
    }
    EXPECT_EQ(Includes(Role::kAuthor, rule->least), std::string(write) != "PublishStatement") << write;
    EXPECT_TRUE(Includes(Role::kPublisher, rule->least)) << write;
  }
}

TEST(Roles, TheTableIsSortedSoThatItCanBeSearched) {
  EXPECT_TRUE(std::is_sorted(MethodRules().begin(), MethodRules().end(),
                             [](const auto& a, const auto& b) { return a.method < b.method; }));
  EXPECT_EQ(FindRule("/communique.content.v1.StatementService/NoSuchMethod"), nullptr);
  EXPECT_EQ(FindRule(""), nullptr);
}

TEST(Roles, AdminIncludesAllAndEveryRoleIncludesItselfAndAnyone) {
  for (Role role : kAllRoles) {
    EXPECT_TRUE(Includes(Role::kAdmin, role));
    EXPECT_TRUE(Includes(role, role));
    EXPECT_TRUE(Includes(role, Role::kAnyone));
    EXPECT_EQ(Includes(role, Role::kAdmin), role == Role::kAdmin);
  }
}

TEST(Roles, NamesOfRolesAreReadBack) {
  for (Role role : kAllRoles) {
    if (role != Role::kAnyone) {
      EXPECT_EQ(*ParseRole(RoleName(role)), role);
    }
  }
  EXPECT_THAT(ParseRole("anyone"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ParseRole("Reader"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Roles, TheApiPageNamesTheRoleOfEveryMethod) {
  std::ifstream page(COMMUNIQUE_SOURCE_DIR "/docs/api.md");
  std::map<std::string, std::string> described;
  std::string service;
  for (std::string line; std::getline(page, line);) {
    const std::vector<std::string> cells = absl::StrSplit(line, " | ");
    if (cells.size() != 3) continue;
    if (absl::EndsWith(cells[0], "Service")) service = cells[0].substr(2);
    const std::string method = cells[1].substr(0, cells[1].find(' '));
    described[absl::StrCat(service, "/", method)] = std::string(absl::StripSuffix(cells[2], " |"));
  }
  for (const MethodRule& rule : MethodRules()) {
    std::string roles(RoleName(rule.least));
    if (rule.least_editorial.has_value()) absl::StrAppend(&roles, ", ", RoleName(*rule.least_editorial));
    const std::vector<std::string> parts = absl::StrSplit(rule.method, '.');
    EXPECT_EQ(described[parts.back()], roles) << rule.method;
  }
}

}  // namespace
}  // namespace communique::serving

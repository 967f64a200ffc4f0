#include "text/date_words.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "absl/strings/str_split.h"

namespace communique::text {
namespace {

using Months = std::unordered_map<std::string, int>;

// One string a language or calendar, the names of the months in order; "-" leaves one out.
const std::vector<const char*>& MonthNames() {
  static const auto* names = new std::vector<const char*>{
      "january february march april may june july august september october november december",
      "jan feb mar apr may jun jul aug sep oct nov dec",
      "- - - - - - - - sept - - -",
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "janv févr - avr - - juil - - - - déc",
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "- - - - - - - - setiembre - - -",
      "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      "januar februar märz april mai juni juli august september oktober november dezember",
      "jänner - - - - - - - - - - -",
      "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
      "januari februari maret april mei juni juli agustus september oktober november desember",
      "- pebruari maart - - - - augustus - - nopember december",
      "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
      "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
      "جانفي فيفري - ابريل ماي يونيه يوليوز اغسطس شتنبر اكتوبر نونبر دجنبر",
      "- - - إبريل ماي جوان جويلية أوت - - - -",
      "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
  };
  return *names;
}

Months MakeMonths() {
  Months months;
  for (const char* line : MonthNames()) {
    int value = 0;
    for (const absl::string_view name : absl::StrSplit(line, ' ')) {
      ++value;
      months.emplace(std::string(name), value);
    }
  }
  months.erase("-");
  // The Levantine names, of which some are two words.
  for (const auto& [name, value] : std::vector<std::pair<const char*, int>>{{"شباط", 2},
                                                                            {"آذار", 3},
                                                                            {"نيسان", 4},
                                                                            {"أيار", 5},
                                                                            {"حزيران", 6},
                                                                            {"تموز", 7},
                                                                            {"آب", 8},
                                                                            {"أيلول", 9}}) {
    months[name] = value;
  }
  return months;
}

}  // namespace

int MonthValue(absl::string_view word) {
  static const auto* months = new Months(MakeMonths());
  const auto found = months->find(std::string(word));
  return found == months->end() ? 0 : found->second;
}

bool IsDateFiller(absl::string_view word) {
  static const auto* fillers = new std::unordered_set<std::string>{
      "monday",   "tuesday",     "wednesday",   "thursday", "friday",    "saturday", "sunday",
      "mon",      "tue",         "tues",        "wed",      "thu",       "thur",     "thurs",
      "fri",      "sat",         "sun",         "day",      "of",        "the",      "on",
      "this",     "lundi",       "mardi",       "mercredi", "jeudi",     "vendredi", "samedi",
      "dimanche", "le",          "lunes",       "martes",   "miércoles", "jueves",   "viernes",
      "sábado",   "domingo",     "de",          "del",      "el",        "segunda",  "terça",
      "quarta",   "quinta",      "sexta",       "feira",    "em",        "montag",   "dienstag",
      "mittwoch", "donnerstag",  "freitag",     "samstag",  "sonntag",   "den",      "der",
      "am",       "senin",       "selasa",      "rabu",     "kamis",     "jumat",    "sabtu",
      "minggu",   "tanggal",     "понедельник", "вторник",  "среда",     "четверг",  "пятница",
      "суббота",  "воскресенье", "г",           "года",     "الاثنين",   "الإثنين",  "الثلاثاء",
      "الأربعاء", "الخميس",      "الجمعة",      "السبت",    "الأحد",     "في",       "م",
      "يوم",      "ء",           "ع",           "عیسوی",    "بروز",      "پیر",      "منگل",
      "بدھ",      "جمعرات",      "جمعہ",        "ہفتہ",     "اتوار",     "월",       "화",
      "수",       "목",          "금",          "토",       "일",        "월요일",   "화요일",
      "수요일",   "목요일",      "금요일",      "토요일",   "일요일",    "月",       "火",
      "水",       "木",          "金",          "土",       "日",        "月曜日",   "火曜日",
      "水曜日",   "木曜日",      "金曜日",      "土曜日",   "日曜日",    "星期一",   "星期二",
      "星期三",   "星期四",      "星期五",      "星期六",   "星期日",    "utc",      "gmt",
      "cet",      "cest",        "est",         "edt",      "pst",       "kst",      "jst",
      "wib",      "pm",          "a",           "p",        "uhr",       "h"};
  return fillers->contains(std::string(word));
}

}  // namespace communique::text

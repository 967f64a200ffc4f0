#include "text/language_guess.h"

#include <gtest/gtest.h>

namespace communique::text {
namespace {

TEST(LanguageGuess, ScriptsSpeakForThemselves) {
  EXPECT_EQ(GuessLanguage("우리는 강의 상태를 알 권리가 있다"), "ko");
  EXPECT_EQ(GuessLanguage("私たちは川の状態を知る権利がある"), "ja");
  EXPECT_EQ(GuessLanguage("我们有权知道河流的状况"), "zh");
  EXPECT_EQ(GuessLanguage("لنا الحق في معرفة حالة النهر"), "ar");
  EXPECT_EQ(GuessLanguage("ہمیں دریا کی حالت جاننے کا حق ہے"), "ur");
  EXPECT_EQ(GuessLanguage("Мы имеем право знать о состоянии реки"), "ru");
}

TEST(LanguageGuess, SmallWordsTellLatinLanguagesApart) {
  EXPECT_EQ(GuessLanguage("We have the right to know what is in the water of this river"), "en");
  EXPECT_EQ(GuessLanguage("Nous avons le droit de savoir ce qui est dans les eaux de cette rivière"), "fr");
  EXPECT_EQ(GuessLanguage("Tenemos el derecho a saber lo que hay en las aguas del río y por qué"), "es");
  EXPECT_EQ(GuessLanguage("Temos o direito de saber o que há nas águas do rio e não é pouco"), "pt");
  EXPECT_EQ(GuessLanguage("Wir haben das Recht zu wissen, was in dem Wasser ist und wer es weiß"), "de");
  EXPECT_EQ(GuessLanguage("Kami berhak untuk tahu apa yang ada dalam air sungai ini"), "id");
}

TEST(LanguageGuess, NamesInLatinLettersDoNotHideTheScript) {
  EXPECT_EQ(GuessLanguage("강 연합 Mirell River Alliance 와 Open Water Institute 는 묻는다 우리는 안다"),
            "ko");
}

TEST(LanguageGuess, WithoutAHintItIsUndetermined) {
  EXPECT_EQ(GuessLanguage("12345"), "und");
  EXPECT_EQ(GuessLanguage("Xyzzy plugh"), "und");
  EXPECT_EQ(GuessLanguage("Українська мова ґанок їжак"), "und");
}

}  // namespace
}  // namespace communique::text

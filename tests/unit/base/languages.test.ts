import { guessLanguage, isCjkLanguage, isSameLanguage } from '../../../src/base/languages.ts';

describe('guessLanguage', () => {
  it.each([
    ['The committee decided to postpone the vote.', 'en'],
    ['我们公司计划在明年第一季度推出 Windows 新产品。', 'zh'],
    ['我們公司計劃在明年第一季度推出這個新產品。', 'zh-Hant'],
    ['日本語の文章を書くのは楽しいです。', 'ja'],
    ['안녕하세요 여러분 오늘은 날씨가 좋습니다.', 'ko'],
    ['Сегодня хорошая погода в Москве.', 'ru'],
    ['Das ist nicht der Bericht, den wir für die Sitzung brauchen.', 'de'],
    ['Nous avons une réunion dans les bureaux pour le projet.', 'fr'],
    ['El informe es para los clientes y las oficinas del sur.', 'es'],
  ])('takes %j for %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });

  it('says the fallback when no letter tells', () => {
    expect(guessLanguage('123 — 456', 'zh')).toBe('zh');
    expect(guessLanguage('Qwrt', 'fr')).toBe('fr');
  });
});

describe('language tags', () => {
  it('knows the languages written without spaces', () => {
    expect(['zh', 'zh-CN', 'ja-JP', 'en', 'ko', 'zhx'].map(isCjkLanguage)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('compares languages without their regions', () => {
    expect(isSameLanguage('en-GB', 'en')).toBe(true);
    expect(isSameLanguage('zh', 'ja')).toBe(false);
  });
});

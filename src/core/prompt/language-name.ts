const names: Readonly<Record<string, string>> = {
  zh: 'Simplified Chinese',
  'zh-cn': 'Simplified Chinese',
  'zh-sg': 'Simplified Chinese',
  'zh-hans': 'Simplified Chinese',
  'zh-tw': 'Traditional Chinese',
  'zh-hk': 'Traditional Chinese',
  'zh-mo': 'Traditional Chinese',
  'zh-hant': 'Traditional Chinese',
};

/** The English name of a BCP 47 language, for an instruction; the tag itself when nobody knows it. */
export function languageName(tag: string): string {
  const known = names[tag.toLowerCase()] ?? names[tag.toLowerCase().split('-').slice(0, 2).join('-')];
  if (known !== undefined) return known;
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    // Not a language tag at all: what the person wrote may still tell the model.
    return tag;
  }
}

import {
  isBelgianId,
  isChineseResidentId,
  isFrenchSocialSecurityNumber,
  isHongKongId,
  isIban,
  isLuhn,
  isNationalInsuranceNumber,
  isSocialSecurityNumber,
  isSpanishId,
} from './checksums.ts';
import { detailsOf, type Detail, type FindDetails } from './detail.ts';

/** Not inside a longer number or word. */
const head = '(?<![A-Za-z0-9])';
const tail = '(?![A-Za-z0-9])';
const gap = '[ .\\-]?';

const pattern = (source: string, flags = ''): RegExp => new RegExp(source, `g${flags}`);

const residentId = pattern('(?<!\\d)[1-9]\\d{5} ?\\d{8} ?\\d{3}[\\dXx](?!\\d)');
const socialSecurity = pattern(`${head}\\d{3}[- ]\\d{2}[- ]\\d{4}${tail}`);
const socialSecurityNamed = pattern('(?<before>(?:SSN|social security)[^\\d\\n]{0,20})(?<detail>\\d{9})(?!\\d)', 'i');
const nationalInsurance = pattern(`${head}[A-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]${tail}`, 'i');
const french = pattern(`${head}[12] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}${tail}`, 'i');
const spanish = pattern(`${head}(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]${tail}`, 'i');
const belgian = pattern(`${head}\\d{2}[.]?\\d{2}[.]?\\d{2}-?\\d{3}[.]?\\d{2}${tail}`);
const hongKong = pattern(`${head}[A-Z]{1,2}\\d{6} ?\\([\\dA]\\)`, 'i');
const passport = pattern(
  '(?<before>(?:passport|护照|護照|通行证|通行證)[^A-Z0-9\\n]{0,24}(?:(?:no|number|nr)[^A-Z0-9\\n]{0,6})?)(?<detail>(?=[A-Z0-9]*\\d{5})[A-Z0-9]{6,10})(?![A-Z0-9])',
  'i',
);

/** Identity numbers with check digits, and those that a word before them names. */
export const findIds: FindDetails = (text) => [
  ...detailsOf('ids', text, residentId, isChineseResidentId),
  ...detailsOf('ids', text, socialSecurity, isSocialSecurityNumber),
  ...detailsOf('ids', text, socialSecurityNamed, isSocialSecurityNumber),
  ...detailsOf('ids', text, nationalInsurance, isNationalInsuranceNumber),
  ...detailsOf('ids', text, french, isFrenchSocialSecurityNumber),
  ...detailsOf('ids', text, spanish, isSpanishId),
  ...detailsOf('ids', text, belgian, isBelgianId),
  ...detailsOf('ids', text, hongKong, isHongKongId),
  ...detailsOf('ids', text, passport),
];

const card = pattern(`(?<!\\d)[2-6]\\d{3}(?:[ -]?\\d){9,15}(?!\\d)`);

/** Bank cards: 13 to 19 digits that pass Luhn's check. */
export const findCards: FindDetails = (text) => detailsOf('cards', text, card, isLuhn);

const iban = pattern(`${head}[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{1,4}){3,8}`, 'i');

/** International bank account numbers. The spaces may be followed by a word, so the longest head that checks is taken. */
export const findAccounts: FindDetails = (text) =>
  Array.from(text.matchAll(iban)).flatMap((match) => {
    for (let { length } = match[0]; length >= 15; length -= 1) {
      const candidate = match[0].slice(0, length);
      if (/[A-Za-z0-9]/.test(text.charAt(match.index + length)) || candidate.endsWith(' ')) continue;
      if (isIban(candidate.replaceAll(' ', '').toUpperCase())) {
        return [{ kind: 'accounts' as const, start: match.index, end: match.index + length }];
      }
    }
    return [];
  });

const mailbox = /(?:[A-Za-z0-9_](?:[\w.+%-]|'(?=\w)){0,63}|[\p{L}\p{N}_](?:[\p{L}\p{N}_.+%-]){0,63})$/u;
const mailHost = /^@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/u;
const hanSign = /\p{Script=Han}/u;

/** Looked for around each `@`. In Chinese no space stands before an address: there it begins with its first plain letter. */
export const findEmails: FindDetails = (text) => {
  const details: Detail[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const host = mailHost.exec(text.slice(at, at + 256))?.[0];
    const written = mailbox.exec(text.slice(Math.max(0, at - 64), at))?.[0] ?? '';
    const name = hanSign.test(written) ? (/[A-Za-z0-9_][\w.+%-]*$/.exec(written)?.[0] ?? '') : written;
    if (host !== undefined && name !== '' && !hanSign.test(host)) {
      details.push({ kind: 'emails', start: at - name.length, end: at + host.length });
    }
  }
  return details;
};

const chineseMobile = pattern(`(?<!\\d)(?:\\+?86${gap})?1[3-9]\\d${gap}\\d{4}${gap}\\d{4}(?!\\d)`);
const chineseLandline = pattern('(?<!\\d)(?:\\(0\\d{2,3}\\)|0\\d{2,3}[- ])\\d{7,8}(?:[-转 ]\\d{1,6})?(?!\\d)');
const chineseService = pattern('(?<!\\d)[48]00[- ]\\d{3}[- ]\\d{4}(?!\\d)');
const international = pattern(
  '(?<![\\w+])(?:\\+|(?<!\\d[ .\\-])00)[1-9]\\d{0,2}(?:[ .\\-/]?\\(?\\d{1,4}\\)?){2,6}(?!\\d)',
);
const northAmerican = pattern(
  '(?<![\\d-])(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}(?![\\d-])',
);
const named = pattern(
  '(?<before>(?:\\b(?:tel(?:ephone)?|phone|mobile|cell|fax|call|whatsapp)\\b|电话|電話|手机|手機|座机|传真|傳真|热线|熱線|联系方式|微信)[^\\d\\n+(]{0,12})(?<detail>[+(]?\\d(?:[ .()\\-/]{0,2}\\d){5,14})(?!\\d)',
  'i',
);

const digitCount = (bare: string): number => bare.replace(/\D/g, '').length;
const isPhoneLength = (bare: string): boolean => digitCount(bare) >= 7 && digitCount(bare) <= 15;

/** Phone numbers: Chinese and North American forms, international ones, and any that a word before it names. */
export const findPhones: FindDetails = (text) => [
  ...detailsOf('phones', text, international, (bare) => isPhoneLength(bare.replace(/^00/, ''))),
  ...detailsOf('phones', text, chineseMobile),
  ...detailsOf('phones', text, chineseLandline),
  ...detailsOf('phones', text, chineseService),
  ...detailsOf('phones', text, northAmerican),
  ...detailsOf('phones', text, named, (bare) => isPhoneLength(bare) || digitCount(bare) === 6),
];

const number = '\\d{1,3}(?:[,  ]\\d{3})+(?:\\.\\d+)?|\\d+(?:[.,]\\d+)*';
const amountBefore = pattern(
  `(?:[¥￥$€£₩₹]|\\b(?:RMB|CNY|USD|EUR|GBP|HKD|JPY|US\\$|HK\\$)|人民币|美元|港币) ?(?:${number})(?: ?(?:百万|千万|万|亿|million|billion|thousand|[mbk]n?\\b))?(?: ?元)?`,
  'i',
);
const amountAfter = pattern(
  `(?<![\\d.,])(?:${number}) ?(?:(?:百万|千万|万|亿|千)?(?:元|美元|欧元|英镑|日元|港元|港币|人民币)|(?:(?:million|billion|thousand) )?(?:dollars|euros?|pounds|yuan|yen|RMB|CNY|USD|EUR|GBP|HKD|JPY)\\b|[€£])`,
  'i',
);

/** Sums of money, by their signs and words. */
export const findAmounts: FindDetails = (text) => [
  ...detailsOf('amounts', text, amountBefore),
  ...detailsOf('amounts', text, amountAfter),
];

/** The check digits of numbers that name a person or an account. Each takes the number without its separators. */

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Chinese resident identity number: 17 digits with a date of birth and a check sign (GB 11643, ISO 7064 MOD 11-2). */
export function isChineseResidentId(id: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(id) || !isDate(id.slice(6, 10), id.slice(10, 12), id.slice(12, 14))) return false;
  const sum = residentWeights.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

function isDate(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
  return isReal && Number(year) >= 1850 && Number(year) < 2150;
}

/** Bank cards of all large schemes. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const value = index % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** International bank account number (ISO 13616): the rearranged number leaves 1 when divided by 97. */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let remainder = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** United States: the areas, groups and serials that were never given out are no numbers of persons. */
export function isSocialSecurityNumber(digits: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);
}

/** United Kingdom national insurance number. */
export function isNationalInsuranceNumber(id: string): boolean {
  return /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/i.test(id);
}

/** France: 13 signs and a key, 97 less the rest; the departments of Corsica are 2A and 2B. */
export function isFrenchSocialSecurityNumber(id: string): boolean {
  if (!/^[12]\d{4}(?:\d{2}|2[AB])\d{8}$/i.test(id)) return false;
  const number = BigInt(id.slice(0, 13).replace(/2A/i, '19').replace(/2B/i, '18'));
  return 97n - (number % 97n) === BigInt(id.slice(13));
}

/** Spain: eight digits, or X, Y or Z and seven, and a letter by the rest of 23. */
export function isSpanishId(id: string): boolean {
  const match = /^([XYZ]?)(\d{7,8})([A-Z])$/i.exec(id);
  if (!match) return false;
  const [, prefix = '', digits = '', letter = ''] = match;
  if (prefix.length + digits.length !== 8) return false;
  const lead = prefix === '' ? '' : String('XYZ'.indexOf(prefix.toUpperCase()));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(lead + digits) % 23] === letter.toUpperCase();
}

/** Belgium: the day of birth, a serial and 97 less the rest; with a 2 before for those born since 2000. */
export function isBelgianId(digits: string): boolean {
  if (!/^\d{2}[0-5]\d[0-3]\d\d{5}$/.test(digits)) return false;
  const key = Number(digits.slice(9));
  const body = Number(digits.slice(0, 9));
  return 97 - (body % 97) === key || 97 - ((2_000_000_000 + body) % 97) === key;
}

/** Hong Kong identity card: one or two letters, six digits and a check sign that usually stands in brackets. */
export function isHongKongId(id: string): boolean {
  const match = /^([A-Z]{1,2})(\d{6})([\dA])$/i.exec(id);
  if (!match) return false;
  const [, letters = '', digits = '', check = ''] = match;
  const values = [
    ...(letters.length === 1 ? [36] : []),
    ...Array.from(letters.toUpperCase(), (letter) => letter.charCodeAt(0) - 55),
    ...Array.from(digits, Number),
    Number.parseInt(check, 16),
  ];
  return values.reduce((sum, value, index) => sum + value * (9 - index), 0) % 11 === 0;
}

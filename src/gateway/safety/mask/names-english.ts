import { detailsOf, type Detail, type FindDetails } from './detail.ts';

/** A capitalised word of a name, and the small words inside names. */
const word =
  "(?:\\p{Lu}[\\p{Ll}\\p{M}]+(?:[-'’]\\p{Lu}?[\\p{Ll}\\p{M}]+)*|\\p{Lu}['’]\\p{Lu}[\\p{Ll}\\p{M}]+|Mc\\p{Lu}\\p{Ll}+)";
const name = `${word}(?:[ \\t]+(?:(?:van|von|de|del|della|der|den|da|di|la|le|bin|al|ter)[ \\t]+)*(?:\\p{Lu}\\.[ \\t]?)*${word}){0,3}`;
const initials = `(?:\\p{Lu}\\.[ \\t]?)+${word}(?:[ \\t]+${word})?`;
const person = `(?:${initials}|${name})`;

const titled = new RegExp(
  `(?<before>(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Madam|Rev|Hon|Herr|Frau|Mme|Señora?|Sra?)\\.?[ \\t]+)(?<detail>${person})`,
  'gu',
);
const greeted = new RegExp(
  `(?<before>(?<![A-Za-z])(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening))[ \\t]+(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\\.?[ \\t]+)?)(?<detail>${person})(?=\\s*[,:!—–-]|\\s*\\n|\\s*$)`,
  'gu',
);
const closed = new RegExp(
  `(?<before>(?<![A-Za-z])(?:(?:(?:[Bb]est|[Kk]ind|[Ww]arm|[Mm]any)[ \\t]{0,9})?[Rr]egards|[Yy]ours?(?:[ \\t]+\\p{L}+)?|[Ss]incerely(?:[ \\t]+\\p{L}+)?|[Cc]heers|[Bb]est(?:[ \\t]+wishes)?|[Tt]hanks|[Tt]hank you)[,.!]?[ \\t]*\\r?\\n(?:[ \\t]*\\r?\\n)?[ \\t]*)(?<detail>${person})(?=[ \\t]*(?:\\r?\\n|$|,))`,
  'gu',
);
const labelled = new RegExp(
  `(?<before>(?<![A-Za-z])(?:[Nn]ame|[Cc]ontact(?: [Pp]erson)?|[Aa]ttn|[Aa]ttention|[Ss]igned(?: by)?|[Pp]repared by|[Aa]pproved by|[Rr]eviewed by|[Ww]ritten by|[Aa]uthor|[Cc]lient|[Pp]atient|[Ee]mployee|[Mm]anager|[Ww]itness|[Ss]ignatory|[Bb]eneficiary|[Cc]ustomer|[Rr]ecipient|[Aa]ccount holder|From|To|Cc)[ \\t]*[:：][ \\t]*)(?<detail>${person})`,
  'gu',
);
const introduced = new RegExp(
  `(?<before>(?<![A-Za-z])(?:[Mm]y name is|I am called|named)[ \\t]+)(?<detail>${person})`,
  'gu',
);

/** Whom a letter may greet without naming anybody, and words that begin a line after a greeting. */
const nobody =
  /^(?:Sir|Sirs|Madam|All|Team|Colleagues?|Customers?|Clients?|Friends?|Everyone|Everybody|Hiring|Human|Committee|Members?|Board|Students?|Parents?|Ladies|Gentlemen|Reader|Editor|Partners?|Shareholders?|There|The|This|We|It|In|On|Our|Your|Please|Thank|Support|Sales|Company|Department|Office|President|Minister|Chair(?:man|woman|person)?)\b/;

/**
 * English names by what stands beside them: a title, a greeting, the end of a letter, or a label. Best effort, like the
 * Chinese ones: a name that nothing announces is found only where it is announced elsewhere in the request.
 */
export const findEnglishNames: FindDetails = (text) => {
  // Most windows of a Chinese text end here.
  if (!/\p{Lu}/u.test(text)) return [];
  return [titled, greeted, closed, labelled, introduced].flatMap((pattern): Detail[] =>
    detailsOf('names', text, pattern, (_bare, match) => !nobody.test(match.groups?.['detail'] ?? '')),
  );
};

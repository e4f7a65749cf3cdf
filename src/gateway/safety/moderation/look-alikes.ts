/** Letters of other alphabets, and odd forms of Latin ones, each before the Latin letter that a reader takes it for. */
const pairs = [
  // Cyrillic
  'АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXҮYҒFԌGԚQԜW',
  'аaвbгrеeзzкkмmнhоoпnрpсcтtуyхxьbѕsіiјjһhѵvӏlԁdԛqԝwүyґr',
  // Greek
  'ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹC',
  'αaβbγyεeηnιiκkνvοoρpσoτtυuχxωwϲcϳj',
  // Armenian
  'ՍUՕOհhյjոnսuցgօo',
  // Cherokee
  'ᎠDᎢTᎥIᎪAᎫJᎬEᎳWᎷMᎻHᏀGᏃZᏒRᏙVᏚSᏞLᏟCᏢPᏦKᏴB',
  // Latin small capitals and variants
  'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzıiɩiɡgɑa',
].join('');

const lookAlikes = new Map<string, string>();
for (let at = 0; at < pairs.length; at += 2) lookAlikes.set(pairs.charAt(at), pairs.charAt(at + 1));

const letter = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Armenian}\\p{Script=Cherokee}]';
/** Whether a text has anything to see through: hardly one in English or Chinese does. */
const anyOther = new RegExp(`[${[...lookAlikes.keys()].join('')}]|\\p{M}`, 'u');
const words = new RegExp(`${letter}+`, 'gu');
const strayMarks = new RegExp(`(${letter})\\p{M}+`, 'gu');
/** A word of another language this short may be a Latin one by chance, as the Russian for “litter” is “cop”. */
const longEnough = 4;

/**
 * A text as a reader sees it who takes letters for Latin ones that look alike: in words that mix alphabets, and in words of
 * another one that are not too short. Marks through letters go. `undefined` where that is the text itself.
 */
export function seenAsLatin(text: string): string | undefined {
  if (!anyOther.test(text)) return undefined;
  const bare = text.replace(strayMarks, '$1');
  const seen = bare.replace(words, (word) => {
    const latin = asLatin(word);
    return latin.length >= longEnough || /\p{Script=Latin}/u.test(word) ? latin : word;
  });
  return seen === text ? undefined : seen;
}

/** Every letter as the Latin one that it looks like, if there is one. */
export function asLatin(text: string): string {
  return text.replace(words, (word) => Array.from(word, (sign) => lookAlikes.get(sign) ?? sign).join(''));
}

/** Takes what names a person out of a text. */
export type Mask = (text: string) => string;

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Seven digits or more, grouped as numbers of telephones, cards and identities are; years and amounts are shorter. */
const longNumber = /(?<![\p{L}\p{N}])\+?\(?\d(?:[ ().-]{0,2}\d){6,20}[Xx]?(?![\p{L}\p{N}])/gu;
const date = /^\d{4}[-.]\d{1,2}[-.]\d{1,2}$/;

/** E-mail addresses and long numbers, each by a word that says what stood there. Names are not found by this. */
export const maskContacts: Mask = (text) =>
  text.replace(email, '[e-mail]').replace(longNumber, (found) => (date.test(found) ? found : '[number]'));

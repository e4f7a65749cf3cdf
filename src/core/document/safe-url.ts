const linkSchemes = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@)/i;
const embeddedImage = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]+$/i;

const unprintable = /[\u0000-\u0020\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/;
const longestAddress = 4000;

/** The address of a link that may be followed (`http`, `https`, `mailto`), or undefined for every other. */
export function safeLinkUrl(url: string): string | undefined {
  const trimmed = url.trim();
  if (trimmed.length > longestAddress || unprintable.test(trimmed) || !linkSchemes.test(trimmed)) return undefined;
  return trimmed;
}

/** The address of a picture that may be shown: `https`, or embedded as PNG, JPEG, GIF or WebP. */
export function safeImageUrl(url: string): string | undefined {
  const trimmed = url.trim();
  if (embeddedImage.test(trimmed)) return trimmed;
  return /^https:\/\//i.test(trimmed) ? safeLinkUrl(trimmed) : undefined;
}

import type { SafetySettings } from '../safety-schema.ts';
import { detailKinds } from './detail.ts';
import type { DetailOptions } from './find-details.ts';
import { maskTexts } from './mask-chat.ts';

/** Takes personal details out of texts that belong together: the same detail is the same sign in all of them. */
export type Masker = (texts: readonly string[]) => Promise<readonly string[]>;

/** What the configuration has masked, and the organisation's own words. */
export function detailOptionsOf(mask: SafetySettings['mask']): DetailOptions {
  return { kinds: new Set(detailKinds.filter((kind) => kind === 'words' || mask[kind])), words: mask.words };
}

/** For what leaves the gateway otherwise than to a model, whatever `mask.for` says of models. */
export function createMasker(mask: SafetySettings['mask']): Masker {
  const options = detailOptionsOf(mask);
  return (texts) => maskTexts(texts, options);
}

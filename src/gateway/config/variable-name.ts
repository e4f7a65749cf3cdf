import { z } from 'zod';
import { says } from './problem-words.ts';

/** The name of an environment variable, which holds what has no place in the file. */
export const variableName = z.string().regex(/^[A-Z][A-Z0-9_]{0,99}$/, says('variable-name'));

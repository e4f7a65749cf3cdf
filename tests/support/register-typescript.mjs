import { register } from 'node:module';

/** For programs and threads that tests start from their sources: `node --import <this file> program.ts`. */
register('./typescript-loader.mjs', import.meta.url);

/**
 * Options of a browser context for a person who asks their system for less motion. Most browser tests are one: the frames of
 * animations, drawn without a graphics card, are an eighth of what such a test costs. A newcomer's first steps have them all.
 */
export const lessMotion = { reducedMotion: 'reduce' } as const;

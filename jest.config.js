/** ES modules from npm that jest, which runs CommonJS, must have transformed. Everything else in node_modules is left alone. */
const esmPackages =
  'unified|remark-[^/]+|mdast-[^/]+|micromark[^/]*|unist-[^/]+|hast-[^/]+|vfile[^/]*|bail|trough|is-plain-obj|devlop|decode-named-character-reference|character-entities[^/]*|ccount|escape-string-regexp|markdown-table|longest-streak|zwitch|lowlight|temml|docx-preview|fflate|katex|space-separated-tokens|comma-separated-tokens|property-information|html-void-elements|stringify-entities|trim-lines|web-namespaces|libxml2-wasm|@hono|hono|jose|@opentelemetry/otlp-exporter-base|@cj-tech-master|numfmt|htmlparser2|dom[a-z]+|dom-serializer|entities';

const shared = {
  rootDir: import.meta.dirname,
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  setupFiles: ['<rootDir>/tests/support/jsdom-globals.ts'],
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmPackages})/)`],
};

/** One project per ring of tests; `npx jest --selectProjects unit` runs one ring, `npx jest tests/unit/base` one folder. */
export default {
  projects: ['unit', 'host', 'gateway', 'services', 'browser'].map((displayName) => ({
    ...shared,
    displayName,
    testEnvironment: 'node',
    testMatch: [`<rootDir>/tests/${displayName}/**/*.test.{ts,tsx}`],
    ...(displayName === 'gateway' && { globalSetup: '<rootDir>/tests/gateway/prepare.mjs' }),
    ...(displayName === 'browser' && {
      globalSetup: '<rootDir>/tests/browser/start-browser.mjs',
      globalTeardown: '<rootDir>/tests/browser/stop-browser.mjs',
    }),
  })),
};

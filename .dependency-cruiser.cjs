/** The arrows of ARCHITECTURE.md: who may import whom. A row says what a layer may import besides itself. */
const layers = {
  base: [],
  protocol: ['base'],
  core: ['base', 'protocol'],
  host: ['base', 'core'],
  assistant: ['base', 'protocol', 'core', 'host/host.ts'],
  functions: ['base', 'protocol', 'core', 'host/host.ts', 'assistant'],
  taskpane: ['base', 'protocol', 'core', 'host/host.ts', 'assistant', 'functions'],
  commands: ['base', 'protocol', 'core', 'host', 'assistant'],
  admin: [
    'base',
    'protocol',
    'core',
    'taskpane/app/theme.ts',
    'taskpane/features/sign-in/sign-in-strings.ts',
    'taskpane/ui/useKeptFocus.ts',
  ],
  gateway: ['base', 'protocol', 'engine'],
  bot: ['base', 'protocol', 'core'],
  engine: ['base', 'protocol'],
  emulator: ['base'],
};

/** Composition roots: the only files that choose an adapter. */
const roots =
  '^src/(taskpane/main\\.tsx|taskpane/tab/main\\.tsx|taskpane/open-host\\.ts|taskpane/identity/dialog\\.ts|commands/main\\.ts|admin/main\\.tsx|gateway/(main|cli)\\.ts)$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports`,
      severity: 'error',
      from: { path: `^src/${layer}/`, pathNot: roots },
      to: {
        path: '^src/',
        pathNot: [`^src/${layer}/`, ...allowed.map((name) => `^src/${name}${name.endsWith('.ts') ? '$' : '/'}`)],
      },
    })),
    {
      name: 'core-is-pure',
      comment: 'The core runs in a pane, a worker and a bot: no React, Office or Node.',
      severity: 'error',
      from: { path: '^src/(base|protocol|core)/' },
      to: {
        path: ['^node:', 'node_modules/(react|react-dom|@fluentui|@microsoft)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-test-imports',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};

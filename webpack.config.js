import CopyPlugin from 'copy-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { EmptyStore } from './scripts/lib/empty-store.mjs';
import { usedIconsOnly } from './scripts/lib/used-icons.mjs';

const root = import.meta.dirname;
const at = (...parts) => resolve(root, ...parts);

/** TypeScript and JSX through swc; `tsc` checks the types, not the build. */
function typescript(target) {
  return {
    test: /\.tsx?$/,
    exclude: /node_modules/,
    use: {
      loader: 'swc-loader',
      options: {
        jsc: {
          target,
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    },
  };
}

const shared = (mode) => ({
  mode,
  devtool: mode === 'production' ? false : 'source-map',
  resolve: { extensions: ['.tsx', '.ts', '.js', '.mjs'] },
  performance: false,
  stats: 'errors-warnings',
  cache: { type: 'filesystem', buildDependencies: { config: [import.meta.filename] } },
});

/** The folders of Fluent's components, which import icons as our own do. */
function fluentComponents() {
  const fluent = at('node_modules/@fluentui');
  return readdirSync(fluent)
    .filter((name) => name !== 'react-icons')
    .map((name) => resolve(fluent, name, 'lib'))
    .filter(existsSync);
}

/** One HTML page: its entry's name is its folder in the address. */
function page(chunk, template, filename) {
  return new HtmlPlugin({ template: at(template), filename, chunks: [chunk], scriptLoading: 'defer', minify: false });
}

/** The task pane, the ribbon's function commands and the playground: all that runs in a browser. */
function web(mode) {
  const icons = usedIconsOnly([at('src/taskpane'), at('src/admin'), ...fluentComponents()]);
  const base = shared(mode);
  return {
    ...base,
    // Packages are cached by their version, which does not tell that other icons of theirs are wanted.
    cache: { ...base.cache, version: icons.options.ident },
    name: 'web',
    target: ['web', 'es2022'],
    entry: {
      taskpane: at('src/taskpane/main.tsx'),
      commands: at('src/commands/main.ts'),
      tab: at('src/taskpane/tab/main.tsx'),
      'sign-in': at('src/taskpane/identity/dialog.ts'),
      functions: at('src/functions/script.ts'),
      admin: at('src/admin/main.tsx'),
      playground: at('src/emulator/page/main.ts'),
      'playground-api': at('src/emulator/page/api.ts'),
    },
    output: {
      path: at('dist/web'),
      publicPath: '/',
      // The manifest names the functions' script, so that its address stays.
      filename: ({ chunk }) =>
        chunk?.name === 'functions' ? 'static/functions.js' : 'static/[name].[contenthash:8].js',
      chunkFilename: 'static/[name].[contenthash:8].js',
      assetModuleFilename: 'static/[name].[contenthash:8][ext]',
      clean: true,
    },
    module: {
      parser: { javascript: { exportsPresence: 'error' } },
      rules: [
        typescript('es2022'),
        icons,
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
        { test: /\.(svg|png|woff2)$/, type: 'asset/resource' },
      ],
    },
    plugins: [
      new MiniCssExtractPlugin({ filename: 'static/[name].[contenthash:8].css' }),
      page('taskpane', 'src/taskpane/index.html', 'taskpane/index.html'),
      page('sign-in', 'src/taskpane/identity/sign-in.html', 'taskpane/sign-in.html'),
      page('commands', 'src/commands/index.html', 'commands/index.html'),
      page('tab', 'src/taskpane/tab/index.html', 'tab/index.html'),
      page('admin', 'src/admin/index.html', 'admin/index.html'),
      page('playground', 'src/emulator/page/index.html', 'playground/index.html'),
      page('playground-api', 'src/emulator/page/api.html', 'playground/api.html'),
      new CopyPlugin({
        patterns: [
          { from: at('src/taskpane/public'), to: 'static', noErrorOnMissing: true },
          { from: at('src/functions/public'), to: 'static' },
          { from: at('assets'), to: 'assets', noErrorOnMissing: true },
        ],
      }),
    ],
    // swc takes a third of terser's time, which is most of a newcomer's first minute, and its output is no larger.
    optimization: {
      splitChunks: { chunks: 'async' },
      runtimeChunk: false,
      // Per page, what a module exports depends on the page's id, which the cache keeps when a new page or worker changes it.
      usedExports: 'global',
      minimizer: [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })],
    },
  };
}

/** The gateway's process. Compiled by itself: modules that another entry needs too are not made one, by which each call across them costs more. */
const gateway = (mode) => node(mode, { name: 'gateway', entries: { main: 'src/gateway/main.ts' } });

/** Its commands, and the threads of the gateway. */
const threads = (mode) =>
  node(mode, {
    name: 'threads',
    entries: {
      cli: 'src/gateway/cli.ts',
      'engine-worker': 'src/engine/worker.ts',
      'gguf-worker': 'src/engine/gguf/worker.ts',
      'file-worker': 'src/bot/files/worker.ts',
      'records-worker': 'src/gateway/records/store/embedded-worker.ts',
    },
    plugins: [new EmptyStore()],
  });

/** What runs in Node; packages stay in node_modules. */
function node(mode, { name, entries, plugins = [] }) {
  const own = Object.keys(entries);
  return {
    ...shared(mode),
    name,
    target: 'node20',
    entry: Object.fromEntries(Object.entries(entries).map(([entry, file]) => [entry, at(file)])),
    output: {
      path: at('dist/gateway'),
      filename: '[name].js',
      chunkFilename: `${name}-[id].js`,
      chunkFormat: 'module',
      library: { type: 'module' },
      // The others' files are theirs to take away.
      clean: { keep: (file) => !file.startsWith(`${name}-`) && !own.includes(file.split('.')[0]) },
    },
    experiments: { outputModule: true },
    externalsType: 'module-import',
    externals: [
      ({ request }, done) =>
        /^(node:|[@a-z])/i.test(request) && !/^[a-z]:[\\/]/i.test(request) ? done(null, request) : done(),
    ],
    // The worker is found beside the running file, at run time.
    module: {
      parser: { javascript: { url: false, importMeta: false, worker: false, createRequire: false } },
      rules: [typescript('es2022')],
    },
    plugins,
    optimization: { minimize: false },
  };
}

/** `--env only=playground,playground-api` builds those pages alone, for a quick look while working on one. */
function onlyPages(config, names) {
  if (!names) return config;
  const wanted = new Set(names.split(','));
  return {
    ...config,
    entry: Object.fromEntries(Object.entries(config.entry).filter(([name]) => wanted.has(name))),
    output: { ...config.output, clean: false },
    plugins: config.plugins.filter(
      (plugin) => !(plugin instanceof HtmlPlugin) || wanted.has(plugin.userOptions.chunks[0]),
    ),
  };
}

export default (env, argv) => {
  const mode = argv.mode ?? 'production';
  return [onlyPages(web(mode), env.only), gateway(mode), threads(mode)];
};

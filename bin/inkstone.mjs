#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/gateway/cli.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  console.error(
    /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '')
      ? 'Inkstone 尚未构建：请先运行“npm install”和“npm run build”，或直接运行“npm start”，它会完成这两步。'
      : 'Inkstone is not built yet: run "npm install" and "npm run build" first, or "npm start", which does both.',
  );
  process.exitCode = 1;
}

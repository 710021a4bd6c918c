import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

const run = promisify(execFile);

/** The oldest server that this extension works with. */
const OLDEST = [0, 1, 0] as const;

/** Where the server is, or one sentence that says why there is none. */
export type Found = { path: string } | { problem: string };

/** Looks for the server: the setting, then the one in the extension, then the PATH. Tries what it finds. */
export async function findServer(context: vscode.ExtensionContext): Promise<Found> {
  const configured = vscode.workspace.getConfiguration('askdown').get<string | null>('server.path');
  if (configured) {
    const path = resolve(configured);
    return (await isExecutable(path))
      ? tried(path)
      : { problem: `The setting askdown.server.path names no program: ${path}` };
  }
  const name = process.platform === 'win32' ? 'askdown.exe' : 'askdown';
  const bundled = context.asAbsolutePath(join('server', name));
  if (await isExecutable(bundled)) return tried(bundled);
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const path = join(folder, name);
    if (await isExecutable(path)) return tried(path);
  }
  return { problem: 'The Askdown server was not found. Install it, or say in the settings where it is.' };
}

/** A path as the setting has it: `~` is the home folder, other relative paths start at the first workspace folder. */
function resolve(path: string): string {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? '';
  if (path.startsWith('~/')) return join(home, path.slice(2));
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  return isAbsolute(path) || root === undefined ? path : join(root, path);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function tried(path: string): Promise<Found> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
    const version = /^askdown (\d+)\.(\d+)\.(\d+)/.exec(stdout)?.slice(1).map(Number);
    if (version === undefined) return { problem: `${path} is not the Askdown server.` };
    return isOlder(version, OLDEST)
      ? { problem: `The Askdown server ${version.join('.')} is too old: ${OLDEST.join('.')} is needed (${path}).` }
      : { path };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return { problem: `The Askdown server does not run: ${reason}` };
  }
}

function isOlder(version: readonly number[], than: readonly number[]): boolean {
  const differs = than.findIndex((part, index) => part !== version[index]);
  return differs >= 0 && (version[differs] ?? 0) < (than[differs] ?? 0);
}

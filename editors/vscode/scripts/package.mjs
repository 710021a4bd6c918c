// Packs the extension twice: with the release binary of this platform inside, and without a server.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';

const root = '../..';
const exe = process.platform === 'win32' ? '.exe' : '';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

// ASKDOWN_BINARY names one that is built already.
let binary = process.env.ASKDOWN_BINARY;
if (!binary) {
  execFileSync('cargo', ['build', '--release', '--locked'], { cwd: root, stdio: 'inherit' });
  binary = `${root}/target/release/askdown${exe}`;
}
if (!existsSync(binary)) throw new Error(`no server at ${binary}`);

copyFileSync(`${root}/LICENSE-MIT`, 'LICENSE');
rmSync('server', { recursive: true, force: true });
await pack(undefined, `askdown-${version}.vsix`);

mkdirSync('server');
copyFileSync(binary, `server/askdown${exe}`);
chmodSync(`server/askdown${exe}`, 0o755);
const target = `${process.platform}-${process.arch}`;
await pack(target, `askdown-${target}-${version}.vsix`);

async function pack(target, packagePath) {
  await createVSIX({ target, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  console.log(`editors/vscode/${packagePath}`);
}

// A real VS Code window: code-server on a loopback port, seen by a headless Chromium.
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOOLS = process.env.ASKDOWN_VSCODE_TOOLS;
const { chromium } = createRequire(join(TOOLS, 'playwright/package.json'))('playwright-core');
const CODE_SERVER = join(TOOLS, 'code-server/node_modules/code-server/out/node/entry.js');
const CHROMIUM = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update'];

/** How long anything may take to show, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Opens a window on a copy of `workspace` with the extension installed and `settings` set: on the folder, or on the
 * `.code-workspace` file in it that `file` names. Only with `trusted` its settings may name programs.
 */
export async function openWindow({ vsix, workspace, file, settings = {}, trusted = true }) {
  const home = mkdtempSync(join(tmpdir(), 'askdown-vscode-'));
  const folder = join(home, 'workspace');
  cpSync(workspace, folder, { recursive: true });
  writeSettings(home, settings);
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'share'),
    // No gallery: nothing is looked up outside this machine.
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' }),
  };
  const base = [CODE_SERVER, '--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions'),
    '--config', join(home, 'code-server.yaml')];
  writeFileSync(join(home, 'code-server.yaml'), 'auth: none\ncert: false\n');
  const installed = spawnSync(process.execPath, [...base, '--install-extension', vsix], { env, encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`the extension does not install: ${installed.stdout}${installed.stderr}`);

  const port = await freePort();
  const log = openSync(join(home, 'code-server.log'), 'w');
  const server = spawn(process.execPath, [...base, '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry',
    '--disable-update-check', '--disable-getting-started-override', ...(trusted ? ['--disable-workspace-trust'] : [])],
  { env, stdio: ['ignore', log, log], detached: true });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE);
  const window = new Window(page, home, folder, async () => {
    await browser.close();
    try { process.kill(-server.pid, 'SIGKILL'); } catch { /* it has ended by itself */ }
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  try {
    await until('code-server', async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok);
    const query = file ? { workspace: join(folder, file) } : { folder };
    await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams(query)}`);
    await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 2 * PATIENCE });
  } catch (error) {
    console.error(readFileSync(join(home, 'code-server.log'), 'utf8').slice(-2000));
    await window.close();
    throw error;
  }
  return window;
}

function writeSettings(home, settings) {
  const all = {
    'workbench.startupEditor': 'none',
    'workbench.enableExperiments': false,
    'workbench.tips.enabled': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.colorTheme': 'Default Light Modern',
    'window.menuBarVisibility': 'compact',
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'chat.disableAIFeatures': true,
    'git.enabled': false,
    'editor.accessibilitySupport': 'off',
    'editor.minimap.enabled': false,
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'files.autoSave': 'off',
    'security.workspace.trust.startupPrompt': 'never',
    ...settings,
  };
  // A remote window takes settings of the machine's scope from a file of their own.
  for (const folder of ['data/User', 'data/Machine']) {
    mkdirSync(join(home, folder), { recursive: true });
    writeFileSync(join(home, folder, 'settings.json'), JSON.stringify(all, null, 2));
  }
}

/** Waits until `look` gives something, and gives that. */
export async function until(what, look, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (let last; ;) {
    last = await look();
    if (last) return last;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; last seen: ${JSON.stringify(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What a person does and sees. */
class Window {
  constructor(page, home, folder, close) {
    Object.assign(this, { page, home, folder, close });
  }

  /** Writes the user's settings anew; the window takes note by itself. */
  settings(settings) {
    writeSettings(this.home, settings);
  }

  /** Kills the language server of this window, which has to run. */
  killServer() {
    const extensions = join(this.home, 'extensions');
    const servers = readdirSync('/proc').filter((name) => {
      try { return readlinkSync(`/proc/${name}/exe`).startsWith(extensions); } catch { return false; }
    });
    if (servers.length !== 1) throw new Error(`${servers.length} servers run`);
    process.kill(Number(servers[0]), 'SIGKILL');
  }

  /** The text of a file of the workspace, as it is on disk. */
  read(file) {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Runs a command of the palette by its title. */
  command(title) {
    return this.pick('F1', `>${title}`, title);
  }

  /** Opens a file of the workspace by the quick-open list. */
  async open(file) {
    await this.pick('Control+P', file, file);
    await this.page.locator('.tab.active', { hasText: file }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Picks a row of the list that `keys` open: again where something else has taken the focus meanwhile. */
  pick(keys, text, row) {
    const timeout = 3_000;
    return until(`the row ${row}`, async () => {
      try {
        await this.page.keyboard.press(keys);
        await this.page.locator('.quick-input-widget input').first().fill(text, { timeout });
        await this.page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click({ timeout });
        return true;
      } catch {
        await this.page.keyboard.press('Escape');
        return false;
      }
    });
  }

  /** Puts the caret of the open file at a line and column, both from 1. */
  async caret(line, column) {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor({ state: 'visible' });
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  type(text) {
    return this.page.keyboard.type(text, { delay: 15 });
  }

  press(keys) {
    return this.page.keyboard.press(keys);
  }

  /** Renames what is at the cursor, and saves every file that this has changed. */
  async rename(name) {
    await this.press('F2');
    const input = this.page.locator('.rename-box input');
    await input.waitFor({ state: 'visible' });
    await input.fill(name);
    await this.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await this.command('File: Save All');
  }

  async save() {
    // Pressed again where a change came in meanwhile.
    await until('a saved file', async () => {
      await this.press('Control+S');
      return (await this.page.locator('.tab.active.dirty').count()) === 0;
    });
  }

  /** The rows of the Problems panel, files' rows left out. */
  async problems() {
    if (!(await this.page.locator('.markers-panel').isVisible())) {
      await this.command('Problems: Focus on Problems View');
      await this.page.locator('.markers-panel').waitFor();
      await this.command('View: Focus Active Editor Group');
    }
    const rows = await this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
    return rows.map((row) => row.replace(/\s+/g, ' ').trim()).filter((row) => row.includes('[Ln '));
  }

  /** The rows of the Outline view with their levels. */
  async outline() {
    const rows = this.page.locator('.outline-tree .monaco-list-row');
    return rows.evaluateAll((all) =>
      all.map((row) => `${row.getAttribute('aria-level')} ${row.innerText.replace(/\s+/g, ' ').trim()}`));
  }

  /** The messages in the corner of the window. */
  messages() {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }

  /** The labels in the open suggestion list. */
  async suggestions() {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
  }

  screenshot(path) {
    return this.page.screenshot({ path });
  }
}

function freePort() {
  return new Promise((resolve) => {
    const socket = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

// The extension in a real VS Code window, used as a person uses it.
//
// ASKDOWN_VSCODE_TOOLS: the folder that `run` filled. ASKDOWN_BINARY: the server. ASKDOWN_VSIX, ASKDOWN_VSIX_BARE: the
// package with the server inside, and the one without. SCREENSHOTS=1 renews the pictures of the extension's README.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { openWindow, until } from './window.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const workspace = join(here, 'workspace');
const media = join(here, '../../../editors/vscode/media');

/** Runs the step; when it fails, a picture is taken and what the window shows is printed. */
function step(window, name, run) {
  test(name, { timeout: 90_000 }, async () => {
    try {
      await run(window());
    } catch (error) {
      await window().screenshot(`${process.env.ASKDOWN_VSCODE_TOOLS}/failed ${name}.png`);
      console.error(`problems: ${JSON.stringify(await window().problems().catch(String))}`);
      console.error(`outline: ${JSON.stringify(await window().outline().catch(String))}`);
      throw error;
    }
  });
}

/** Waits for exactly the findings whose row contains one of `parts`, and no others of ours. */
async function expectProblems(window, ...parts) {
  return until(`the problems ${JSON.stringify(parts)}`, async () => {
    const rows = (await window.problems()).filter((row) => row.includes('askdown'));
    return rows.length === parts.length && parts.every((part) => rows.some((row) => row.includes(part))) && rows;
  }).catch(async (error) => {
    throw new Error(`${error.message}: ${JSON.stringify(await window.problems())}`);
  });
}

/** Takes a picture for the README, of the whole window or of a part of it. */
async function picture(window, name, part) {
  if (!process.env.SCREENSHOTS) return;
  const shown = part ? window.page.locator(part) : window.page;
  await shown.screenshot({ path: join(media, `${name}.png`) });
}

describe('with the server inside', () => {
  let window;
  const at = (name, run) => step(() => window, name, run);
  before(async () => {
    window = await openWindow({ vsix: process.env.ASKDOWN_VSIX, workspace });
  });
  after(() => window?.close());

  at('a broken note shows both faults at their places', async (window) => {
    await window.open('broken.md');
    await expectProblems(window, '[Ln 3, Col 9]', '[Ln 17, Col 14]', '[Ln 25, Col 13]');
    await until('two squiggles', async () => (await window.page.locator('.squiggly-error').count()) === 2);
  });

  at('the outline has sections, questions and code', async (window) => {
    await window.command('Explorer: Focus on Outline View');
    // The list of files folds away, so that every row of the outline is there.
    await window.page.locator('.pane-header', { hasText: 'workspace' }).first().click();
    const rows = await until('the outline of questions', async () => {
      const rows = await window.outline();
      return rows.some((row) => row.includes('How would you close')) && rows;
    });
    const level = (text) => Number(rows.find((row) => row.includes(text) && !row.includes('#'))?.split(' ')[0]);
    assert.ok(level('Mid Level') < level('What does yield do to a function?'), rows.join('\n'));
    assert.ok(level('What does yield do to a function?') < level('python'), rows.join('\n'));
    await picture(window, 'broken-note');
    await picture(window, 'outline', '.part.sidebar');
    await window.command('View: Focus Active Editor Group');
  });

  at('the status item counts questions', async (window) => {
    await until('the status item', async () =>
      (await window.page.locator('#askdown\\.askdown\\.askdown\\.questions').innerText()).includes('3 questions, 1 open, 2 problems'));
  });

  at('hovering a key of the front matter explains it', async (window) => {
    await window.page.locator('.view-line span', { hasText: /^levels/ }).first().hover();
    const hover = window.page.locator('.monaco-hover:visible');
    await hover.first().waitFor();
    await until('the hover', async () => (await hover.allInnerTexts()).join().toLowerCase().includes('level'));
  });

  at('a quick fix closes the bracket', async (window) => {
    await window.caret(17, 14);
    // The keys may come too early, when the fixes are not known.
    await until('the fixes', async () => {
      await window.press('Control+.');
      return window.page.locator('.action-widget').first().waitFor({ timeout: 2_000 }).then(() => true, () => false);
    });
    await picture(window, 'quick-fix');
    await window.press('Enter');
    await until('the closed bracket', async () => {
      await window.save();
      return window.read('broken.md').includes('def countdown(n):');
    });
    await expectProblems(window, '[Ln 3, Col 9]', '[Ln 25, Col 13]');
  });

  at('what is typed is checked at once', async (window) => {
    await window.caret(3, 22);
    await window.type(']');
    await expectProblems(window, '[Ln 25, Col 13]');
    await window.caret(20, 15);
    await window.type(' +');
    await expectProblems(window, 'python-syntax', '[Ln 25, Col 13]');
    await window.press('Backspace');
    await window.press('Backspace');
    await expectProblems(window, '[Ln 25, Col 13]');
  });

  at('a skill is completed by keyboard', async (window) => {
    await window.open('closures.md');
    await window.caret(3, 26);
    await window.type(', dec');
    await window.press('Control+Space');
    await until('the suggestion', async () => (await window.suggestions()).some((label) => label.startsWith('decorators')));
    await picture(window, 'completion');
    await window.press('Enter');
    await window.save();
    assert.match(window.read('closures.md'), /^skills: \[python, closures, decorators\]$/m);
  });

  at('a skill is renamed in every note', async (window) => {
    await window.caret(3, 20);
    await window.rename('lexical-scope');
    await until('the renamed skill', async () =>
      ['closures.md', 'decorators.md'].every((file) => window.read(file).includes('lexical-scope')));
    assert.match(window.read('decorators.md'), /^skills: \[python, decorators, lexical-scope\]$/m);
  });

  at('Python blocks are formatted', async (window) => {
    await window.open('decorators.md');
    await window.press('Control+End');
    await window.type('\n```python\nx=1\n```\n');
    await window.command('Askdown: Format Python Blocks');
    await until('the formatted block', async () => {
      await window.save();
      return window.read('decorators.md').includes('x = 1');
    });
  });

  at('a killed server comes back and knows the text', async (window) => {
    await window.open('decorators.md');
    await window.press('Control+End');
    await window.type('\n```python\ndef f(');
    window.killServer();
    await window.type('a, b): return a');
    // It knows what was typed before and after it was gone: the fence that is still open, and nothing else.
    await expectProblems(window, 'unclosed-fence', '[Ln 25, Col 13]');
    // Enter would take the word that the editor suggests.
    await window.press('Escape');
    await window.type('\n```\n');
    await expectProblems(window, '[Ln 25, Col 13]');
    assert.deepEqual(await window.messages(), []);
  });

  at('a link follows its question and its note', async (window) => {
    await window.open('closures.md');
    await window.press('Control+End');
    await window.type('\nSee [what is a deco');
    await window.press('Control+Space');
    await until('the suggestion', async () => (await window.suggestions()).some((label) => label.startsWith('What is a decorator?')));
    await window.press('Enter');
    const link = '[What is a decorator?](decorators.md#q-what-is-a-decorator)';
    await until('the link', async () => {
      await window.save();
      return window.read('closures.md').includes(`See ${link}`);
    });
    await window.press('ArrowLeft');
    await window.press('F12');
    await window.page.locator('.tab.active', { hasText: 'decorators.md' }).waitFor();
    await window.rename('What does a decorator do?');
    await until('the renamed link', async () =>
      window.read('closures.md').includes('(decorators.md#q-what-does-a-decorator-do)'));
  });

  at('links hold when their note is renamed in the explorer', async (window) => {
    await window.open('decorators.md');
    await window.press('Control+End');
    await window.type('\n```python\ndef g(');
    await expectProblems(window, 'unclosed-fence', '[Ln 25, Col 13]');
    await window.command('File: Reveal Active File in Explorer View');
    await window.press('F2');
    const input = window.page.locator('.explorer-item-edited input');
    await input.waitFor({ state: 'visible' });
    await input.fill('wrappers.md');
    await window.press('Enter');
    const dialog = window.page.locator('.monaco-dialog-box', { hasText: 'Askdown' });
    await dialog.locator('.monaco-button', { hasText: 'OK' }).click();
    await window.page.locator('.tab.active', { hasText: 'wrappers.md' }).waitFor();
    await window.command('File: Save All');
    await until('the link to the new name', async () =>
      window.read('closures.md').includes('(wrappers.md#q-what-does-a-decorator-do)'));
    // The old name is not spoken of any more.
    await expectProblems(window, 'unclosed-fence', '[Ln 25, Col 13]');
  });

  at('questions that are asked twice are listed', async (window) => {
    await window.open('closures.md');
    await window.press('Control+End');
    await window.type('\n\n### Q: What does a decorator do?\n');
    await window.command('Askdown: Show Duplicate Questions');
    const row = window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'What does a decorator do?' });
    await until('both questions', async () => (await row.count()) === 2);
    await row.filter({ hasText: 'Decorators' }).click();
    await window.page.locator('.tab.active', { hasText: 'wrappers.md' }).waitFor();
  });
});

describe('without a server', () => {
  let window;
  before(async () => {
    const settings = { 'askdown.server.path': '/nonexistent/askdown' };
    window = await openWindow({ vsix: process.env.ASKDOWN_VSIX_BARE, workspace, settings });
  });
  after(() => window?.close());

  step(() => window, 'one message says so and offers help', async (window) => {
    await window.open('closures.md');
    const message = window.page.locator('.notification-toast', { hasText: 'askdown.server.path names no program' });
    await message.waitFor();
    assert.equal(await window.page.locator('.notification-toast').count(), 1);
    await message.getByText('Open Settings').click();
    await window.page.locator('.settings-editor .setting-item', { hasText: 'Path' }).first().waitFor();
    await window.press('Escape');
    await window.page.locator('.settings-editor').waitFor({ state: 'hidden' });
  });

  step(() => window, 'an old server is one message, too', async (window) => {
    const old = join(window.home, 'askdown');
    writeFileSync(old, '#!/bin/sh\necho askdown 0.0.9\n');
    chmodSync(old, 0o755);
    window.settings({ 'askdown.server.path': old });
    await until('the message', async () =>
      (await window.messages()).filter((text) => text.includes('0.0.9 is too old: 0.1.0 is needed')).length === 1);
  });

  step(() => window, 'it starts as soon as the setting names a server', async (window) => {
    await window.open('broken.md');
    await until('the server', async () => {
      // Written again where VS Code has missed it.
      window.settings({ 'askdown.server.path': process.env.ASKDOWN_BINARY });
      await window.page.waitForTimeout(2_000);
      return (await window.problems()).length > 0;
    });
    await expectProblems(window, '[Ln 3, Col 9]', '[Ln 17, Col 14]', '[Ln 25, Col 13]');
    const notOurs = (await window.messages()).filter((text) => !text.startsWith('The '));
    assert.deepEqual(notOurs, []);
  });
});

describe('with two folders, of which one names a server, in Restricted Mode', () => {
  let window;
  const at = (name, run) => step(() => window, name, run);
  before(async () => {
    window = await openWindow({
      vsix: process.env.ASKDOWN_VSIX, workspace: join(here, 'folders'), file: 'both.code-workspace', trusted: false,
    });
  });
  after(() => window?.close());

  at('the server starts on a configuration file, and checks it', async (window) => {
    await window.open('askdown.yaml');
    await until('the finding', async () =>
      (await window.problems()).some((row) => row.includes('no-such-rule') && row.includes('invalid-configuration')));
  });

  at('each folder has its own configuration', async (window) => {
    await window.open('silent.md');
    await window.open('strict.md');
    await expectProblems(window, 'invalid-configuration', 'placeholder-answer');
  });

  at('the server that the workspace names is used only when it is trusted', async (window) => {
    assert.deepEqual((await window.messages()).filter((text) => text.includes('askdown')), []);
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).click();
    await window.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
    await until('the message', async () =>
      (await window.messages()).some((text) => text.includes('askdown.server.path names no program: /nonexistent')));
  });
});

test('the pictures of the README are there', () => {
  const readme = readFileSync(join(media, '../README.md'), 'utf8');
  for (const [, path] of readme.matchAll(/\]\((media\/[^)]+)\)/g)) {
    assert.equal(readFileSync(join(media, '..', path)).subarray(1, 4).toString(), 'PNG', path);
  }
});

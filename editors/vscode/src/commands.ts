import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient/node';

import type { Client } from './client';

/** The commands of the palette. */
export function registerCommands(client: Client, log: vscode.LogOutputChannel): vscode.Disposable[] {
  const register = (name: string, run: () => unknown) => vscode.commands.registerCommand(`askdown.${name}`, run);
  return [
    register('restart', () => client.restart()),
    register('showLog', () => {
      log.show();
    }),
    register('newQuestion', newQuestion),
    register('goToNextOpenQuestion', () => goTo(client, 'askdown.nextOpenQuestion')),
    register('goToPreviousOpenQuestion', () => goTo(client, 'askdown.previousOpenQuestion')),
    register('formatPythonBlocks', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document) await client.format(document);
    }),
  ];
}

/** Opens an empty line below the caret's and offers a question in the note's own style there. */
async function newQuestion(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const line = editor.document.lineAt(editor.selection.active.line);
  if (!line.isEmptyOrWhitespace) {
    await editor.edit((edit) => {
      edit.insert(line.range.end, '\n\n');
    });
    const caret = new vscode.Position(line.lineNumber + 2, 0);
    editor.selection = new vscode.Selection(caret, caret);
  }
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
}

/** Moves the caret to the question that `command` of the server names. */
async function goTo(client: Client, command: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const uri = editor.document.uri.toString();
  const position: Position = { line: editor.selection.active.line, character: editor.selection.active.character };
  const found = await client.execute<Location | null>(command, { textDocument: { uri }, position });
  if (found === undefined) return;
  if (found === null) {
    void vscode.window.setStatusBarMessage('No open question in this note', 3000);
    return;
  }
  const caret = new vscode.Position(found.range.start.line, found.range.start.character);
  editor.selection = new vscode.Selection(caret, caret);
  editor.revealRange(new vscode.Range(caret, caret), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient/node';

import type { Client } from './client';

/** Questions of the workspace that ask the same. */
interface QuestionGroup {
  /** 1 where they do so in the same words, less where the words differ. */
  similarity: number;
  questions: { text: string; note: string; answered: boolean; location: Location }[];
}

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
    register('showDuplicateQuestions', () => showDuplicateQuestions(client)),
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

/** Lists the questions that are asked more than once, and opens the one that is picked. */
async function showDuplicateQuestions(client: Client): Promise<void> {
  const groups = await client.execute<QuestionGroup[]>('askdown.duplicateQuestions', {});
  if (!groups) return;
  if (groups.length === 0) {
    void vscode.window.showInformationMessage('No question is asked twice in this workspace.');
    return;
  }
  type Item = vscode.QuickPickItem & { location?: Location };
  const items = groups.flatMap(({ similarity, questions }): Item[] => [
    { label: similarity < 1 ? 'nearly the same' : 'the same', kind: vscode.QuickPickItemKind.Separator },
    ...questions.map(({ text, note, answered, location }) => ({
      label: text,
      description: note,
      ...(answered ? {} : { detail: 'open' }),
      location,
    })),
  ]);
  const placeHolder = 'Questions that are asked more than once';
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (!picked?.location) return;
  const { uri, range } = picked.location;
  const caret = new vscode.Position(range.start.line, range.start.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(caret, caret) });
}

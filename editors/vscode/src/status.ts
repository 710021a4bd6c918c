import * as vscode from 'vscode';

import type { Client } from './client';

/** How long typing has to pause before the questions are counted again, in milliseconds. */
const PAUSE = 500;

interface Counts {
  questions: number;
  open: number;
}

/** The status item: questions, open ones and problems of the note in the active editor. */
export class QuestionStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('askdown.questions', vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: { dispose(): unknown }[];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly client: Client) {
    this.item.name = 'Askdown';
    const soon = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.update(), PAUSE);
    };
    const active = (uri: vscode.Uri) => uri.toString() === vscode.window.activeTextEditor?.document.uri.toString();
    this.subscriptions = [
      this.item,
      client.onDidChangeRunning(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (active(document.uri)) soon();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some(active)) soon();
      }),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !['markdown', 'quarto'].includes(document.languageId)) {
      this.item.hide();
      return;
    }
    if (!this.client.running) {
      this.item.text = '$(warning) Askdown';
      this.item.tooltip = 'The Askdown server does not run. Click to start it.';
      this.item.command = 'askdown.restart';
      this.item.show();
      return;
    }
    const uri = document.uri.toString();
    const counts = await this.client.execute<Counts>('askdown.countQuestions', { textDocument: { uri } });
    const problems = vscode.languages
      .getDiagnostics(document.uri)
      .filter((found) => found.source === 'askdown' && found.severity <= vscode.DiagnosticSeverity.Warning).length;
    const parts = [count(counts?.questions ?? 0, 'question')];
    if (counts?.open) parts.push(`${counts.open} open`);
    if (problems > 0) parts.push(count(problems, 'problem'));
    this.item.text = `$(question) ${parts.join(', ')}`;
    this.item.tooltip = 'Askdown: click for the next open question';
    this.item.command = 'askdown.goToNextOpenQuestion';
    this.item.show();
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

import * as vscode from 'vscode';

import { Client, DOCUMENTS } from './client';
import { registerCommands } from './commands';
import { QuestionStatus } from './status';

let client: Client | undefined;

/** Starts the server for the first note or configuration file that is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Askdown', { log: true });
  const server = new Client(context, log);
  client = server;
  const status = new QuestionStatus(server);
  context.subscriptions.push(log, status, ...registerCommands(server, log));
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('askdown.server.path')) await server.restart();
    }),
    // Trusting the workspace lets its settings name the server.
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    // Most YAML files, which activate the extension too, are none of the server's.
    vscode.workspace.onDidOpenTextDocument(async (document) => {
      if (isServed(document)) await server.start();
    }),
  );
  if (vscode.workspace.textDocuments.some(isServed)) await server.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function isServed(document: vscode.TextDocument): boolean {
  return vscode.languages.match(DOCUMENTS, document) > 0;
}

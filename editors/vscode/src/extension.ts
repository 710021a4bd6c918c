import * as vscode from 'vscode';

import { Client } from './client';
import { registerCommands } from './commands';
import { QuestionStatus } from './status';

let client: Client | undefined;

/** Starts the server for the first note or configuration file that is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Askdown', { log: true });
  client = new Client(context, log);
  const status = new QuestionStatus(client);
  context.subscriptions.push(log, status, ...registerCommands(client, log));
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('askdown.server.path')) await client?.restart();
    }),
    // Trusting the workspace lets its settings name the server.
    vscode.workspace.onDidGrantWorkspaceTrust(async () => client?.restart()),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

import * as vscode from 'vscode';
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

import { findServer } from './server';
import { explicitSettings } from './settings';

/** Notes, and the YAML files that configure them. */
const DOCUMENTS = [
  { language: 'markdown' },
  { language: 'quarto' },
  { scheme: 'file', pattern: '**/askdown.yaml' },
  { scheme: 'file', pattern: '**/skills.yaml' },
];

/** The connection to the server: at most one runs at a time. */
export class Client {
  private client: LanguageClient | undefined;
  private readonly changed = new vscode.EventEmitter<boolean>();

  /** Fires with whether the server runs, whenever that changes. */
  readonly onDidChangeRunning = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get running(): boolean {
    return this.client?.state === State.Running;
  }

  async start(): Promise<void> {
    const found = await findServer(this.context);
    if ('problem' in found) {
      this.log.error(found.problem);
      void this.explain(found.problem);
      return;
    }
    this.log.info(`Starting ${found.path}`);
    const server: ServerOptions = { command: found.path, args: ['server'] };
    const client = new LanguageClient('askdown', 'Askdown', server, this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      const running = newState === State.Running;
      void vscode.commands.executeCommand('setContext', 'askdown.running', running);
      this.changed.fire(running);
    });
    try {
      await client.start();
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      void this.explain('The Askdown server stopped while it started.');
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client && client.state !== State.Stopped) await client.dispose().catch(() => undefined);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Has the server run one of its commands; nothing when it does not run. */
  async execute<Result>(command: string, ...args: unknown[]): Promise<Result | undefined> {
    if (!this.running || !this.client) return undefined;
    const params = { command, arguments: args };
    return this.client.sendRequest<Result>('workspace/executeCommand', params);
  }

  /** A position or document in the form that the server knows. */
  get protocol() {
    return this.client?.code2ProtocolConverter;
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      diagnosticPullOptions: { onChange: true, onSave: true },
      middleware: {
        workspace: {
          // Settings left at their defaults must not win over `askdown.yaml`.
          configuration: (params) =>
            params.items.map(({ section, scopeUri }) =>
              section === 'askdown' ? explicitSettings(scopeUri ? vscode.Uri.parse(scopeUri) : undefined) : null,
            ),
        },
      },
    };
  }

  /** One message, with buttons that help. */
  private async explain(problem: string): Promise<void> {
    const settings = 'Open Settings';
    const log = 'Show Log';
    const retry = 'Try Again';
    switch (await vscode.window.showErrorMessage(problem, settings, retry, log)) {
      case settings:
        await vscode.commands.executeCommand('workbench.action.openSettings', 'askdown.server.path');
        break;
      case retry:
        await this.restart();
        break;
      case log:
        this.log.show();
    }
  }
}

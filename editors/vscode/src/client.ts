import * as vscode from 'vscode';
import {
  CloseAction,
  DocumentFormattingRequest,
  ErrorAction,
  ErrorCodes,
  ExecuteCommandRequest,
  LanguageClient,
  ResponseError,
  State,
  type ErrorHandler,
  type LanguageClientOptions,
  type MessageSignature,
  type ServerOptions,
} from 'vscode-languageclient/node';

import { findServer } from './server';
import { explicitSettings } from './settings';

/** Notes, and the YAML files that configure them. */
export const DOCUMENTS = [
  { language: 'markdown' },
  { language: 'quarto' },
  { scheme: 'file', pattern: '**/askdown.yaml' },
  { scheme: 'file', pattern: '**/skills.yaml' },
];

/** So often within so many milliseconds the server may die and is started again. */
const DEATHS = { most: 4, within: 3 * 60 * 1000 };

/** A message's button, and what it does. */
type Buttons = Record<string, () => unknown>;

/** A client that says nothing of requests to a server that has just died: they are made again to the next one. */
class QuietClient extends LanguageClient {
  override handleFailedRequest<Result>(
    type: MessageSignature,
    token: vscode.CancellationToken | undefined,
    error: unknown,
    fallback: Result,
    shows = true,
    throws = false,
  ): Result {
    const gone = error instanceof ResponseError && error.code === ErrorCodes.MessageWriteError;
    return super.handleFailedRequest(type, token, error, fallback, shows && !gone, throws);
  }
}

/** The connection to the server: at most one runs at a time. */
export class Client {
  private client: LanguageClient | undefined;
  private tried = false;
  /** Starts and stops wait here for the one before to end. */
  private turn = Promise.resolve();
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

  /** Starts the server, unless that was tried before: then `restart` is for trying again. */
  start(): Promise<void> {
    return this.next(() => (this.tried ? Promise.resolve() : this.startNow()));
  }

  stop(): Promise<void> {
    return this.next(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.next(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Has the server run one of its commands. Undefined, after a message, when it does not run. */
  async execute<Result>(command: string, argument: object): Promise<Result | undefined> {
    const client = this.ready();
    const params = { command, arguments: [argument] };
    return client && ((await client.sendRequest(ExecuteCommandRequest.type, params)) as Result);
  }

  /** Formats with this server, also where another extension formats Markdown by default. */
  async format(document: vscode.TextDocument): Promise<void> {
    const client = this.ready();
    if (!client) return;
    const { version } = document;
    const edits = await client.sendRequest(DocumentFormattingRequest.type, {
      textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
      options: { tabSize: 4, insertSpaces: true },
    });
    if (!edits || document.version !== version) return;
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits(edits));
    await vscode.workspace.applyEdit(edit);
  }

  private next(run: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(run);
    return this.turn;
  }

  private async startNow(): Promise<void> {
    this.tried = true;
    const found = await findServer(this.context);
    if ('problem' in found) {
      this.log.error(found.problem);
      this.explain(found.problem);
      return;
    }
    // Of two that can rename a heading, VS Code asks the one that came last: its own knows no questions.
    await Promise.resolve(vscode.extensions.getExtension('vscode.markdown-language-features')?.activate()).catch(
      (error: unknown) => { this.log.warn(String(error)); },
    );
    this.log.info(`Starting ${found.path}`);
    const server: ServerOptions = { command: found.path, args: ['server'] };
    const client = new QuietClient('askdown', 'Askdown', server, this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) this.announce(newState === State.Running);
    });
    try {
      await client.start();
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      this.explain('The Askdown server stopped while it started.');
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.announce(false);
    await client?.dispose().catch((error: unknown) => {
      this.log.warn(String(error));
    });
  }

  private announce(running: boolean): void {
    void vscode.commands.executeCommand('setContext', 'askdown.running', running);
    this.changed.fire(running);
  }

  /** The client, if the server runs; else a message says that it does not. */
  private ready(): LanguageClient | undefined {
    if (this.running) return this.client;
    this.explain('The Askdown server does not run.');
    return undefined;
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      diagnosticPullOptions: { onChange: true, onSave: true },
      errorHandler: this.errorHandler(),
      middleware: {
        workspace: {
          // A change may restart the server: the new one asks for its settings, and the old one is past caring.
          didChangeConfiguration: async (sections, next) => {
            const told = this.client;
            await Promise.resolve();
            await this.turn;
            if (this.client === told && this.running) await next(sections);
          },
          // Settings left at their defaults must not win over `askdown.yaml`.
          configuration: (params) =>
            params.items.map(({ section, scopeUri }) =>
              section === 'askdown' ? explicitSettings(scopeUri ? vscode.Uri.parse(scopeUri) : undefined) : null,
            ),
        },
      },
    };
  }

  /** A server that died is started again without a word: what was typed meanwhile is sent to the new one. */
  private errorHandler(): ErrorHandler {
    const deaths: number[] = [];
    return {
      // What cannot be written to a server that is dying; `closed` follows.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        const now = Date.now();
        deaths.push(now);
        if (deaths.filter((time) => now - time < DEATHS.within).length <= DEATHS.most) {
          return { action: CloseAction.Restart, handled: true };
        }
        this.explain('The Askdown server keeps stopping. Its last words are in the log.');
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  /** One message, with buttons that help. */
  private explain(problem: string): void {
    const buttons: Buttons = {
      'Open Settings': () => {
        // The path is one of the machine on which the server runs.
        const scope = vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
        return vscode.commands.executeCommand(`workbench.action.${scope}`, { query: 'askdown.server.path' });
      },
      'Try Again': () => this.restart(),
      'Show Log': () => {
        this.log.show();
      },
    };
    void vscode.window
      .showErrorMessage(problem, ...Object.keys(buttons))
      .then((pressed) => pressed !== undefined && buttons[pressed]?.());
  }
}

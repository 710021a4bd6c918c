import * as vscode from 'vscode';

/** Settings of the extension itself, which are no business of the server's. */
const OWN = new Set(['server.path', 'trace.server']);

/**
 * The settings that somebody has set, in the shape of `askdown.yaml`: `askdown.questions.off` becomes
 * `{ questions: { off } }`.
 */
export function explicitSettings(scope: vscode.Uri | undefined): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration('askdown', scope);
  const settings: Record<string, unknown> = {};
  for (const name of settingNames()) {
    const values = configuration.inspect(name);
    const value = values?.workspaceFolderValue ?? values?.workspaceValue ?? values?.globalValue;
    if (value !== undefined && value !== null) place(settings, name.split('.'), value);
  }
  return settings;
}

function settingNames(): string[] {
  const extension = vscode.extensions.getExtension('askdown.askdown');
  const manifest = extension?.packageJSON as { contributes: { configuration: { properties: object } } } | undefined;
  return Object.keys(manifest?.contributes.configuration.properties ?? {})
    .map((name) => name.replace(/^askdown\./, ''))
    .filter((name) => !OWN.has(name));
}

function place(target: Record<string, unknown>, [first, ...rest]: string[], value: unknown): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = (target[first] ?? {}) as Record<string, unknown>;
  target[first] = inner;
  place(inner, rest, value);
}

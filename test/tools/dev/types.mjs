// @ts-check
/** `npm run dev` starts this process. It checks types at every change, and sends the errors as `Problem`s. */
import ts from 'typescript';
import { fromRoot, root } from '../root.mjs';
import { pathFromRoot } from './problems.mjs';

const ROOTS = [
  'provisioning/cli.ts',
  'ui/citizen/kiosk-app.ts',
  'simulators/dock/page/demo/demo-app.ts',
  'ui/technician/technician-app.ts',
];
const LONGEST = 160;

/**
 * @param {ts.Diagnostic} diagnostic
 * @returns {{ expected: string, found: string }}
 */
function inWords({ messageText, code, file, start = 0, length = 0 }) {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  const found = shortened(file?.text.slice(start, start + Math.max(length, 1)) ?? '');
  const assigned =
    /^(?:Argument of type|Type) '([\s\S]+?)' is not assignable to (?:parameter of )?type '([\s\S]+?)'\./.exec(message);
  if (assigned)
    return { expected: shortened(assigned[2] ?? ''), found: `${shortened(assigned[1] ?? '')}, by \`${found}\`` };
  const missing = /^Property '(.+?)' is missing in type [\s\S]+ but required in type '([\s\S]+?)'/.exec(message);
  if (missing)
    return { expected: `\`${missing[1]}\`, which ${shortened(missing[2] ?? '')} has`, found: 'nothing of that name' };
  const token = /^(.+) expected\.$/.exec(message);
  if (token) return { expected: token[1] ?? '', found: `\`${found}\`` };
  return { expected: `code that passes the check: ${message} (TS${code})`, found: `\`${found}\`` };
}

/** @param {string} text */
const shortened = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/**
 * @param {ts.Diagnostic} diagnostic
 * @returns {import('./problems.mjs').Problem}
 */
const problemOf = (diagnostic) => ({
  file: diagnostic.file ? pathFromRoot(diagnostic.file.fileName) : '',
  line: diagnostic.file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1 : null,
  ...inWords(diagnostic),
});

const read = ts.readConfigFile(fromRoot('tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...read.config, include: [], files: ROOTS }, ts.sys, root);
const host = ts.createWatchCompilerHost(
  ROOTS.map(fromRoot),
  { ...options, noEmit: true, incremental: false },
  ts.sys,
  ts.createSemanticDiagnosticsBuilderProgram,
  () => {},
  () => {},
);
host.afterProgramCreate = (/** @type {ts.SemanticDiagnosticsBuilderProgram} */ program) => {
  const wrong = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
  process.send?.(wrong.map(problemOf));
};
ts.createWatchProgram(host);
process.on('disconnect', () => process.exit(0));

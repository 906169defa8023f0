import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../../device/files/package-root.ts';
import { type AcceptOptions, accept } from '../../provisioning/accept/accept.ts';
import type { CliOutcome } from '../../provisioning/command/outcome.ts';
import { type SimulatorProcess, simulator } from './command.ts';
import { type FakeIo, fakeIo } from './fake-io.ts';
import { withoutLines } from './without-lines.ts';

/** The result of `act` is typed; `null`: Ctrl-C. */
export type PromptAnswers = readonly (readonly [when: RegExp, act: (said: string) => unknown])[];

export interface ScriptedTechnician {
  readonly folder: string;
  readonly profile: string;
  test(
    options: Omit<AcceptOptions, 'profile'>,
    hands: PromptAnswers,
  ): Promise<{ outcome: CliOutcome; io: FakeIo; json: AcceptReportJson | null }>;
  interrupt(): void;
  end(): void;
}

export interface AcceptReportJson {
  readonly file: string;
  readonly fingerprint: string;
  readonly report: {
    readonly accepted: boolean;
    readonly number: number;
    readonly previous: string | null;
    readonly results: readonly {
      readonly step: string;
      readonly outcome: string;
      readonly seen: string;
      readonly code: string | null;
      readonly detail: string;
      readonly fix: string | null;
      readonly devices: readonly Readonly<Record<string, string | null>>[];
    }[];
    readonly failures: readonly { readonly step: string; readonly code: string }[];
  };
}

/** A cabinet with the simulated profile; `replaced` changes parts of the profile. */
export function technicianAt(replaced: readonly (readonly [what: string, by: string])[], port = 1): ScriptedTechnician {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-accept-'));
  const profile = join(folder, 'profile.yaml');
  let text = withoutLines(readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8'))
    .replace('var/simulated', folder)
    .replace('port: 8080', `port: ${port}`);
  for (const [what, by] of replaced) {
    if (!text.includes(what)) throw new Error(`the profile has no ${what}`);
    text = text.replace(what, by);
  }
  writeFileSync(profile, text);
  let running: FakeIo | null = null;
  return {
    folder,
    profile,
    async test(options, hands) {
      const base = fakeIo({ inputIsTerminal: true });
      const said: string[] = [];
      const react = async (line: string): Promise<string | null | undefined> => {
        for (const [when, act] of hands) {
          if (!when.test(line)) continue;
          const typed = await act(line);
          if (typeof typed === 'string' || typed === null) return typed;
        }
        return undefined;
      };
      const io: FakeIo = {
        ...base,
        note(line) {
          base.note(line);
          said.push(line);
          void react(line);
        },
        async ask(question) {
          said.push(question);
          const typed = await react(question);
          if (typed === undefined) throw new Error(`nobody knows what to type at: ${question}\n${said.join('\n')}`);
          return typed;
        },
      };
      running = io;
      const outcome = await accept({ profile, lang: 'en', json: true, ...options }, io);
      const written = io.written();
      return { outcome, io, json: written === '' ? null : (JSON.parse(written) as AcceptReportJson) };
    },
    interrupt: () => running?.interrupt(),
    end: () => rmSync(folder, { recursive: true }),
  };
}

export const tcpProfileLink = ({ link }: Pick<SimulatorProcess, 'link'>): string =>
  `{ tcp: { host: 127.0.0.1, port: ${link.split(':').at(-1)} } }`;

export function newestPaper(printer: SimulatorProcess): {
  readonly lines: readonly string[];
  readonly qr: readonly string[];
} {
  const paper = printer.events.findLast(({ event }) => event === 'paper');
  if (!paper) throw new Error('no paper came out');
  return { lines: paper['lines'] as readonly string[], qr: paper['qr'] as readonly string[] };
}

export { simulator };

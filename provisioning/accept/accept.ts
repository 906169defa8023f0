import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { fillInCredentials } from '../../device/config/credentials.ts';
import type { Profile } from '../../device/config/profile.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { TECHNICIAN_WAIT_MS } from '../../device/maintenance/devices/wait.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../device/words/language.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { staffKeyOf } from '../badge/staff-key.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson, writeOut } from '../command/output.ts';
import { portRefusal, shortPath } from '../command/places.ts';
import { findRunningKiosk } from '../command/running-kiosk.ts';
import { INSTALLED, PORT_UNITS, UNITS } from '../machine/installed.ts';
import { ACCEPT_WORDS } from './all-words.ts';
import {
  type AcceptanceRun,
  acceptanceFolder,
  deleteUnfinishedAcceptance,
  readReports,
  readRun,
  writeReport,
  writeRun,
} from './folder.ts';
import { type AcceptancePage, openAcceptancePage } from './glass-page.ts';
import { machineFacts, softwareFacts } from './machine-facts.ts';
import { prepareAcceptanceScreen } from './machine-screen.ts';
import { type AcceptanceBooks, openBooks } from './open-books.ts';
import { createTechnicianDialogue } from './person.ts';
import { type AcceptanceReport, formatReport, groupedFingerprint, reportFingerprint, signReport } from './report.ts';
import type { AcceptanceContext } from './step.ts';
import { ACCEPTANCE_STEP_IDS, type AcceptanceStepId } from './step-ids.ts';
import { printOnReceiptPrinter } from './step-receipt.ts';
import { buildReportStrip } from './strip.ts';
import { runAcceptanceSteps, translatedFix } from './take-steps.ts';

export interface AcceptOptions {
  readonly profile?: string;
  readonly lang?: Language;
  readonly only?: readonly AcceptanceStepId[];
  readonly resume?: true;
  readonly report?: string;
  readonly json?: true;
}

const ON_SCREEN: readonly AcceptanceStepId[] = ['touch', 'sound'];

/** The socket too: otherwise systemd holds the kiosk's port. */
const STOP = `sudo systemctl stop ${UNITS.kiosk} ${PORT_UNITS.socket}`;

type WithProfile = AcceptOptions & { readonly profile: string };

/** The acceptance test of a cabinet. The kiosk must be stopped: the test uses its devices, its ledger and its port. */
export async function accept(options: AcceptOptions, io: Io): Promise<CliOutcome> {
  if (!io.inputIsTerminal) return misused('this command asks questions: run it at a terminal');
  const file = options.profile ?? INSTALLED.profile;
  if (options.profile === undefined && !existsSync(file))
    return misused(
      `${file} is missing, so this machine is not a kiosk yet: run sudo asan-kiosk provision first, or name a profile with --profile`,
    );
  const profile = loadProfileFile(file);
  if (!profile.ok) return profile;
  if (await findRunningKiosk(profile.value.web.port))
    return failed(`the kiosk is running and holds the devices: stop it first, ${STOP}`);
  const needsPort = chosenSteps(options).some((step) => ON_SCREEN.includes(step));
  if (needsPort && (await portRefusal(profile.value.web.port)) === 'EADDRINUSE')
    return failed(
      `port ${profile.value.web.port} is taken (WEB-101), and the page of the test needs it. If systemd holds it for the kiosk: ${STOP}. If not: sudo ss -ltnp 'sport = :${profile.value.web.port}' names the program that holds it`,
    );
  // Read before `openBooks`, which changes root into a user who cannot read credentials.
  const whole = chosenSteps(options).includes('payment') ? fillInCredentials(profile.value) : profile;
  if (!whole.ok) return misused(describeConfigTrouble(whole.error));
  const key = chosenSteps(options).includes('badge') ? await staffKeyOf(profile.value, 'badgeKey') : null;
  const badgeKey = key?.ok ? key.value : null;
  // Before `openBooks` too: it needs root.
  const screen = needsPort ? prepareAcceptanceScreen() : null;
  const books = openBooks(whole.value);
  if (!books.ok) {
    screen?.close();
    return books;
  }
  const stop = new AbortController();
  const release = io.onInterrupt(() => stop.abort());
  try {
    return await acceptWith({ ...options, profile: file }, whole.value, books.value, { stop, screen, badgeKey }, io);
  } finally {
    screen?.close();
    release();
    books.value.close();
  }
}

interface Around extends Pick<AcceptanceContext, 'screen' | 'badgeKey'> {
  readonly stop: AbortController;
}

async function acceptWith(
  options: WithProfile,
  profile: Profile,
  books: AcceptanceBooks,
  { stop, screen, badgeKey }: Around,
  io: Io,
): Promise<CliOutcome> {
  const folder = acceptanceFolder(books.ledgerFile);
  const begun = beginRun(options, folder, books);
  if (!begun.ok) return begun;
  const language = options.lang ?? DEFAULT_LANGUAGE;
  const words = ACCEPT_WORDS[language];
  const person = createTechnicianDialogue(io, words, stop);
  let glass: Promise<AcceptancePage> | null = null;
  const parts: AcceptanceContext = {
    profile,
    profileFile: options.profile,
    io,
    language,
    words,
    person,
    stop: stop.signal,
    screen,
    badgeKey,
    ledger: books.ledger,
    ledgerFile: books.ledgerFile,
    timestamp: createCentreClock(books.clock.now).stamp,
    glass() {
      glass ??= openAcceptancePage({
        port: profile.web.port,
        ledgerFile: books.ledgerFile,
        clock: io.clock,
        stop: stop.signal,
        restLines: words.glass.rest,
      });
      return glass;
    },
  };
  const chosen = chosenSteps(options);
  const { results } = begun.value;
  person.tell(
    results.length > 0
      ? words.goesOn(results.length, chosen.length)
      : words.begun(profile.kiosk.id, chosen.length, TECHNICIAN_WAIT_MS / 1_000),
  );
  try {
    const run = await runAcceptanceSteps(begun.value, chosen, folder, parts);
    if (stop.signal.aborted) return failed(words.stopped);
    return await finish(run, options, books, parts, folder);
  } finally {
    await (glass as Promise<AcceptancePage> | null)?.then((page) => page.close());
  }
}

const chosenSteps = ({ only }: AcceptOptions): readonly AcceptanceStepId[] =>
  ACCEPTANCE_STEP_IDS.filter((step) => only === undefined || only.includes(step));

/** Failures of an earlier run without a report go into the next report. */
function beginRun(
  { profile, resume }: WithProfile,
  folder: string,
  { clock }: AcceptanceBooks,
): Result<AcceptanceRun, CliTrouble> {
  const earlier = readRun(folder);
  if (!earlier.ok) return earlier;
  const hash = createHash('sha256').update(readFileSync(profile)).digest('hex');
  const told = earlier.value && readReports(folder).some(({ signed }) => signed?.report.run === earlier.value?.run);
  const left = told ? null : earlier.value;
  if (resume) {
    if (!left) return misused('no acceptance test is unfinished: leave out --resume');
    if (left.profile !== hash) return failed('the profile has changed since the test began: leave out --resume');
    return ok(left);
  }
  const run = {
    run: randomUUID(),
    begunAt: createCentreClock(clock.now).stamp(),
    profile: hash,
    results: [],
    failures: left?.failures ?? [],
  };
  writeRun(folder, run);
  return ok(run);
}

async function finish(
  run: AcceptanceRun,
  options: AcceptOptions,
  books: AcceptanceBooks,
  parts: AcceptanceContext,
  folder: string,
): Promise<CliOutcome> {
  const before = readReports(folder).at(-1);
  if (before && !before.signed)
    return failed(
      `${shortPath(before.file)} is not a valid report, and the next report must name it: restore it from a copy, or move it away`,
    );
  const report = reportOf(run, before?.signed?.report ?? null, books, parts);
  const signed = signReport(report, books.signer);
  const file = writeReport(folder, signed);
  deleteUnfinishedAcceptance(folder);
  const copied = options.report === undefined ? done : writeOut(options.report, formatReport(signed));
  if (options.json) printJson(parts.io, { file, fingerprint: reportFingerprint(report), ...signed });
  else parts.io.out(summary(report, file, parts));
  if (!copied.ok) return copied;
  const printed = await printStrip(report, parts);
  if (!printed.ok) return printed;
  return report.accepted ? done : failed(`${parts.words.strip.notAccepted}: ${notPassed(report).join(', ')}`);
}

/** A step for a device that this cabinet lacks passes. A step for a simulated device, or a step not done, does not. */
const isPassed = ({ outcome, seen }: AcceptanceReport['results'][number]): boolean =>
  outcome === 'ok' || seen === 'not-fitted';

const notPassed = ({ results }: AcceptanceReport): readonly string[] =>
  ACCEPTANCE_STEP_IDS.filter((step) => !results.some((result) => result.step === step && isPassed(result)));

function reportOf(
  run: AcceptanceRun,
  before: AcceptanceReport | null,
  { clock }: AcceptanceBooks,
  { profile, timestamp }: AcceptanceContext,
): AcceptanceReport {
  const { kiosk } = profile;
  const left = ACCEPTANCE_STEP_IDS.filter((step) => !run.results.some((result) => result.step === step));
  const leftOut = { outcome: 'skipped', seen: 'not-asked', detail: '', code: null, fix: null, devices: [] } as const;
  const results = [...run.results, ...left.map((step) => ({ ...leftOut, step, at: timestamp() }))].sort(
    (one, other) => ACCEPTANCE_STEP_IDS.indexOf(one.step) - ACCEPTANCE_STEP_IDS.indexOf(other.step),
  );
  return {
    run: run.run,
    number: (before?.number ?? 0) + 1,
    previous: before && reportFingerprint(before),
    begunAt: run.begunAt,
    at: timestamp(),
    clock: clock.sync(),
    kiosk: { id: kiosk.id, centre: kiosk.centre.number, centreName: kiosk.centre.name.az },
    software: softwareFacts(),
    machine: machineFacts(),
    profile: run.profile,
    accepted: results.every(isPassed),
    results,
    failures: run.failures,
  };
}

function summary(report: AcceptanceReport, file: string, { words }: AcceptanceContext): string {
  const lines = report.results.map(({ step, outcome, seen, code, fix }) => {
    const what = code === null ? words.seen[seen] : `${code}: ${translatedFix(code, fix, words)}`;
    return `${words.outcome[outcome].padEnd(12)} ${words.steps[step].title}: ${what}\n`;
  });
  const verdict = report.accepted ? words.strip.accepted : words.strip.notAccepted;
  const fingerprint = groupedFingerprint(reportFingerprint(report));
  return `\n${lines.join('')}\n${verdict}\n${words.strip.number} ${report.number}: ${shortPath(file)}\n${words.strip.fingerprint}: ${fingerprint}\n`;
}

async function printStrip(report: AcceptanceReport, parts: AcceptanceContext): Promise<CliOutcome> {
  const { person, words, stop } = parts;
  for (;;) {
    const printed = await printOnReceiptPrinter(parts, buildReportStrip(report, words));
    if (printed.outcome !== 'failed') return done;
    person.tell(`${words.outcome.failed}: ${printed.code} (${printed.detail})`);
    const answer = (await person.ask(words.againOrOn)).toLowerCase();
    if (stop.aborted || words.on.includes(answer))
      return failed(`the report is written, but its strip was not printed (${printed.code}): ${printed.fix}`);
  }
}

import { existsSync, readFileSync } from 'node:fs';
import type { Profile } from '../../../device/config/profile.ts';
import { DEFAULT_LANGUAGE, LANGUAGE_CODES, type Language } from '../../../device/words/language.ts';
import { ok, type Result } from '../../../drivers/result.ts';
import { runsOnScreenConsole } from '../../accept/machine-screen.ts';
import type { Io } from '../../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../../command/outcome.ts';
import { printJson } from '../../command/output.ts';
import { devicesWithoutRule, usbWords } from '../../lockdown/usbguard.ts';
import { INSTALLED } from '../../machine/installed.ts';
import { forgetDraft } from '../interview/draft.ts';
import { interview, STOPPED } from '../interview/interview.ts';
import { terminalPrompts } from '../interview/prompts.ts';
import type { InterviewTechnician } from '../interview/technician.ts';
import { fillTemplate, INTERVIEW_WORDS } from '../interview/words.ts';
import { isSameFingerprint } from '../order/minisign.ts';
import { orderDifferences } from '../order/order-differences.ts';
import { parseTypedCode, scanCode } from '../order/scan.ts';
import { applyPlan } from '../plan/apply.ts';
import { installedProfile } from '../plan/check.ts';
import { type PlanStep, stepsOf } from '../plan/plan.ts';
import { pathsWrittenBy, storePresentSettings } from '../plan/settings-copy.ts';
import { createProvisionTarget, type ProvisionTarget, runProgram } from '../plan/target.ts';
import { asFailure, type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { planAll } from './plan-all.ts';
import { leasePorts, type PortLease } from './port-lease.ts';
import {
  type ProvisionSource,
  readLastAcceptedOrder,
  sourceFromCode,
  sourceFromProfile,
  sourceFromSettings,
  sourceFromStick,
  type TechnicianPrompts,
} from './source.ts';

export interface ProvisionOptions {
  readonly from?: string;
  readonly scan?: true;
  readonly code?: string;
  readonly ask?: true;
  readonly kiosk?: string;
  readonly devices?: true;
  readonly yes?: true;
  readonly check?: true;
  readonly json?: true;
  readonly root?: string;
}

/** On the console that the kiosk's screen takes the technician could not finish. */
export const WRONG_CONSOLE_TEXT =
  'the screen of the kiosk takes this console (tty1), and then no other console opens. Press Alt+F2, log in there, and run the same command again';
export const NO_LOGIN_WARNING =
  'the order allows no address for ssh (`admin`). Stay logged in: no new login is possible. Save report and backup before the next start';
const UNTOUCHED = 'stopped: nothing was changed';

/** Makes this machine a kiosk. An order or answers say which kiosk; all else is planned, checked and written. */
export async function provision(options: ProvisionOptions, io: Io): Promise<CliOutcome> {
  const { from, scan, code, ask, root } = options;
  if ([from, scan, code, ask].filter((each) => each !== undefined).length > 1)
    return misused('--from, --scan, --code and --ask exclude each other: give one of them');
  if (root !== undefined && !existsSync(root))
    return misused(`there is no folder ${root}; name the folder of the image`);
  if (root === undefined && !options.check && runsOnScreenConsole()) return misused(WRONG_CONSOLE_TEXT);
  const target = createProvisionTarget(root);
  const said = await sourceFor(options, target, technicianAt(options, io), io);
  if (!said.ok) return asFailure(said.error);
  if (said.value === STOPPED) return failed(UNTOUCHED);
  const { source, technician, before } = said.value;
  if (!technician && !options.yes && !options.check) return asFailure(NOBODY.error);
  const leasing = { run: target.run ?? runProgram, before, technician, isCheck: options.check === true };
  const ports = leasePorts(leasing, io);
  let holds = before;
  try {
    const carried = await carryOut({ target, source, before, technician, ports }, options, io);
    if (carried.ok) holds = carried.value;
    return carried.ok ? done : carried;
  } finally {
    await ports.giveBack(holds);
  }
}

interface Carrying extends Said {
  readonly target: ProvisionTarget;
  readonly ports: PortLease;
}

async function carryOut(carrying: Carrying, options: ProvisionOptions, io: Io): Promise<Result<Profile, CliTrouble>> {
  const { target, source, before, technician } = carrying;
  const { root } = options;
  const planned = await planAll({ ...carrying, anew: options.devices === true }, io);
  if (!planned.ok) return asFailure(planned.error);
  if (planned.value === STOPPED) return failed(UNTOUCHED);
  const { its, profile, journal } = planned.value;
  const steps = stepsOf(its);
  for (const usb of root === undefined ? devicesWithoutRule(profile) : [])
    io.note(`plugged in, but not devices of this kiosk; they stop working at the next start: ${usbWords(usb)}`);
  if (options.check) {
    const told = tellCheck(steps, differencesOf(carrying), source.kiosk, options, io);
    return told.ok ? ok(profile) : told;
  }
  for (const says of differencesOf(carrying)) io.note(`${says}: ${TAKE_AGAIN}`);
  // No steps, but an unfinished journal: the run before lost power at its last write.
  if (steps.length > 0 || journal?.isDone === false) {
    if (steps.length > 0 && technician && !(await isMeant(steps, technician, io))) return failed(UNTOUCHED);
    const progress = ({ says, after }: PlanStep, nth: number, of: number) => io.note(`${nth}/${of} ${says}: ${after}`);
    const applied = await applyPlan(target, its, journal, progress);
    if (!applied.ok) return asFailure(applied.error);
  }
  await storePresentSettings(target, pathsWrittenBy(its), io);
  forgetDraft(target);
  const admin = profile.network?.admin ?? [];
  if (before === null && admin.length === 0) io.note(NO_LOGIN_WARNING);
  tellDone(steps.length, source.kiosk, options, io);
  return ok(profile);
}

/** Differences of the profile from this machine's last order. None with a new order, which replaces both. */
function differencesOf({ source, target, before }: Carrying): readonly string[] {
  const taken = readLastAcceptedOrder(target);
  if (!before || source.taken || !taken) return [];
  const text = readFileSync(target.file(INSTALLED.profile), 'utf8');
  return (orderDifferences(text, taken) ?? []).map(({ says }) => `${INSTALLED.profile}: ${says}`);
}

const TAKE_AGAIN = 'the order restores its values: sudo asan-kiosk provision --from FILE';

const NOBODY = provisionTrouble(
  'PRV-137',
  'there is no terminal for the confirmation',
  'add --yes to accept the certain devices, or run the command at a terminal',
);

/** `null`: no technician. A check asks nothing: the run after it would ask again. */
function technicianAt({ yes, json, check }: ProvisionOptions, io: Io): InterviewTechnician {
  if (!io.inputIsTerminal || !io.noteIsTerminal || yes || json || check) return null;
  return { prompts: terminalPrompts, words: INTERVIEW_WORDS[languageOf(process.env['LC_ALL'] || process.env['LANG'])] };
}

/** From a locale such as `ru_RU.UTF-8`. `C`: English; otherwise Azerbaijani. */
function languageOf(locale = 'C'): Language {
  const code = LANGUAGE_CODES.find((each) => locale.startsWith(`${each}_`));
  return code ?? (/^(C|POSIX)/.test(locale) ? 'en' : DEFAULT_LANGUAGE);
}

interface Said {
  readonly source: ProvisionSource;
  readonly technician: InterviewTechnician;
  readonly before: Profile | null;
}

async function sourceFor(
  { from, code, scan, ask, kiosk, devices }: ProvisionOptions,
  target: ProvisionTarget,
  technician: InterviewTechnician,
  io: Io,
): Promise<ProvisionResult<Said | typeof STOPPED>> {
  const before = installedProfile(target);
  const choosing = { target, named: kiosk, before, asked: technician && askedAt(technician) };
  const plainly = (source: ProvisionResult<ProvisionSource>): ProvisionResult<Said> =>
    source.ok ? ok({ source: source.value, technician, before }) : source;
  if (from !== undefined) return plainly(await sourceFromStick(from, choosing));
  if (code !== undefined || scan) {
    const shown = code === undefined ? await scanCode(io, technician && askTextAt(technician)) : parseTypedCode(code);
    return shown.ok ? plainly(await sourceFromCode(shown.value, choosing, io)) : shown;
  }
  if (before && !ask) return plainly(ok(sourceFromProfile(target, before, devices === true)));
  if (!technician)
    return provisionTrouble(
      'PRV-137',
      'there is no terminal to ask for the answers',
      'name an order: --from FILE or --code TEXT',
    );
  const said = await interview(target, technician.prompts);
  if (!said.ok) return said;
  if (said.value === STOPPED) return ok(STOPPED);
  const { settings, words } = said.value;
  const source = sourceFromSettings(settings, 'answers given here', { key: null, taken: null });
  return ok({ source, technician: { ...technician, words }, before });
}

function askedAt({ prompts, words }: NonNullable<InterviewTechnician>): TechnicianPrompts {
  return {
    async isKey(fingerprint) {
      const refuse = (typed: string) => (isSameFingerprint(typed, fingerprint) ? null : words.keyIsOther);
      return 'answer' in (await prompts.text({ message: words.keyIs, refuse }));
    },
    async whichKiosk(ids) {
      const options = ids.map((id) => ({ value: id, label: id }));
      const said = await prompts.choose({ message: words.whichKiosk, options });
      return 'answer' in said ? said.answer : null;
    },
  };
}

function askTextAt({ prompts, words }: NonNullable<InterviewTechnician>) {
  return async (signal: AbortSignal): Promise<string | null> => {
    const said = await prompts.text({ message: words.showCode, refuse: () => null, signal });
    return 'answer' in said ? said.answer : null;
  };
}

async function isMeant(
  steps: readonly PlanStep[],
  { prompts, words }: NonNullable<InterviewTechnician>,
  io: Io,
): Promise<boolean> {
  for (const { says, now, after } of steps) io.note(`  ${says}: ${now} -> ${after}`);
  const said = await prompts.agree(fillTemplate(words.write, { n: steps.length }), words.yes, words.no);
  return 'answer' in said && said.answer;
}

function tellCheck(
  steps: readonly PlanStep[],
  differs: readonly string[],
  kiosk: string,
  { json }: ProvisionOptions,
  io: Io,
): CliOutcome {
  if (json) printJson(io, { kiosk, changes: steps.length, steps, differs });
  else if (steps.length === 0) io.out(`${kiosk}: nothing would change\n`);
  else io.out(steps.map(({ says, now, after }) => `${says}: ${now} -> ${after}\n`).join(''));
  if (!json) for (const says of differs) io.out(`${says}\n`);
  if (steps.length === 0 && differs.length === 0) return done;
  if (steps.length === 0) return failed(`the profile differs from its order; ${TAKE_AGAIN}`);
  return failed(
    `${steps.length} ${steps.length === 1 ? 'thing' : 'things'} would change; without --check, provision makes these changes`,
  );
}

function tellDone(changed: number, kiosk: string, { json, root }: ProvisionOptions, io: Io): void {
  const next = root === undefined ? '. Next: sudo asan-kiosk doctor' : '';
  if (json) printJson(io, { kiosk, changed });
  else if (changed === 0) io.out(`${kiosk}: nothing to change\n`);
  else io.out(`${kiosk}: ${changed} ${changed === 1 ? 'change' : 'changes'} made${next}\n`);
}

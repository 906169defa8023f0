import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readYaml } from '../../device/config/yaml-file.ts';
import { lineOf } from '../../device/config/yaml-places.ts';
import { realClock } from '../../drivers/clock.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { WireFault, WireFaults } from '../../simulators/faults/wire-faults.ts';
import type { ScriptedKind, Step } from '../../simulators/scripts/script.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import type { SimulatedDevice } from './device.ts';
import type { Teller } from './teller.ts';
import { speak, type Verb, verbOf } from './verbs.ts';

/** A script file that was read. */
export interface Script {
  readonly file: string;
  readonly steps: readonly (Step & { readonly line: number })[];
}

type ScriptStep = Script['steps'][number];

/** Without a file, a script in which nothing happens. */
export async function loadScript(file: string | undefined, kind: ScriptedKind): Promise<Result<Script, CliTrouble>> {
  if (file === undefined) return ok({ file: '', steps: [] });
  const { scriptSchema, stepsOf } = await import('../../simulators/scripts/script.ts');
  const read = readYaml(file, realFiles, scriptSchema(kind));
  if (!read.ok) return misused(describeConfigTrouble(read.error));
  const text = realFiles.read(file);
  const steps = stepsOf(read.value).map((step, at) => ({ ...step, line: lineOf(text, [at, step.address]) ?? 1 }));
  return ok({ file, steps });
}

/** A script beside the device that it is about. */
export interface PlayedScript {
  /** Why it can not be played on this device, or nothing. */
  check(): CliOutcome;
  occasion(name: string): void;
  start(): void;
  /** Failed where a step never came, was refused, or armed a fault that nothing met. */
  end(): CliOutcome;
}

export interface Stage {
  readonly device: SimulatedDevice;
  readonly verbs: readonly Verb[];
  /** What can be done to what the wire carries; `null` where there is nothing to be damaged. */
  readonly wire: StagedWire | null;
  readonly teller: Teller;
  /** After each step. */
  readonly look: () => void;
}

export interface StagedWire {
  readonly faults: WireFaults;
  /** A fault of words; `forms` are examples of them. */
  readonly faultOf: (words: string) => WireFault | undefined;
  readonly forms: readonly string[];
}

/** What a deed comes to: a line for the device, and the fault that it arms. */
interface Deed {
  readonly line: string;
  readonly fault?: { readonly of: 'wire'; readonly name: string } | { readonly of: 'device'; readonly name: string };
}

export async function playScript({ file, steps }: Script, stage: Stage): Promise<PlayedScript> {
  const { createScriptRunner } = await import('../../simulators/scripts/runner.ts');
  const { teller, verbs, device, wire } = stage;
  const deedOf = (step: Step) => resolve(step, stage);
  /** Faults for one occasion that were armed and not met yet, as far as is known here. */
  let armed: readonly { readonly step: ScriptStep; readonly name: string; readonly of: 'wire' | 'device' }[] = [];
  const refused: string[] = [];

  function act(step: ScriptStep): void {
    const { line = '', fault } = deedOf(step) ?? {};
    if (fault && step.when.on !== 'always') armed = [...armed, { step, ...fault }];
    teller.say('script', { line: step.line, step: step.address, does: step.deed }, `${step.address}: ${step.deed}`);
    void speak(line, verbs).then((spoken) => {
      if (spoken.kind === 'refused') {
        refused.push(`${placeOf(file, step)}: ${spoken.why}`);
        teller.say('refused', { command: step.deed, why: spoken.why }, spoken.why);
      }
      stage.look();
    });
  }

  const runner = createScriptRunner(steps, realClock, (step) => act(step as ScriptStep));
  wire?.faults.onSpent((fault) => {
    const spent = armed.find(({ of, name }) => of === 'wire' && name === JSON.stringify(fault));
    armed = armed.filter((each) => each !== spent);
    teller.say('spent', { fault }, JSON.stringify(fault));
  });

  function unmet(): readonly ScriptStep[] {
    const left = [...device.armed()];
    const still = armed.filter(({ of, name }) => of === 'wire' || left.includes(name));
    return [...(runner.waiting() as readonly ScriptStep[]), ...still.map(({ step }) => step)];
  }

  return {
    check: () => checkSteps(file, steps, stage),
    occasion: runner.occasion,
    start: runner.start,
    end() {
      runner.close();
      const open = [...unmet()].sort((a, b) => a.line - b.line).map((step) => `${placeOf(file, step)} was not met`);
      const wrong = [...refused, ...open];
      return wrong.length === 0 ? done : failed(wrong.join('; '));
    },
  };
}

/** `file.yaml:3 (print#2: unplug after 40 bytes)`. */
const placeOf = (file: string, { line, address, deed }: ScriptStep): string => `${file}:${line} (${address}: ${deed})`;

/** A fault of the wire, a fault of the device by its name, or whatever can be typed; `undefined`: none of them. */
function resolve({ deed, when }: Step, { verbs, wire }: Stage): Deed | undefined {
  const often = when.on === 'always' ? ' always' : '';
  const fault = wire?.faultOf(deed);
  if (fault) return { line: `wire${often} ${deed}`, fault: { of: 'wire', name: JSON.stringify(fault) } };
  const name = /^fault (\S+)$/.exec(deed)?.[1] ?? deed;
  if (faultNames(verbs).includes(name)) return { line: `fault${often} ${name}`, fault: { of: 'device', name } };
  if (when.on === 'always') return undefined;
  const verb = verbOf(deed, verbs);
  const rest = deed.slice(verb?.name.length).trim();
  if (!verb || (rest !== '' && verb.takes === undefined)) return undefined;
  return verb.values && !verb.values.includes(rest) ? undefined : { line: deed };
}

const faultNames = (verbs: readonly Verb[]): readonly string[] =>
  verbs.find(({ name }) => name === 'fault')?.values ?? [];

function checkSteps(file: string, steps: readonly ScriptStep[], stage: Stage): CliOutcome {
  const wrong = steps.find((step) => !resolve(step, stage));
  if (!wrong) return done;
  const faults = [...(stage.wire?.forms ?? []), ...faultNames(stage.verbs)];
  const verbs = stage.verbs.filter(({ name }) => !/^(fault|wire)/.test(name));
  const words = verbs.map(({ name, takes }) => (takes === undefined ? name : `${name} ${takes}`));
  const expected = `one of ${(wrong.when.on === 'always' ? faults : [...faults, ...words]).join(', ')}`;
  const path = `${steps.indexOf(wrong)}.${wrong.address}`;
  return misused(
    describeConfigTrouble({
      code: 'CFG-103',
      file,
      line: wrong.line,
      path,
      expected,
      found: JSON.stringify(wrong.deed),
    }),
  );
}

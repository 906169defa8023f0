import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readYaml } from '../../device/config/yaml-file.ts';
import { yamlLineOf } from '../../device/config/yaml-places.ts';
import { realClock } from '../../drivers/clock.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { WireFault, WireFaults } from '../../simulators/faults/wire-faults.ts';
import type { ScriptedKind, ScriptLine } from '../../simulators/scripts/script.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import type { SimulatedDevice } from './device.ts';
import type { EventOutput } from './event-output.ts';
import { findVerb, runVerb, type SimulatorVerb } from './verbs.ts';

export interface Script {
  readonly file: string;
  readonly steps: readonly (ScriptLine & { readonly line: number })[];
}

type ScriptStep = Script['steps'][number];

/** Reads a script; without a file, it is empty. */
export async function loadScript(file: string | undefined, kind: ScriptedKind): Promise<Result<Script, CliTrouble>> {
  if (file === undefined) return ok({ file: '', steps: [] });
  const { scriptSchema, stepsOf } = await import('../../simulators/scripts/script.ts');
  const read = readYaml(file, realFiles, scriptSchema(kind));
  if (!read.ok) return misused(describeConfigTrouble(read.error));
  const text = realFiles.read(file);
  const steps = stepsOf(read.value).map((step, at) => ({ ...step, line: yamlLineOf(text, [at, step.address]) ?? 1 }));
  return ok({ file, steps });
}

export type RunningScript = Awaited<ReturnType<typeof startScript>>;

export interface ScriptedDevice {
  readonly device: SimulatedDevice;
  readonly verbs: readonly SimulatorVerb[];
  /** `null`: the device has no wire to damage. */
  readonly wire: WireWithFaults | null;
  readonly output: EventOutput;
  readonly look: () => void;
}

export interface WireWithFaults {
  readonly faults: WireFaults;
  readonly faultOf: (words: string) => WireFault | undefined;
  readonly forms: readonly string[];
}

interface Action {
  readonly line: string;
  readonly fault?: { readonly of: 'wire'; readonly name: string } | { readonly of: 'device'; readonly name: string };
}

export async function startScript({ file, steps }: Script, scripted: ScriptedDevice) {
  const { createScriptRunner } = await import('../../simulators/scripts/runner.ts');
  const { output, verbs, device, wire } = scripted;
  const actionOf = (step: ScriptLine) => resolve(step, scripted);
  let armed: readonly { readonly step: ScriptStep; readonly name: string; readonly of: 'wire' | 'device' }[] = [];
  const refused: string[] = [];

  function act(step: ScriptStep): void {
    const { line = '', fault } = actionOf(step) ?? {};
    if (fault && step.when.on !== 'always') armed = [...armed, { step, ...fault }];
    output.say('script', { line: step.line, step: step.address, does: step.action }, `${step.address}: ${step.action}`);
    void runVerb(line, verbs).then((spoken) => {
      if (spoken.kind === 'refused') {
        refused.push(`${placeOf(file, step)}: ${spoken.why}`);
        output.say('refused', { command: step.action, why: spoken.why }, spoken.why);
      }
      scripted.look();
    });
  }

  const runner = createScriptRunner(steps, realClock, act);
  wire?.faults.onSpent((fault) => {
    const spent = armed.find(({ of, name }) => of === 'wire' && name === JSON.stringify(fault));
    armed = armed.filter((each) => each !== spent);
    output.say('spent', { fault }, JSON.stringify(fault));
  });

  function unmet(): readonly ScriptStep[] {
    const left = [...device.armed()];
    const still = armed.filter(({ of, name }) => of === 'wire' || left.includes(name));
    return [...runner.waiting(), ...still.map(({ step }) => step)];
  }

  return {
    /** `undefined`: the script fits this device. */
    check: () => checkSteps(file, steps, scripted),
    occasion: runner.occasion,
    start: runner.start,
    /** Fails if a step never came, was refused, or armed a fault that did not occur. */
    end(): CliOutcome {
      runner.close();
      const open = [...unmet()].sort((a, b) => a.line - b.line).map((step) => `${placeOf(file, step)} did not happen`);
      const wrong = [...refused, ...open];
      return wrong.length === 0 ? done : failed(wrong.join('; '));
    },
  };
}

/** Such as `file.yaml:3 (print#2: unplug after 40 bytes)`. */
const placeOf = (file: string, { line, address, action }: ScriptStep): string =>
  `${file}:${line} (${address}: ${action})`;

function resolve({ action, when }: ScriptLine, { verbs, wire }: ScriptedDevice): Action | undefined {
  const often = when.on === 'always' ? ' always' : '';
  const fault = wire?.faultOf(action);
  if (fault) return { line: `wire${often} ${action}`, fault: { of: 'wire', name: JSON.stringify(fault) } };
  const name = /^fault (\S+)$/.exec(action)?.[1] ?? action;
  if (faultNames(verbs).includes(name)) return { line: `fault${often} ${name}`, fault: { of: 'device', name } };
  if (when.on === 'always') return undefined;
  const verb = findVerb(action, verbs);
  const rest = action.slice(verb?.name.length).trim();
  if (!verb || (rest !== '' && verb.takes === undefined)) return undefined;
  return verb.values && !verb.values.includes(rest) ? undefined : { line: action };
}

const faultNames = (verbs: readonly SimulatorVerb[]): readonly string[] =>
  verbs.find(({ name }) => name === 'fault')?.values ?? [];

function checkSteps(file: string, steps: readonly ScriptStep[], scripted: ScriptedDevice): CliOutcome {
  const wrong = steps.find((step) => !resolve(step, scripted));
  if (!wrong) return done;
  const faults = [...(scripted.wire?.forms ?? []), ...faultNames(scripted.verbs)];
  const verbs = scripted.verbs.filter(({ name }) => !/^(fault|wire)/.test(name));
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
      found: JSON.stringify(wrong.action),
    }),
  );
}

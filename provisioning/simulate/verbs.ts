export interface SimulatorVerb {
  /** Such as `paper out`. */
  readonly name: string;
  readonly takes?: string;
  readonly does: string;
  /** A script with another argument is refused before it starts. */
  readonly values?: readonly string[];
  /** Returns why the command failed, or nothing. */
  readonly run: (rest: string) => string | undefined | Promise<string | undefined>;
}

export type SimulatorVerbResult = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly why: string };

/** Finds the verb of a line. The longest name wins: `paper out after 30` is not `paper out`. */
export function findVerb(line: string, verbs: readonly SimulatorVerb[]): SimulatorVerb | undefined {
  const words = line.trim().replace(/\s+/g, ' ').toLowerCase();
  return verbs
    .filter(({ name }) => words === name || words.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

export async function runVerb(line: string, verbs: readonly SimulatorVerb[]): Promise<SimulatorVerbResult> {
  const words = line.trim().replace(/\s+/g, ' ');
  const verb = findVerb(words, verbs);
  if (!verb) return { kind: 'refused', why: `there is no command ${JSON.stringify(words)}; ${nearest(words, verbs)}` };
  const rest = words.slice(verb.name.length).trim();
  if (rest !== '' && verb.takes === undefined) return { kind: 'refused', why: `${verb.name} takes no argument` };
  const why = await verb.run(rest);
  return why === undefined ? { kind: 'done' } : { kind: 'refused', why };
}

function nearest(words: string, verbs: readonly SimulatorVerb[]): string {
  const [first = ''] = words.toLowerCase().split(' ');
  const close = verbs.filter(({ name }) => name.startsWith(first.slice(0, 3))).map(({ name }) => name);
  return close.length > 0 && first !== '' ? `did you mean ${close.join(' or ')}?` : '`help` lists them';
}

export function helpText(verbs: readonly SimulatorVerb[]): string {
  const rows = verbs.map(({ name, takes, does }) => [takes === undefined ? name : `${name} ${takes}`, does] as const);
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return rows.map(([usage, does]) => `  ${usage.padEnd(width)}  ${does}\n`).join('');
}

export function faultVerbs<T extends string>(faults: {
  readonly names: readonly T[];
  next(fault: T): unknown;
  always(fault: T): unknown;
  clear(): void;
}): SimulatorVerb[] {
  const { names } = faults;
  const arm = (how: 'next' | 'always') => (rest: string) => {
    const fault = names.find((name) => name === rest);
    if (fault === undefined) return `the fault is missing: ${names.join(', ')}`;
    faults[how](fault);
    return undefined;
  };
  return [
    {
      name: 'fault',
      takes: '<name>',
      does: `let this fault occur once: ${names.join(', ')}`,
      values: names,
      run: arm('next'),
    },
    {
      name: 'fault always',
      takes: '<name>',
      does: 'let this fault occur every time',
      values: names,
      run: arm('always'),
    },
    {
      name: 'fault clear',
      does: 'disarm every fault',
      run() {
        faults.clear();
        return undefined;
      },
    },
  ];
}

export const plainVerb = (name: string, does: string, act: () => void): SimulatorVerb => ({
  name,
  does,
  run() {
    act();
    return undefined;
  },
});

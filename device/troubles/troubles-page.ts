import { DEVICE_KIND_IDS, DEVICE_KINDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { type AnyTroubleCode, TECHNICIAN_TEXT } from './troubles.ts';

/** Text of `docs/troubleshooting.md`. */
export function troublesPage(): string {
  const sections = Object.entries(TECHNICIAN_TEXT).map(([code, text]) => section(code, text));
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

type KindLetters = (typeof DEVICE_KINDS)[DeviceKind]['codes'];

/** Map of the first letters of a code to the faulty part. */
const WHERE: { readonly [C in AnyTroubleCode as C extends `${infer Letters}-${string}` ? Letters : never]: string } = {
  ...kindsByCodes(),
  SCN: 'the scanner',
  KPD: 'the keypad',
  SPK: 'the voice',
  LIN: 'a line of the board (doors, lights, presence)',
  STF: 'a badge or PIN of staff',
  LNK: 'a cable or connection',
  BKO: 'the back office',
  LDG: 'the ledger',
  TLG: 'the transparency log',
  DSK: 'the disk',
  LOG: 'the log',
  CFG: 'a profile or catalogue file',
  WEB: 'the server of the page',
  SVC: 'the process and the browser as services of the machine',
  FND: 'the finding of devices',
  PRV: 'provisioning',
  ENR: 'the certificate of the kiosk',
  BKP: 'a backup',
  ACC: 'the acceptance of a cabinet',
  MON: 'what a Prometheus in the hall sees',
};

function kindsByCodes(): Readonly<Record<KindLetters, string>> {
  const named = DEVICE_KIND_IDS.map((kind) => {
    const { codes } = DEVICE_KINDS[kind];
    const kinds = DEVICE_KIND_IDS.filter((other) => DEVICE_KINDS[other].codes === codes);
    return [codes, kinds.map((other) => `the ${DEVICE_KINDS[other].name.en}`).join(' or ')] as const;
  });
  return Object.fromEntries(named) as Record<KindLetters, string>;
}

const HEAD = `# Troubleshooting by code

Made from the tables of \`device/troubles/\` by \`node test/tools/make-docs.mjs\`; do not edit by hand.

A code stands on the screen, in the log and in what the command prints. Its first three letters say where: ${Object.entries(
  WHERE,
)
  .map(([letters, where]) => `${letters} ${where}`)
  .join(', ')}. Each code is a link of its own: \`troubleshooting.md#prn-111\`. On a kiosk
\`asan-kiosk explain PRN-111\` prints its section.`;

/** The anchor stays the same if the heading changes. */
const section = (code: string, text: TechnicianText): string =>
  `<a id="${code.toLowerCase()}"></a>\n\n## ${formatTroubleText(code, text)}`;

export function formatTroubleText(code: string, { title, citizenSees, means, todo }: TechnicianText): string {
  return [
    `${code}: ${title}`,
    '',
    ...(citizenSees === undefined ? [] : [`The citizen sees: ${citizenSees}`, '']),
    `What it means: ${means}`,
    '',
    'What to do:',
    '',
    ...todo.map((step, index) => `${index + 1}. ${step}`),
  ].join('\n');
}

import type { TechnicianText } from './citizen/technician-text.ts';
import { TECHNICIAN_TEXT } from './troubles.ts';

/** `docs/troubleshooting.md`, from the table. */
export function troublesPage(): string {
  const sections = Object.entries(TECHNICIAN_TEXT).map(([code, text]) => section(code, text));
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

const HEAD = `# Troubleshooting by code

Made from the tables of \`device/troubles/\` by \`node test/tools/make-docs.mjs\`; do not edit by hand.

A code stands on the screen, in the log and in what the command prints. The first three letters say where: RDR the
document reader, TRM the payment terminal, PRN the printer, BKO the back office, LNK a cable or connection, CFG a
profile or catalogue file, WEB the server of the page, DSK the disk, LOG the log, PRV
provisioning, MON what a Prometheus in the hall sees. Each code is a link of its own: \`troubleshooting.md#prn-111\`.`;

function section(code: string, { title, citizenSees, means, todo }: TechnicianText): string {
  return [
    // The heading makes a link as well, which is another one when its words change.
    `<a id="${code.toLowerCase()}"></a>`,
    '',
    `## ${code}: ${title}`,
    '',
    ...(citizenSees === undefined ? [] : [`The citizen sees: ${citizenSees}`, '']),
    `What it means: ${means}`,
    '',
    'What to do:',
    '',
    ...todo.map((step, index) => `${index + 1}. ${step}`),
  ].join('\n');
}
